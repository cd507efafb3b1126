"""What the tour's pictures are taken with: a demonstration of its own, its mail, its people.

`demonstration()` serves a county that is made for the pictures and thrown away. Its mail goes to a
mail server of this script's, so that a person of the tour can open the link they were sent.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.support.mail_sink import MailSink, mail_sink

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DAY = "2018-10-01"
LARGEST = 250_000
PHONE = 390
DESK = 1280

# The pictures are taken at any hour; mail would wait for the morning.
ANY_HOUR = "from tests.support.chasing import write_at_any_hour; write_at_any_hour()"


@dataclass
class Service:
    """The demonstration as it is served on one day after another, and the mail it sent."""

    environment: dict[str, str]
    sink: MailSink
    server: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://localhost:{self.environment['PORT']}"

    def run(self, *words: str) -> None:
        """One command line of `frankpledge`. Raises CalledProcessError when it fails."""
        command = [sys.executable, "-m", "frankpledge.cli", *words]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    def go_to(self, day: str) -> None:
        """Serve the same county on another day."""
        self.stop()
        self.environment["TODAY"] = day
        command = [sys.executable, "-m", "frankpledge.cli", "serve"]
        self.server = subprocess.Popen(command, env=self.environment, cwd=ROOT)
        wait_for(self.address)

    def stop(self) -> None:
        """End the pages, if they are served."""
        if self.server:
            self.server.terminate()
            self.server.wait()

    def send_mail(self) -> None:
        """Let a worker send what waits, reminders included."""
        self.run("work", "--once")

    def link_to(self, slug: str, what: str) -> str:
        """The signed link in a body's mail that answers one thing. Raises SystemExit."""
        for mail in reversed(self.sink.mail):
            text = str(mail.get_content())
            if f"{slug}@" in str(mail["To"]) and what in text:
                found = re.search(rf"{re.escape(what)}.*?(http\S+/answer/\S+)", text, re.S)
                if found:
                    return found.group(1)
        sys.exit(f"No mail to {slug} brought a link to “{what}”.")


@contextmanager
def demonstration() -> Iterator[Service]:
    """A demonstration on 1 October 2018, in a folder of its own; the folder ends with it."""
    with tempfile.TemporaryDirectory() as folder, mail_sink() as sink:
        port = str(free_port())
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        kept |= {"FRANKPLEDGE_DATA": folder, "TODAY": DAY, "PORT": port}
        kept |= {"FRANKPLEDGE_MAIL": sink.setting, "PYTHONPATH": str(ROOT)}
        service = Service({**kept, "FRANKPLEDGE_URL": f"http://localhost:{port}"}, sink)
        for words in (["migrate"], ["demo", "load"], ["manage", "shell", "-c", ANY_HOUR]):
            service.run(*words)
        try:
            service.go_to(DAY)
            yield service
        finally:
            service.stop()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    """Return once the address answers. Raises SystemExit when it has not in two minutes."""
    for _ in range(240):
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
    page.evaluate("scrollTo(0, 0)")
    if at:
        top = page.locator(at).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
        page.evaluate("top => scrollTo(0, top - 24)", top)
    keep(name, Image.open(BytesIO(page.screenshot())))


def pages_of(data: bytes, numbers: list[int]) -> Image.Image:
    """Some pages of a PDF, side by side."""
    document = pypdfium2.PdfDocument(data)
    pages = [document[number].render(scale=0.72).to_pil() for number in numbers]
    width = sum(one.width for one in pages) + 20 * (len(pages) + 1)
    sheet = Image.new("RGB", (width, pages[0].height + 40), "#d9dedc")
    for place, one in enumerate(pages):
        sheet.paste(one, (20 + place * (one.width + 20), 20))
    return sheet


def press(page: Page, words: str) -> None:
    """A button of the page's own part, or a link that looks like one."""
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    """The first link of the page's own part with these words."""
    page.get_by_role("main").get_by_role("link", name=words).first.click()


class Tour:
    """The people of the tour, each with a window of their own."""

    def __init__(self, browser: Browser, service: Service) -> None:
        self.browser, self.service = browser, service

    def window(self, who: str = "", width: int = DESK, password: str = "frankpledge") -> Page:
        """A window in which `who` has signed in, or nobody."""
        context = self.browser.new_context(
            base_url=self.service.address,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        if who:
            page.goto("/account/sign-in/")
            page.get_by_label("User name").fill(who)
            page.get_by_label("Password").fill(password)
            page.locator("main").get_by_role("button", name="Sign in").click()
        return page
