"""Take the tour's pictures: docs/pictures/*.png, from a demonstration made for it and thrown away.

    .venv/bin/python scripts/screenshots.py

It needs Chromium (`make browser`). The day is 1 October 2018 throughout. Each person of the tour
does what docs/tour.md tells, in its order, so the pictures show the same county.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, the folder of the script stands on the path and the project does not.
sys.path.insert(0, str(ROOT))

from tests.support.browser import ARGUMENTS, find_chromium  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
DAY = "2018-10-01"
MEETING = "/meetings/county-board/2018-10-11/"
ROUND = "/review/county-board/2018-10-11/"
LARGEST = 250_000
PHONE = 390
DESK = 1280


@contextmanager
def demonstration() -> Iterator[str]:
    """A demonstration served from a folder of its own; gives its address, and ends with it."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        settings = {**kept, "FRANKPLEDGE_DATA": folder, "TODAY": DAY, "PORT": str(port)}
        command = [sys.executable, "-m", "frankpledge.cli"]
        for words in (["migrate"], ["demo", "load"]):
            subprocess.run([*command, *words], env=settings, cwd=ROOT, check=True)
        server = subprocess.Popen([*command, "serve"], env=settings, cwd=ROOT)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait()


def wait_for(address: str) -> None:
    """Return once the address answers. Raises SystemExit when it has not in half a minute."""
    for _ in range(60):
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.5)
    sys.exit(f"Nothing answers at {address}.")


def keep(name: str, picture: Image.Image) -> None:
    """Write a picture in few bytes. Raises SystemExit when it is still too large for the docs."""
    path = PICTURES / f"{name}.png"
    picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        sys.exit(f"{path} takes {path.stat().st_size:,} bytes, more than {LARGEST:,}.")


def take(page: Page, name: str, height: int, at: str = "") -> None:
    """Keep what stands on the page: its head, or the part that begins with `at`."""
    page.set_viewport_size(
        {"width": (page.viewport_size or {"width": DESK})["width"], "height": height}
    )
    if at:
        top = page.locator(at).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
        page.evaluate("top => scrollTo(0, top - 24)", top)
    keep(name, Image.open(BytesIO(page.screenshot())))


class Tour:
    """The people of the tour, each with a window of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def window(self, who: str = "", width: int = DESK) -> Page:
        """A window in which `who` has signed in, or nobody."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        page = context.new_page()
        if who:
            page.goto("/account/sign-in/")
            page.get_by_label("User name").fill(who)
            page.get_by_label("Password").fill("frankpledge")
            page.locator("main").get_by_role("button", name="Sign in").click()
        return page


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
    keep("pack", pack_pages(page, [0, 1, 4]))


def pack_pages(page: Page, numbers: list[int]) -> Image.Image:
    """Some pages of the members' pack, side by side."""
    answer = page.request.get(f"{MEETING}pack/members.pdf")
    document = pypdfium2.PdfDocument(answer.body())
    pages = [document[number].render(scale=0.72).to_pil() for number in numbers]
    width = sum(one.width for one in pages) + 20 * (len(pages) + 1)
    sheet = Image.new("RGB", (width, pages[0].height + 40), "#d9dedc")
    for place, one in enumerate(pages):
        sheet.paste(one, (20 + place * (one.width + 20), 20))
    return sheet


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
)


def main() -> int:
    """Take every picture; return the exit code."""
    chromium = find_chromium()
    if chromium is None:
        print("The pictures need Chromium: run `make browser`.")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        tour = Tour(browser, address)
        for step in STEPS:
            step(tour)
        browser.close()
    for path in sorted(PICTURES.glob("*.png")):
        print(f"{path.stat().st_size:>8,}  {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
