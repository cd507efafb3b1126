"""Asking, reporting, the board's word, changing: what is kept and what is refused."""

import subprocess
import sys
from datetime import date

import pytest

from frankpledge.actions.models import Action, ActionLook, ActionReport
from frankpledge.actions.operations import (
    ChangedMeanwhile,
    Evidence,
    Looked,
    ask,
    change,
    go_through,
    look,
    reopen,
    report,
)
from frankpledge.actions.owed import owed
from frankpledge.actions.papers import register_blocks
from frankpledge.actions.queries.looking import to_go_through
from frankpledge.actions.queries.register import owner_page, register
from frankpledge.history.models import Entry
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, text_in
from tests.support.other_process import ROOT, database_url, environment

APRIL, JULY, JANUARY = date(2018, 4, 19), date(2018, 7, 19), date(2019, 1, 17)
pytestmark = pytest.mark.usefixtures("demo_county")


def asked(text="Count the collisions", owner="road-safety", on=JULY, **more):
    body = body_named(owner) if owner else None
    return ask(by=SECRETARY, register=board(), text=text, owner=body, asked=on, **more)


def fresh(action):
    return Action.objects.select_related("register").get(pk=action.pk)


def seen(action, outcome, on=OCTOBER, **more):
    return look(by=SECRETARY, action=fresh(action), on=on, today=JANUARY, outcome=outcome, **more)


def line(action, on=OCTOBER):
    return next(one for one in register(board(), on).lines if one.number == action.number)


def test_the_register_numbers_what_is_asked_each_board_for_itself():
    assert [asked().number, asked().number] == [1, 2]
    other = ask(by=SECRETARY, register=body_named("fenland-csp"), text="Other", asked=JULY)
    assert other.number == 1
    assert asked().number == 3


def test_only_a_look_closes():
    action = asked()
    report(by=SECRETARY, action=action, on=OCTOBER, text="All counted", done=True)
    assert fresh(action).state == "done"
    seen(action, "closed", note="Agreed")
    found = fresh(action)
    assert (found.state, found.closed, found.closed_why) == ("closed", OCTOBER, "Agreed")
    with pytest.raises(Refused, match="Ask the board’s secretary to reopen it"):
        report(by=SECRETARY, action=action, on=OCTOBER, text="More")


def test_what_is_carried_over_after_it_was_called_done_is_asked_again():
    action = asked()
    report(by=SECRETARY, action=action, on=date(2018, 10, 1), text="Done", done=True)
    seen(action, "carried", note="Two districts are missing")
    assert fresh(action).state == "open"
    # Said to be done since: recording the same meeting's word again leaves that alone.
    report(by=SECRETARY, action=action, on=date(2018, 10, 20), text="Now done", done=True)
    seen(action, "carried", note="Two districts were missing")
    assert fresh(action).state == "done"
    assert ActionLook.objects.get(action=action).note == "Two districts were missing"


def test_a_word_recorded_late_leaves_what_was_said_since():
    action = asked()
    report(by=SECRETARY, action=action, on=date(2018, 10, 20), text="Done", done=True)
    seen(action, "carried")
    assert fresh(action).state == "done"
    assert line(action).state == "open"
    assert line(action, date(2018, 10, 20)).state == "done"


def test_it_stands_on_a_day_as_it_stood_then():
    action = asked(due=date(2018, 9, 1))
    seen(action, "carried")
    seen(action, "closed", on=JANUARY)
    july, october, january = (line(action, day) for day in (JULY, OCTOBER, JANUARY))
    assert (july.tag, july.asked_words) == ("Later", "")
    assert (october.tag, october.asked_words) == ("Late", "asked two meetings running")
    assert (january.tag, january.is_open) == ("Closed", False)
    assert register(board(), date(2018, 7, 18)).lines == ()


def test_reopening_and_putting_right():
    action = asked()
    seen(action, "closed")
    reopen(by=SECRETARY, action=fresh(action), on=OCTOBER, today=JANUARY, why="The wrong one")
    assert fresh(action).state == "open"
    assert [one.outcome for one in action.looks.all()] == ["carried"]
    seen(action, "closed")
    reopen(by=SECRETARY, action=fresh(action), on=JANUARY, today=JANUARY, why="It came back")
    assert [one.outcome for one in action.looks.all()] == ["closed", "reopened"]
    assert line(action, OCTOBER).state == "closed"
    assert line(action, JANUARY).state == "open"
    with pytest.raises(Refused, match="looked at it since"):
        seen(action, "dropped", on=OCTOBER)
    with pytest.raises(Refused, match="did not meet on 18 January 2019"):
        reopen(by=SECRETARY, action=fresh(action), on=date(2019, 1, 18), today=JANUARY, why="No")


def test_a_meeting_goes_through_all_or_none():
    first, second = asked("One"), asked("Two")
    asked("Asked at this very meeting", on=OCTOBER)
    rows = to_go_through(board(), OCTOBER)
    assert [row.number for row in rows] == [1, 2]
    assert {row.outcome for row in rows} == {"carried"}
    said = [Looked(row.number, row.version, "closed") for row in rows]
    report(by=SECRETARY, action=second, on=OCTOBER, text="Nearly there")
    with pytest.raises(ChangedMeanwhile) as changed:
        go_through(by=SECRETARY, register=board(), on=OCTOBER, today=JANUARY, looked=said)
    assert [one.progress for one in changed.value.actions] == ["Nearly there"]
    assert fresh(first).state == "open"
    again = [Looked(row.number, row.version, "closed") for row in to_go_through(board(), OCTOBER)]
    go_through(by=SECRETARY, register=board(), on=OCTOBER, today=JANUARY, looked=again)
    assert {fresh(first).state, fresh(second).state} == {"closed"}
    # What was recorded stands in its row, to be put right.
    assert {row.outcome for row in to_go_through(board(), OCTOBER)} == {"closed"}
    with pytest.raises(Refused, match="The board did not meet on 12 October 2018"):
        go_through(by=SECRETARY, register=board(), on=date(2018, 10, 12), today=JANUARY, looked=[])


def test_what_is_said_to_be_done_waits_for_a_decision():
    report(by=SECRETARY, action=asked(), on=JULY, text="Done", done=True)
    (row,) = to_go_through(board(), OCTOBER)
    assert row.outcome == ""


def test_passing_on_needs_the_reason_and_settles_what_a_file_said():
    action = asked(owner=None, due_words="ASAP")
    action.owner_words = "XW"
    kept = {"text": action.text, "owner_post": "", "due": OCTOBER}
    with pytest.raises(Refused, match="Say why"):
        change(by=SECRETARY, action=action, owner=body_named("prevent"), **kept)
    change(by=SECRETARY, action=action, owner=body_named("prevent"), why="It is theirs", **kept)
    found = fresh(action)
    assert (found.owner_words, found.due_words, found.changed_why) == ("", "", "It is theirs")
    told = Entry.objects.filter(what="Changed an action").latest("pk")
    assert told.fields["changed_why"] == ["", "It is theirs"]


def test_the_second_of_two_changes_is_told():
    action = asked()
    old = fresh(action)
    kept = {"owner": action.owner, "owner_post": "", "due": None}
    change(by=SECRETARY, action=action, text="Count them all", version=1, **kept)
    with pytest.raises(StaleRecord):
        change(by=SECRETARY, action=fresh(action), text="Count some", version=1, **kept)
    with pytest.raises(StaleRecord):
        change(by=SECRETARY, action=old, text="Count none", **kept)
    assert fresh(action).text == "Count them all"


def test_evidence_is_kept_with_its_report(tmp_path):
    action = asked()
    sent = Evidence("count.pdf", b"%PDF-1.4", "https://example.org/count")
    added = report(by=SECRETARY, action=action, on=OCTOBER, text="Counted", evidence=sent)
    with added.evidence.open("rb") as kept:
        assert kept.read() == b"%PDF-1.4"
    assert (added.evidence_name, added.evidence_link) == (sent.name, sent.link)


def test_open_actions_are_owed_and_done_ones_wait():
    roads = body_named("road-safety")
    action = asked(due=OCTOBER, asked_at="the July meeting, item 3")
    seen(action, "carried", on=JULY.replace(day=20))
    (found,) = [one for one in owed([roads], OCTOBER) if one.what.startswith("Action")]
    assert (found.what, found.due) == ("Action 1: Count the collisions", OCTOBER)
    assert found.why == "Asked at the July meeting, item 3, asked two meetings running"
    assert found.url == "/actions/county-board/1/"
    report(by=SECRETARY, action=action, on=OCTOBER, text="Done", done=True)
    assert not [one for one in owed([roads], OCTOBER) if one.what.startswith("Action")]
    assert owner_page([roads.pk], OCTOBER) == ()


def test_a_register_of_any_length_takes_as_many_queries(django_assert_num_queries):
    bodies = list(Body.objects.all())
    for n in range(30):
        action = asked(f"Thing {n}", owner=bodies[n].slug)
        seen(action, "carried")
    home = board()
    with django_assert_num_queries(5):
        assert len(register(home, OCTOBER).lines) == 30
    with django_assert_num_queries(5):
        assert len(owner_page([body.pk for body in bodies], OCTOBER)) == 30


def test_a_pack_binds_the_open_ones():
    assert text_in(register_blocks(board(), OCTOBER)) == "No action was open on 11 October 2018."
    asked(due=date(2018, 9, 1))
    seen(asked("Closed"), "closed")
    said = text_in(register_blocks(board(), OCTOBER))
    assert said.startswith("1 action open on 11 October 2018, 1 late.")
    assert "Count the collisions Road Safety Partnership 1 September 2018 Late" in said
    assert "Closed" not in said


# Asks for something, or reports on it, together with other processes, and says how it went.
TOGETHER = """
import sys, time, pathlib, datetime, django
django.setup()
from frankpledge.actions.models import Action
from frankpledge.actions.operations import ask, report
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor
folder, mine, count = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
day = datetime.date(2018, 10, 11)
board = Body.objects.get(slug="county-board")
action = Action.objects.select_related("register").get(register=board, number=1)
(folder / mine).touch()
while len(list(folder.iterdir())) < count:
    time.sleep(0.005)
asked = ask(by=Actor(mine), register=board, text=mine, asked=day)
report(by=Actor(mine), action=action, on=day, text=mine)
print(asked.number)
"""


def outcome(url):
    """The numbers given and the reports kept, as they stand in that database now."""
    if not url.startswith("sqlite"):
        reports = ActionReport.objects.values_list("text", flat=True)
        return sorted(Action.objects.values_list("number", flat=True)), sorted(reports)
    import sqlite3

    copy = sqlite3.connect(url.removeprefix("sqlite:///"))
    numbers = copy.execute("SELECT number FROM actions_action ORDER BY number").fetchall()
    texts = copy.execute("SELECT text FROM actions_actionreport ORDER BY text").fetchall()
    copy.close()
    return [number for (number,) in numbers], [text for (text,) in texts]


def test_those_who_ask_and_report_at_once_all_keep_theirs(transactional_db, tmp_path):
    asked()
    url = database_url(tmp_path)
    ready = tmp_path / "ready"
    ready.mkdir()
    writers = [f"writer-{n}" for n in range(4)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TOGETHER, str(ready), writer, "4"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(url, tmp_path),
        )
        for writer in writers
    ]
    said = [one.communicate(timeout=120) for one in running]
    assert [error for _, error in said if error] == []
    assert sorted(int(out) for out, _ in said) == [2, 3, 4, 5]
    assert outcome(url) == ([1, 2, 3, 4, 5], writers)
