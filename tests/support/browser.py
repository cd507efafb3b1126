"""Which Chromium the journeys drive, and how it is started."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# Quiet, and cut off: whatever a page asks of another machine fails at once, as it would for a
# member behind a strict firewall. --no-sandbox because tests often run as root in a container.
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def find_chromium() -> str | None:
    """Return the path of a Chromium: the one CHROMIUM names, Debian's, or Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    # Imported here: it takes a tenth of a second that the first two ways do not need.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None
