"""Settings of all tests: generated examples are the same in every run, and no test fails for a busy machine."""

from hypothesis import settings

settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")
