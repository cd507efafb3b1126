"""The analyst: from a police download to a figure that is kept, and a partner's file read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page

from tests.journeys.steps import Axe, follow, heading, look, press, says, sign_in
from tests.releases.support import police_zip

MONTHS = ("2024-01", "2024-02", "2024-03")
NOISE = "Day,Ward name,Reason\n03/06/2024,Soham,NO\n04/06/2024,Ely West,DG\n"


@pytest.fixture
def loads_at_once(settings: Any, tmp_path: Path) -> None:
    """The load runs before its page is shown, on the database of the test."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    settings.EVIDENCE_IN_BACKGROUND = False


def test_a_download_is_loaded_and_explored(loads_at_once: None, page: Page, axe: Axe) -> None:
    """Signed in, three months of the force's crimes are sent as they came, and seen by month."""
    sign_in(page, "analyst")
    page.goto("/evidence/")
    look(page, axe)
    press(page, "Load data")
    heading(page, "Load data")
    look(page, axe)
    press(page, "Check and load")
    says(page, "Choose a file")
    look(page, axe)
    page.get_by_label("Files").set_input_files(
        FilePayload(name="download.zip", mimeType="application/zip", buffer=police_zip(*MONTHS))
    )
    press(page, "Check and load")
    heading(page, "download.zip")
    says(page, "6 crimes, January to March 2024; none rejected.")
    look(page, axe)
    press(page, "See what was loaded")
    heading(page, "Street-level crime")
    look(page, axe)
    page.goto("/evidence/explore/?measure=recorded-crime&by=month")
    says(page, "January 2024")
    says(page, "Street-level crime")
    look(page, axe)
    press(page, "Keep this as a finding")
    look(page, axe)


def test_a_partners_file_is_read(loads_at_once: None, page: Page, axe: Axe) -> None:
    """A sample, its codes, a check, and a file loaded by the mapping that was saved."""
    sign_in(page, "analyst")
    page.goto("/evidence/releases/mappings/")
    look(page, axe)
    press(page, "Read a partner’s file")
    page.get_by_label("What the data is").fill("Noise reports")
    page.get_by_label("Whose data it is").fill("East Cambridgeshire District Council")
    sample = FilePayload(name="noise.csv", mimeType="text/csv", buffer=NOISE.encode())
    page.get_by_label("A file such as the partner sends").set_input_files(sample)
    look(page, axe)
    press(page, "See its columns")
    heading(page, "How “Noise reports” is read")
    says(page, "By the name of wards: “Ward name”")
    look(page, axe)
    follow(page, "Reason")
    heading(page, "Column “Reason”")
    page.get_by_label("What it may say").fill("NO = Noise\nDG = Dogs")
    look(page, axe)
    press(page, "Continue")
    press(page, "Check it against the sample")
    heading(page, "What would be loaded")
    says(page, "3 June 2024")
    look(page, axe)
    press(page, "Save this mapping")
    says(page, "The mapping is saved")
    look(page, axe)
    press(page, "Load a file by it")
    page.get_by_label("Files").set_input_files(sample)
    press(page, "Check and load")
    says(page, "2 records, June 2024; none rejected.")
