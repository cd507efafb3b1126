"""Loading an area again after its calendar and plan were changed in the application."""

from datetime import date
from typing import Any

import pytest

from frankpledge.meetings.models import (
    AgendaItem,
    Deadline,
    Meeting,
    Paper,
    PlanEntry,
    PlanSlot,
)
from frankpledge.meetings.operations import move_entry, move_meeting, put_in_plan, take_out
from frankpledge.shared.door import Actor
from tests.areafile.small import SMALL, changed
from tests.support.county import load_text

ANN = Actor("Support officer")
TODAY = date(2018, 9, 3)
WHY: dict[str, Any] = {"reason": "Asked for", "on": TODAY}


def entry(slug, number):
    return PlanEntry.objects.get(meeting__slug=slug, slot__number=number)


def move(slug, to):
    move_meeting(
        by=ANN,
        meeting=Meeting.objects.get(slug=slug),
        to=to,
        starts=None,
        ends=None,
        place="",
        **WHY,
    )


def test_a_called_meeting_has_its_deadlines_kept(db, tmp_path):
    sync = load_text(tmp_path, SMALL)
    assert sync.added["deadlines"] == 1
    one = Deadline.objects.get()
    assert (one.due, one.why) == (date(2018, 10, 1), "8 working days before the meeting")


def test_a_moved_meeting_stays_where_it_was_moved_with_all_that_is_in_it(db, tmp_path):
    load_text(tmp_path, SMALL)
    move("2018-10-11", date(2018, 10, 25))
    counts = [one.objects.count() for one in (Meeting, AgendaItem, Paper, PlanEntry)]
    sync = load_text(tmp_path, SMALL)
    assert (sync.added, sync.changed, sync.removed) == ({}, {}, {})
    (left,) = sync.left
    assert left.endswith("was moved from “2018-10-11” in the application and stays so")
    assert [one.objects.count() for one in (Meeting, AgendaItem, Paper, PlanEntry)] == counts
    assert Deadline.objects.get().due == date(2018, 10, 15)


def test_a_meeting_that_was_given_its_day_keeps_it(db, tmp_path):
    load_text(tmp_path, SMALL)
    move("next-year", date(2019, 4, 4))
    sync = load_text(tmp_path, changed(("title: Fire, body: fire", "title: Fires, body: fire")))
    assert sync.changed == {"plan entries": 1}
    assert entry("2019-04-04", 2).title == "Fires"


@pytest.mark.parametrize("loads", [1, 2])
def test_a_cell_that_somebody_filled_changed_or_emptied_is_theirs(db, tmp_path, loads):
    load_text(tmp_path, SMALL)
    early, fire = entry("2018-10-11", 1), entry("next-year", 2)
    put_in_plan(
        by=ANN, slot=early.slot, meeting=early.meeting, title="Mine", version=early.version, **WHY
    )
    take_out(by=ANN, entry=fire, **WHY)
    for _ in range(loads):
        sync = load_text(tmp_path, SMALL)
    assert (sync.added, sync.removed) == ({}, {})
    assert len(sync.left) == 2
    assert [one.title for one in PlanEntry.objects.all()] == ["Mine"]


def test_an_entry_that_was_moved_is_not_put_back(db, tmp_path):
    load_text(tmp_path, SMALL)
    fire = entry("next-year", 2)
    move_entry(
        by=ANN,
        entry=fire,
        slot=PlanSlot.objects.get(number=2),
        meeting=Meeting.objects.get(slug="2018-10-11"),
        **WHY,
    )
    load_text(tmp_path, SMALL)
    assert PlanEntry.objects.filter(title="Fire").count() == 1
    assert entry("2018-10-11", 2).title == "Fire"


def test_briefs_and_authors_are_loaded(db, tmp_path):
    text = changed(
        ("label: Focus,", "label: Focus, brief: Risks and needs,"),
        ("title: Fire, body: fire", "title: Fire, body: fire, author: vale-csp, brief: All of it"),
    )
    load_text(tmp_path, text)
    assert PlanSlot.objects.get(number=2).brief == "Risks and needs"
    one = entry("next-year", 2)
    assert (one.author.slug, one.brief) == ("vale-csp", "All of it")


def test_a_meeting_that_the_file_drops_goes_with_its_deadlines(db, tmp_path):
    load_text(
        tmp_path,
        changed(
            (
                "      - {slug: next-year",
                "      - {date: 2019-01-10, state: called}\n      - {slug: next-year",
            )
        ),
    )
    assert Deadline.objects.count() == 2
    load_text(tmp_path, SMALL)
    assert not Meeting.objects.filter(slug="2019-01-10").exists()
    assert Deadline.objects.count() == 1
