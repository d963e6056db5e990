"""The browser that the tests and the pictures use: the system's Chromium, without a window."""

import contextlib
import shutil
import sys

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome"]


@contextlib.contextmanager
def chromium():
    """A running browser, closed at the end."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        sys.exit("no Chromium on the PATH: run Tests/Browser/set-up")
    with sync_playwright() as playwright:
        # Chromium has no sandbox of its own for root, as which containers run.
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
