"""How fast the page of a large graph opens and moves in headless Chromium, which draws without a graphics card.

    python bench/view_speed.py [--entities 5000] [--claims 20000]

Opening is timed from the start of the navigation until the page is ready and its first full picture painted. Moving is
measured while the mouse drags the drawing to and fro, and while its wheel zooms: a frame counts when the drawing was
painted or moved since the frame before; the longest wait between two such frames is what a reader would feel.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kg.ontology import load_schema
from kg.view.labels import labels_of
from kg.view.page import write_view

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.browsers import BROWSERS, SWITCHES
from tests.view.conftest import DESKTOP
from tests.view.synthetic import generated

REPEATS = 5
SECONDS = 3.0
#: Moves once a frame, as a hand does, and notes when the drawing was painted or moved.
MOVES = {
    "drag": """(at) => { const phase = at / 350;
      canvas.dispatchEvent(new PointerEvent(at ? "pointermove" : "pointerdown", { bubbles: true, isPrimary: true,
        pointerId: 1, pointerType: "mouse", buttons: 1,
        clientX: 800 - 300 * Math.cos(phase), clientY: 480 - 200 * Math.sin(phase) })); }""",
    "wheel": """(at) => canvas.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true,
        clientX: 800, clientY: 450, deltaY: at % 2000 < 1000 ? -20 : 20 }))""",
}
MEASURE = """([move, duration]) => new Promise((resolve) => {
  const canvas = document.querySelector("#canvas canvas");
  const send = eval(move);
  const frames = [];
  let first = null;
  let last = graphPage.pictures();
  const step = (now) => {
    first ??= now;
    if (graphPage.pictures() !== last) frames.push(now);
    last = graphPage.pictures();
    if (now - first > duration) return resolve(frames);
    send(now - first);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only where a browser is)

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=5000)
    parser.add_argument("--claims", type=int, default=20000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "view.html"
        data = generated(options.entities, options.claims)
        start = time.perf_counter()
        summary = write_view(data, path, labels=labels_of(load_schema()), max_nodes=None)
        print(f"written in {time.perf_counter() - start:.1f} s, {summary.size / 1e6:.1f} MB")
        binary = next(found for name in BROWSERS if (found := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=binary, args=SWITCHES.split())
        found = [opening(browser, path) for _ in range(REPEATS)]
        times, work = sorted(seconds for seconds, _ in found), sorted(work for _, work in found)
        print(f"open: median {times[REPEATS // 2]:.2f} s of {REPEATS}, slowest {times[-1]:.2f} s")
        print(f"      of which the page's own thread computes {work[REPEATS // 2]:.2f} s")
        page = opened(browser, path)
        for name, move in MOVES.items():
            rate, longest = frames(page, move)
            print(f"{name}: {rate:.0f} frames/s, longest wait {longest:.0f} ms")
        browser.close()


def opened(browser: Any, path: Path) -> Any:  # noqa: ANN401 (playwright's page)
    """Return the page, ready."""
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"file://{path}")
    page.wait_for_selector("html[data-painted]")
    return page


def opening(browser: Any, path: Path) -> tuple[float, float]:  # noqa: ANN401 (playwright's browser)
    """Return the seconds from navigation to the first full picture, by the clock and as computed by the page's thread.

    The second number hardly depends on what else the machine does.
    """
    page = browser.new_page(viewport=DESKTOP)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(f"file://{path}")
    page.wait_for_selector("html[data-painted]")
    seconds = float(page.evaluate("document.documentElement.dataset.painted")) / 1000
    metrics = {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}
    page.close()
    return seconds, metrics["TaskDuration"]


def frames(page: Any, move: str) -> tuple[float, float]:  # noqa: ANN401 (playwright's page)
    """Return frames per second and the longest wait in milliseconds while ``move`` runs."""
    page.wait_for_timeout(500)
    at = page.evaluate(MEASURE, [move, SECONDS * 1000])
    gaps = [later - earlier for earlier, later in itertools.pairwise(at)]
    return len(gaps) * 1000 / (at[-1] - at[0]), max(gaps)


if __name__ == "__main__":
    main()
