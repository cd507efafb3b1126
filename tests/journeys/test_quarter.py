"""A whole quarter, from an empty calendar to published minutes, and what it costs the secretary.

The cycle of 11 October 2018 to 17 January 2019 in real browsers, with mail that really arrives:
every report is commissioned, chased and received, two of them late; one paper waits for a decision;
one goes out as an addendum; minutes are taken with nine actions, approved in January and published.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as project
from django.test import Client
from playwright.sync_api import FilePayload

from frankpledge.actions.models import Action
from frankpledge.answering.models import LinkUse
from frankpledge.meetings.models import Circulation, Decision, MinuteNote, Minutes, Paper
from tests.journeys.conftest import PICTURES
from tests.journeys.steps import enter, heading, look
from tests.support.chasing import write_at_any_hour
from tests.support.leaks import walk
from tests.support.mail_sink import mail_sink
from tests.support.quarter import Counted, Post, as_told, load_empty_county

OCTOBER, JANUARY = date(2018, 10, 11), date(2019, 1, 17)
MEETING = "/meetings/county-board/2018-10-11/"
NEXT = "/meetings/county-board/2019-01-17/"
SECRET = "zibeline"
"""A word that stands in the withheld paper alone: wherever it is found, it has leaked."""

# Who writes each report, by the slug of its item: (body, title in the mail, recommendations).
REPORTS = {
    "item-3": ("road-safety", "Road safety", 2),
    "item-4": ("drugs-and-alcohol", "Drug and alcohol misuse", 1),
    "item-5": (
        "police-and-crime-commissioner",
        "Co-ordination of the serious violence strategy",
        1,
    ),
    "item-6": ("police-and-crime-commissioner", "Transformational working", 1),
    "item-7": ("cambridgeshire-county-council", "Supported housing consultation", 2),
    "item-8": ("cambridgeshire-county-council", "Voluntary sector representation", 1),
    "item-9": ("police-and-crime-commissioner", "Future agenda planning", 1),
}
LATE = ("item-4", "item-7")
ADDENDUM = "item-7"
ACTIONS = [
    (
        "item-3",
        "Road Safety",
        "Bring the draft road safety strategy to the board",
        date(2019, 1, 7),
    ),
    ("item-3", "Constabulary", "Share collision figures with the partnership", date(2018, 11, 30)),
    ("item-4", "Drug", "Report how the local strategy performs", date(2018, 12, 14)),
    ("item-5", "Fenland", "Map the strategy's actions for the district", date(2018, 12, 3)),
    ("item-5", "Youth", "Say which early intervention work it leads", date(2018, 12, 5)),
    (
        "item-6",
        "Huntingdonshire",
        "Write up both pilots for the other districts",
        date(2018, 12, 7),
    ),
    (
        "item-7",
        "County Council",
        "Tell the board of the housing review's next step",
        date(2018, 12, 10),
    ),
    ("item-8", "Police and Crime", "Find who could speak for voluntary groups", date(2018, 11, 16)),
    ("item-9", "East Cambridgeshire", "Offer a subject for the plan", date(2018, 11, 23)),
]


@pytest.fixture
def demo(db, on_day, tmp_path):
    """The county before anybody planned the meeting."""
    on_day("2018-09-03")
    load_empty_county(Path(project.DEMONSTRATION_AREA), tmp_path / "area")
    write_at_any_hour()


@pytest.mark.row(19, 22, 24, 90)
def test_a_quarter_runs_itself(page_at, axe, on_day, settings, live_server):
    """From an empty calendar to published minutes; nothing of substance is typed twice."""
    settings.SITE_URL = live_server.url
    with mail_sink() as sink:
        post = Post(sink, on_day, date(2018, 9, 3))
        secretary = Counted(page_at(1280))
        enter(secretary.page, "Board secretary, office of the Police and Crime Commissioner")
        commissions(secretary, axe)
        post.until(date(2018, 10, 1))
        for item in REPORTS:
            if item not in LATE:
                answers(page_at, post, item)
        two_are_late(page_at, post, secretary, axe)
        addendum(page_at, post, secretary, axe)
        nothing_withheld_is_found()
        post.until(OCTOBER)
        meets(secretary, axe)
        minutes_go_round(page_at, post, secretary, axe)
        post.until(JANUARY)
        approves(secretary, axe)
    everything_is_on_record()
    keep(secretary)


def commissions(secretary: Counted, axe) -> None:
    """One press drafts the agenda and commissions what the plan knows; the rest by hand."""
    secretary.page.goto(MEETING)
    secretary.press("Draft the agenda from the forward plan")
    secretary.says("drafted from the forward plan")
    secretary.follow("Minutes and actions")
    secretary.follow("Commission a paper")
    secretary.choose("Who writes it", "Police and Crime Commissioner")
    secretary.choose("Are these the minutes of an earlier meeting? (optional)", "19 July 2018")
    secretary.press("Commission it")
    look(secretary.page, axe)
    assert Paper.objects.filter(item__meeting__slug="2018-10-11").count() == len(REPORTS) + 1


def answers(page_at, post: Post, item: str) -> None:
    """The author, without an account, opens the link in the mail, writes, and sends it in."""
    body, title, asked = REPORTS[item]
    page = page_at(390)
    page.goto(post.link(body, title))
    author = Counted(page)
    author.press("Write the paper")
    lines = "\n".join(
        f"The board agrees to step {n} of {title.lower()}" for n in range(1, asked + 1)
    )
    author.type("Recommendations", lines)
    author.type("Text", f"# What we found\n\nThe report on {title.lower()}.")
    author.press("Save the paper")
    author.press("Send to the secretary")
    author.says("Received")


def two_are_late(page_at, post: Post, secretary: Counted, axe) -> None:
    """One comes after its day and in time for the pack; the chair hears of the other."""
    file_minutes(secretary)
    post.until(date(2018, 10, 3))
    answers(page_at, post, LATE[0])
    post.until(date(2018, 10, 4))
    assert any("Supported housing" in text for text in chairs_mail(post))
    secretary.page.goto(MEETING)
    secretary.says("7 of 8 papers are in")
    look(secretary.page, axe)
    secretary.press("Circulate to 34 members")
    secretary.says("circulated")
    post.deliver()


def chairs_mail(post: Post) -> list[str]:
    """What the chair of the board was told of."""
    return [
        str(mail.get_content()) for mail in post.sink.mail if "late" in str(mail["Subject"]).lower()
    ]


def file_minutes(secretary: Counted) -> None:
    """The July minutes are a file: uploaded, not typed."""
    secretary.page.goto(f"{MEETING}papers/item-2/")
    secretary.press("Upload a file")
    kind = "application/octet-stream"
    file = FilePayload(name="minutes.docx", mimeType=kind, buffer=minutes_file())
    secretary.page.get_by_label("File").set_input_files(file)
    secretary.fields += 1
    secretary.press("Upload the file")
    secretary.press("Send to the secretary")
    secretary.says("Received")


def minutes_file() -> bytes:
    """A short Word file with the word that must not be found."""
    from io import BytesIO

    from docx import Document

    file, document = BytesIO(), Document()
    document.add_heading("Minutes of 19 July 2018", 1)
    document.add_paragraph(f"The board heard of {SECRET}.")
    document.save(file)
    return file.getvalue()


def addendum(page_at, post: Post, secretary: Counted, axe) -> None:
    """The last report comes when the pack is out: members get it with what is new."""
    post.until(date(2018, 10, 8))
    answers(page_at, post, ADDENDUM)
    secretary.page.goto(MEETING)
    secretary.press("Send out 1 late paper")
    secretary.type("Why are these papers late?", "The housing figures came on 8 October")
    look(secretary.page, axe)
    secretary.press("Send out 1 late paper")
    secretary.says("Addendum 1")
    secretary.page.goto(MEETING)
    secretary.press("Publish the circulated papers")
    secretary.says("Not public yet")
    look(secretary.page, axe)


def nothing_withheld_is_found() -> None:
    """Every public address there is, read through: pages, packs, feeds, data, and their headers."""
    said = walk(Client())
    assert len(said) > 50
    assert not [address for address, text in said.items() if SECRET in text.lower()]


def meets(secretary: Counted, axe) -> None:
    """Who came, what was agreed, and who does what: taken down as it happens."""
    secretary.page.goto(f"{MEETING}attendance/")
    secretary.tick("Sent apologies", seat(secretary, "Fenland District Council"))
    secretary.tick("Absent", seat(secretary, "Cambridge City Council"))
    secretary.main.get_by_role("button", name="Record attendance of").click()
    secretary.presses += 1
    secretary.page.goto(MEETING)
    secretary.press("Take the minutes")
    secretary.press("Approve the minutes of 19 July 2018")
    for item, (_, _, asked) in REPORTS.items():
        for number in range(1, asked + 1):
            agrees(secretary, item, number)
    for item, owner, text, due in ACTIONS:
        takes(secretary, item, owner, text, due)
    look(secretary.page, axe)


def seat(secretary: Counted, title: str):
    """A seat's row of the roll."""
    return secretary.page.get_by_role("row").filter(has_text=title).first


def agrees(secretary: Counted, item: str, number: int) -> None:
    """A recommendation is agreed by one press: its words are those of the paper."""
    here = secretary.page.locator(f"#asked-{item}")
    left = here.locator("[data-asked]").count()
    here.locator("[data-asked] button[value=agreed]").first.click()
    secretary.presses += 1
    secretary.page.wait_for_function(
        "([id, left]) => document.querySelectorAll(`#asked-${id} [data-asked]`).length < left",
        arg=[item, left],
    )


def takes(secretary: Counted, item: str, owner: str, text: str, due: date) -> None:
    """An action under an item."""
    form = secretary.page.locator(f"form.fp-note-form[data-note={item}]")
    secretary.tick("Action", form)
    secretary.type("Note", text, form)
    secretary.choose("Of whom", owner, form)
    secretary.date(due, form)
    form.get_by_role("button", name="Take the note").click()
    secretary.presses += 1
    secretary.page.locator(f"#notes-{item}").get_by_text(text, exact=True).wait_for()


def minutes_go_round(page_at, post: Post, secretary: Counted, axe) -> None:
    """Members read the draft and one comments."""
    secretary.page.goto(f"{MEETING}minutes/")
    look(secretary.page, axe)
    secretary.press("Send out for comments")
    form = secretary.main.locator("form").first
    secretary.date(date(2018, 10, 26), form)
    secretary.press("Send them to members")
    post.until(date(2018, 10, 15))
    member = page_at(390)
    enter(member, "Chief executive, Huntingdonshire District Council")
    member.goto(f"{MEETING}minutes/")
    look(member, axe)
    member.get_by_role("button", name="Comment on the minutes").click()
    member.get_by_label("Your comment").fill("We sent apologies.")
    member.get_by_role("button", name="Send your comment").click()
    secretary.page.goto(f"{MEETING}minutes/")
    secretary.says("We sent apologies.")


def approves(secretary: Counted, axe) -> None:
    """In January the board approves the minutes, which are then published with a press."""
    secretary.page.goto(NEXT)
    secretary.press("Draft the agenda from the forward plan")
    secretary.press("Take the minutes")
    secretary.press("Approve the minutes of 11 October 2018")
    secretary.page.goto(f"{MEETING}minutes/")
    secretary.press("Publish the minutes")
    look(secretary.page, axe)
    heading(secretary.page, "Minutes of Thursday 11 October 2018")


def everything_is_on_record() -> None:
    """What the quarter left behind."""
    minutes = Minutes.objects.get(meeting__slug="2018-10-11")
    assert minutes.state == "published"
    assert minutes.approved_by
    assert minutes.approved_by.meeting.slug == "2019-01-17"
    assert Circulation.objects.filter(meeting__slug="2018-10-11").count() == 2
    july = Paper.objects.get(minutes_of__slug="2018-07-19")
    assert july.state == "published"
    assert july.released_by is not None
    late = Paper.objects.filter(item__meeting__slug="2018-10-11", received__gt="2018-10-01")
    assert late.count() == len(LATE)
    assert Action.objects.count() == MinuteNote.objects.filter(kind="action").count() == 9
    agreed = sum(asked for _, _, asked in REPORTS.values())
    assert Decision.objects.filter(recommendation__isnull=False).count() == agreed
    assert LinkUse.objects.exists()
    public = walk(Client())
    assert any("Bring the draft road safety strategy" in text for text in public.values())


def keep(secretary: Counted) -> None:
    """The count, kept beside the pictures; nothing of substance was typed twice."""
    told = as_told(secretary)
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "quarter.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    assert not told["typed twice"]
    assert secretary.presses <= 60
    assert secretary.characters <= 1_000
