"""Take the tour's pictures: docs/pictures/*.png, from demonstrations made for it and thrown away.

    .venv/bin/python scripts/screenshots.py [trust]

It needs Chromium (`make browser`), and some five minutes; `trust` takes those of the last part
alone. Each person of the tour does what docs/tour.md tells, in its order, on its day, so the
pictures show the same county. The first part is here, on 1 October 2018; the others are in
screenshots_review.py, _evidence.py, _quarter.py and _trust.py.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

# Run as a file, the folder of the script stands on the path and the project does not.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.screenshots_evidence import EVIDENCE
from scripts.screenshots_kit import (
    PHONE,
    PICTURES,
    ROOT,
    Tour,
    demonstration,
    keep,
    pages_of,
    take,
)
from scripts.screenshots_quarter import QUARTER
from scripts.screenshots_review import REVIEW
from scripts.screenshots_trust import TRUST
from tests.support.browser import ARGUMENTS, find_chromium

MEETING = "/meetings/county-board/2018-10-11/"
ROUND = "/review/county-board/2018-10-11/"


def secretary_looks(tour: Tour) -> None:
    """What the secretary finds on the day reports are due."""
    page = tour.window()
    page.goto("/account/sign-in/")
    take(page, "sign-in", 1040)
    page = tour.window("secretary")
    take(page, "secretary-owes", 740)
    page.goto(MEETING)
    take(page, "secretary-before", 900, ".fp-title")
    take(page, "secretary-agenda", 760, "#agenda")
    page.goto("/meetings/county-board/plan/")
    take(page, "secretary-plan", 1000, ".fp-title")


def chair_reports(tour: Tour) -> None:
    """The road safety group's chair sends its update."""
    phone = tour.window("chair", PHONE)
    take(phone, "chair-owes", 700)
    page = tour.window("chair")
    page.goto(f"{ROUND}road-safety/write/")
    page.get_by_label("Chair", exact=True).fill("Chair of the road safety partnership")
    page.get_by_label("Key information to raise to the board (1)").fill(
        "An example: the group's plan for the winter is ready."
    )
    page.get_by_label(
        "Requested actions by responsible authorities or board chairs (1)"
    ).first.fill("An example: each authority names somebody who works on it.")
    page.get_by_label("Strategic assessment: what is in place").fill("Agreed")
    page.get_by_label("Strategic assessment: its date, as far as you know it").fill("2015")
    take(page, "chair-writes", 760, "label[for$='information-0-text']")
    page.get_by_role("button", name="Send to the board’s secretary").click()
    take(page, "chair-sent", 700)


def secretary_circulates(tour: Tour) -> None:
    """The secretary sends the papers out, then puts in a late item."""
    page = tour.window("secretary")
    page.goto(ROUND)
    take(page, "secretary-round", 900, ".fp-title")
    page.goto(MEETING)
    page.get_by_role("button", name="Circulate to 34 members").click()
    take(page, "secretary-circulated", 640)
    page.goto(f"{MEETING}add/")
    after = page.get_by_label("After which item")
    after.select_option(label=after.get_by_role("option", name="7. ").inner_text())
    page.get_by_label("Title").fill("An item that came late")
    page.get_by_label("Minutes").fill("5")
    page.get_by_role("button", name="Add the item").click()
    take(page, "secretary-late-item", 520, "tr:has-text('7A')")
    pack = page.request.get(f"{MEETING}pack/members.pdf").body()
    keep("pack", pages_of(pack, [0, 1, 4]))


def member_reads(tour: Tour) -> None:
    """A council's chief executive reads the pack on a phone and signs the agreement."""
    phone = tour.window("member", PHONE)
    take(phone, "member-owes", 700)
    phone.goto(f"{MEETING}papers/road-safety-partnership/")
    take(phone, "member-paper", 844, ".fp-paper")
    page = tour.window("member")
    page.goto("/planning/")
    take(page, "member-priorities", 800, ".fp-title")
    page.get_by_role("link", name="Community safety agreement 2017 to 2020").click()
    take(page, "member-agreement", 760)
    page.get_by_role("link", name="Sign the agreement").or_(
        page.get_by_role("button", name="Sign the agreement")
    ).first.click()
    take(page, "member-signs", 720)


def public_looks(tour: Tour) -> None:
    """What anybody sees: before the papers are published, and on another day."""
    page = tour.window()
    page.goto("/")
    take(page, "public-home", 640)
    page.goto("/partnership/authorities/fenland/")
    take(page, "public-authorities", 900)
    page.goto("/partnership/bodies/south-cambridgeshire-csp/?on=2019-11-01")
    take(page, "public-body", 1000, ".fp-title")
    phone = tour.window(width=PHONE)
    phone.goto(MEETING)
    take(phone, "public-meeting", 844, "#agenda")


STEPS: tuple[Callable[[Tour], None], ...] = (
    secretary_looks,
    chair_reports,
    secretary_circulates,
    member_reads,
    public_looks,
    *REVIEW,
    *EVIDENCE,
    *QUARTER,
)


def main() -> int:
    """Take every picture; return the exit code."""
    chromium = find_chromium()
    if chromium is None:
        print("The pictures need Chromium: run `make browser`.")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    for steps in (TRUST,) if sys.argv[1:] == ["trust"] else (STEPS, TRUST):
        with demonstration() as service, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            tour = Tour(browser, service)
            for step in steps:
                step(tour)
            browser.close()
    for path in sorted(PICTURES.glob("*.png")):
        print(f"{path.stat().st_size:>8,}  {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
