"""A quarter in a browser: an empty county, mail that arrives, and a secretary who is counted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Locator, Page, expect

from frankpledge.areafile.operations import load_demonstration
from frankpledge.chasing.operations import CHASING, remind
from frankpledge.outbox.carriers import carrier_for
from frankpledge.outbox.delivery import deliver
from frankpledge.outbox.operations.working import sign_of_life
from frankpledge.outbox.setting import read_mail
from frankpledge.shared import clock
from frankpledge.shared.working_days import is_working_day
from tests.support.mail_sink import MailSink

# What the board's own work puts there in the journey: its agenda, its papers, its updates.
WORK = ("agendas", "papers", "updates")


def load_empty_county(area: Path, folder: Path) -> None:
    """The demonstration as it was before anybody planned the meeting: who, when, and the plan."""
    shutil.copytree(area, folder, dirs_exist_ok=True)
    for path in folder.glob("*.yaml"):
        if not set(yaml.safe_load(path.read_text("utf-8"))) - set(WORK):
            path.unlink()
    load_demonstration(folder)


@dataclass
class Post:
    """The mail of the quarter: reminders are worked out each working day, and really delivered."""

    sink: MailSink
    set_day: Callable[[str], None]
    today: date

    def until(self, day: date) -> None:
        """Live through the days up to and including `day`, reminding on each working day."""
        while self.today < day:
            self.today += timedelta(days=1)
            self.set_day(self.today.isoformat())
            if is_working_day(self.today):
                remind(by=CHASING, on=self.today)
                self.deliver()

    def deliver(self) -> None:
        """What waits in the outbox leaves for the mail server."""
        carrier = carrier_for(read_mail({"FRANKPLEDGE_MAIL": self.sink.setting}))
        assert carrier is not None
        sign_of_life(worker="worker", now=clock.now())
        states = {message.state for message in deliver("worker", carrier)}
        assert states <= {"sent"}, states

    def to(self, slug: str) -> list[str]:
        """The texts that came for a body, the latest last."""
        return [str(mail.get_content()) for mail in self.sink.mail if f"{slug}@" in str(mail["To"])]

    def link(self, slug: str, what: str) -> str:
        """The address in a body's latest mail under the line that names a thing."""
        [found] = re.findall(rf"{re.escape(what)}.*?(http\S+/answer/\S+)", self.to(slug)[-1], re.S)[
            :1
        ]
        return str(found)


@dataclass
class Counted:
    """A person at a page whose every press, choice and typed word is counted.

    `typed` keeps what was typed, so that a test can tell whether anything had to be typed twice.
    """

    page: Page
    presses: int = 0
    fields: int = 0
    typed: list[str] = field(default_factory=list)

    @property
    def main(self) -> Locator:
        """The page's own part."""
        return self.page.get_by_role("main")

    @property
    def characters(self) -> int:
        """How many characters were typed in all."""
        return sum(map(len, self.typed))

    def press(self, words: str, within: Locator | None = None) -> None:
        """A button, or a link that looks like one."""
        (within or self.main).get_by_role("button", name=words, exact=True).first.click()
        self.presses += 1

    def follow(self, words: str, within: Locator | None = None) -> None:
        """A link."""
        (within or self.main).get_by_role("link", name=words).first.click()
        self.presses += 1

    def type(self, label: str, words: str, within: Locator | None = None) -> None:
        """Type into a field."""
        (within or self.main).get_by_label(label, exact=True).first.fill(words)
        self.fields += 1
        self.typed.append(words)

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        """Choose from a list by the words shown."""
        chosen = (within or self.main).get_by_label(label, exact=True).first
        found = [one for one in chosen.locator("option").all_inner_texts() if option in one]
        assert found, f"{label} offers no “{option}”"
        chosen.select_option(label=found[0])
        self.fields += 1

    def tick(self, label: str, within: Locator | None = None) -> None:
        """A radio button or a box."""
        (within or self.main).get_by_label(label, exact=True).first.check()
        self.fields += 1

    def date(self, day: date, within: Locator) -> None:
        """Three boxes of one date: one fact, typed as figures."""
        for label, figure in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            within.get_by_label(label, exact=True).fill(str(figure))
        self.fields += 3
        self.typed.append(day.isoformat().replace("-", ""))

    def says(self, words: str) -> None:
        """Wait until the page says this."""
        expect(self.main).to_contain_text(words)

    def retyped(self) -> list[str]:
        """What was typed more than once, dates and single words apart."""
        facts = [one for one in self.typed if len(one.split()) > 2]
        return sorted({one for one in facts if facts.count(one) > 1})


def as_told(counted: Counted) -> dict[str, Any]:
    """The count, for the record."""
    return {
        "presses": counted.presses,
        "fields": counted.fields,
        "characters typed": counted.characters,
        "typed twice": counted.retyped(),
    }
