"""The browser that tests, pictures and measurements drive: Debian's Chromium, without a window."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)
