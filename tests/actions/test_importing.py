"""Action logs into a register: once, again, one after another, and not at all."""

from datetime import date

import pytest

from frankpledge.actions.importing.plan import plan_import
from frankpledge.actions.importing.reading import open_log, read_log
from frankpledge.actions.models import Action, ActionImport, ActionLook, ActionReport
from frankpledge.actions.operations import ask, import_actions, import_file, keep_file, look
from frankpledge.actions.queries.register import register
from frankpledge.history.models import Entry
from frankpledge.partnership.models import Body, BodyName
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import operation
from frankpledge.shared.verdict import Refused
from tests.actions.logs import AUTUMN, HEAD, SPRING, SUMMER, csv_log, xlsx_log
from tests.support.county import OCTOBER, SECRETARY, board

JULY, TODAY = date(2018, 7, 19), date(2018, 10, 20)
pytestmark = pytest.mark.usefixtures("demo_county")


def reading(data, meeting=None, name="log"):
    return read_log(open_log(name, data), meeting)


def rows(*found, meeting=JULY, head=HEAD):
    return reading(csv_log([head, *found]), meeting)


def bring_in(read, **more):
    return import_actions(by=SECRETARY, register=board(), reading=read, today=TODAY, **more)


def everything():
    """All that an import could change, to be compared."""
    kinds = (Action, ActionLook, ActionReport)
    return [list(kind.objects.order_by("pk").values()) for kind in kinds]


def lines(on=TODAY):
    return {one.text: one for one in register(board(), on).lines}


def test_a_log_becomes_a_register():
    plan = bring_in(
        rows(
            ("A1", "Publish the plan", "Fire and Rescue", "11/10/2018", "Ongoing", "A draft"),
            ("A2", "Write to the council", "Chair", "ASAP", "Closed", ""),
            ("A3", "Leave it", "", "", "Withdrawn", ""),
        )
    )
    assert plan.done == "3 actions added."
    first, second, third = Action.objects.order_by("number")
    assert (first.owner, first.due, first.state) == (
        body_named("fire-and-rescue"),
        OCTOBER,
        "open",
    )
    assert (first.ref, first.asked, first.progress) == ("A1", JULY, "A draft")
    assert first.source == "log, row 2"
    assert (second.owner, second.owner_words, second.due_words) == (None, "Chair", "ASAP")
    assert (second.state, second.closed) == ("closed", JULY)
    assert third.state == "dropped"


def test_three_logs_one_after_another_are_one_register():
    """The same action again is a look at it, and never a second action."""
    done = [bring_in(reading(data)) for data in (AUTUMN, SPRING, SUMMER)]
    assert [(len(p.additions), len(p.again), p.unchanged) for p in done] == [
        (5, 0, 0),
        (0, 3, 0),
        (1, 2, 0),
    ]
    found = lines()
    # Carried over before November already, then in November, March and June.
    assert found["Space: Submit case studies"].asked_words == "asked four meetings running"
    assert found["Address data: Develop the case"].asked_words == "asked three meetings running"
    assert found["Weather records: Develop the case"].state == "closed"
    # One text under two headings is two actions.
    assert len(found) == 6
    assert found["Space: Submit case studies"].action.asked_at == (
        "a meeting before 13 November 2012"
    )


def test_the_same_log_twice_changes_nothing():
    for data in (AUTUMN, SPRING, SUMMER):
        bring_in(reading(data))
    before, told = everything(), Entry.objects.count()
    for data in (AUTUMN, SPRING, SUMMER):
        plan = bring_in(reading(data))
        assert (plan.changes, plan.problems) == (0, [])
    assert everything() == before
    assert Entry.objects.count() == told


def test_logs_out_of_order_are_refused():
    bring_in(reading(SUMMER))
    before = everything()
    with pytest.raises(Refused, match="in the order of their meetings"):
        bring_in(reading(AUTUMN))
    assert everything() == before


def test_a_mistake_anywhere_stops_all_of_it():
    before = everything()
    with pytest.raises(Refused, match="1 mistake"):
        bring_in(rows(("1", "Count", "Chair", "", "Open", ""), ("2", "", "Chair", "", "", "")))
    assert everything() == before


def test_planning_writes_nothing(django_assert_max_num_queries):
    before, told = everything(), Entry.objects.count()
    home, read = board(), reading(AUTUMN)
    with django_assert_max_num_queries(8):
        plan = plan_import(home, read, TODAY)
    assert (len(plan.additions), plan.words) == (5, "5 actions to add.")
    assert (everything(), Entry.objects.count()) == (before, told)


def test_a_meeting_to_come_has_no_log_yet():
    plan = plan_import(board(), rows(("1", "Count", "", "", "", ""), meeting=TODAY), JULY)
    assert "still to come" in plan.problems[0].expected


def test_names_of_people_are_left_out_unless_the_importer_says():
    read = rows(
        ("1", "Ring round", "Sam Example", "", "Open", ""),
        ("2", "Ring back", "Fire and Rescue (S Example)", "", "Open", ""),
        ("3", "Ring off", "Chair / Sam Example", "", "Open", ""),
        ("4", "Ring up", "XW", "", "Open", ""),
    )
    plan = bring_in(read)
    assert plan.names == {"Sam Example": ["row 2", "row 4"], "S Example": ["row 3"]}
    assert plan.kept == {"Chair": 1, "XW": 1}
    found = lines()
    assert [found[f"Ring {one}"].owner for one in ("round", "back", "off", "up")] == [
        "",
        "Fire and Rescue",
        "Chair",
        "XW",
    ]
    stored = str(everything()) + str(list(Entry.objects.values("fields", "name")))
    assert "Example" not in stored


def test_what_is_no_name_is_kept_when_the_importer_says():
    bring_in(rows(("1", "Ring round", "The Oak Hall Trust", "", "", "")), keep_names=True)
    assert lines()["Ring round"].owner == "The Oak Hall Trust"


def test_two_bodies_are_not_made_one():
    bring_in(rows(("1", "Meet", "Fire and Rescue / County Council", "", "", "")))
    found = Action.objects.get()
    assert (found.owner, found.owner_words) == (None, "Fire and Rescue / County Council")


def test_a_body_is_known_by_its_name_on_that_day_and_in_welsh():
    @operation("Renamed a body")
    def rename(*, by):
        BodyName(
            body=Body.objects.get(slug="prevent"),
            name="Gwent Prevent Board",
            short="Prevent board",
            name_cy="Bwrdd Atal Gwent",
            starts=date(2018, 9, 1),
        ).save()

    rename(by=SECRETARY)
    for meeting in (OCTOBER, JULY):
        read = rows(("1", f"Meet {meeting}", "Bwrdd Atal Gwent", "", "", ""), meeting=meeting)
        plan = plan_import(board(), read, TODAY)
        whose = plan.additions[0].whose.body
        assert (whose == body_named("prevent")) is (meeting == OCTOBER)


def test_the_same_reference_with_other_words_is_the_same_only_where_they_are_alike():
    bring_in(rows(("A1", "Publish the joint plan for roads", "", "", "Open", "")))
    read = rows(
        ("A1", "Publish the joint plan for all roads", "", "", "Ongoing", ""), meeting=OCTOBER
    )
    assert len(bring_in(read).again) == 1
    assert "other words than action 1" in plan_import(board(), read, TODAY).warnings[0].expected
    read = rows(("A1", "Paint the hall", "", "", "Open", ""), meeting=OCTOBER)
    assert len(plan_import(board(), read, TODAY).additions) == 1


def test_what_was_settled_and_is_called_new_is_asked_afresh():
    bring_in(rows(("", "Circulate the minutes", "", "", "Closed", "")))
    again = rows(("", "Circulate the minutes", "", "", "New", ""), meeting=OCTOBER)
    assert len(bring_in(again).additions) == 1
    assert bring_in(again).changes == 0
    still = rows(("", "Circulate the minutes", "", "", "Closed", ""))
    assert bring_in(still).changes == 0


def test_what_the_file_and_the_register_say_differently_is_left_and_told():
    fire = body_named("fire-and-rescue")
    action = ask(by=SECRETARY, register=board(), text="Count", owner=fire, due=OCTOBER, asked=JULY)
    look(by=SECRETARY, action=action, on=OCTOBER, today=TODAY, outcome="closed")
    read = rows(("", "Count", "Road Safety Partnership", "1/11/2018", "Ongoing", ""), meeting=TODAY)
    plan = bring_in(read)
    assert plan.changes == 0
    assert [one.expected for one in plan.warnings] == [
        "action 1 is closed; reopen it there if it is not",
        "action 1 is due on 11 October 2018; left so",
        "action 1 has another owner; left so",
    ]


def test_what_the_register_lacks_is_filled_in():
    ask(by=SECRETARY, register=board(), text="Count", due_words="soon", asked=JULY)
    read = rows(
        ("", "COUNT.", "Fire and Rescue", "1/11/2018", "Ongoing", "Half done"), meeting=OCTOBER
    )
    assert bring_in(read).done == "no actions added, 1 brought up to date."
    found = Action.objects.get()
    assert (found.owner, found.due, found.due_words, found.progress) == (
        body_named("fire-and-rescue"),
        date(2018, 11, 1),
        "",
        "Half done",
    )
    assert lines()["Count"].carried == 1
    assert bring_in(read).changes == 0


def test_rows_that_say_the_same_twice():
    one = ("", "Count", "Chair", "", "Open", "")
    assert bring_in(rows(one, one)).done == "1 action added."
    with pytest.raises(Refused, match="stands differently"):
        bring_in(rows(("", "Map", "", "", "Open", ""), ("", "Map", "", "", "Closed", "")))


def test_when_it_was_asked_comes_from_its_own_column():
    head = ("Action", "Owner", "Date raised", "Status")
    bring_in(rows(("Count", "Chair", "19/04/2018", "Open"), head=head))
    found = lines()["Count"]
    assert (found.asked, found.carried) == (date(2018, 4, 19), 1)
    plan = plan_import(board(), rows(("Map", "", "1/1/2019", "Open"), head=head), TODAY)
    assert "up to the meeting’s" in plan.problems[0].expected


def test_five_thousand_rows(django_assert_max_num_queries):
    """All of them in as many queries as five, read and imported in seconds."""
    many = [
        (f"A{n}", f"Visit street {n}", "Fire and Rescue", "11/10/2018", "Open", f"Seen {n}")
        for n in range(5_000)
    ]
    read = reading(xlsx_log([HEAD, *many]), JULY)
    assert len(read.rows) == 5_000
    home = board()
    with django_assert_max_num_queries(500):
        import_actions(by=SECRETARY, register=home, reading=read, today=TODAY)
    assert Action.objects.count() == ActionReport.objects.count() == 5_000
    with django_assert_max_num_queries(8):
        assert plan_import(board(), read, TODAY).changes == 0


def test_a_file_is_deleted_once_it_is_settled(django_capture_on_commit_callbacks):
    def sent(name):
        return keep_file(
            by=SECRETARY, register=board(), name=name, data=AUTUMN, meeting=None, on=TODAY
        )

    first = sent("first.odt")
    storage, kept = first.original.storage, first.original.name
    with django_capture_on_commit_callbacks(execute=True):
        second = sent("second.odt")
    assert not storage.exists(kept)
    kept = second.original.name
    with django_capture_on_commit_callbacks(execute=True):
        import_file(
            by=SECRETARY, waiting=second, reading=reading(AUTUMN), today=TODAY, keep_names=False
        )
    assert not storage.exists(kept)
    found = ActionImport.objects.order_by("pk").values_list("original_name", "state", "outcome")
    assert list(found) == [
        ("first.odt", "thrown away", ""),
        ("second.odt", "imported", "5 actions added."),
    ]
    with pytest.raises(Refused, match="settled already"):
        import_file(
            by=SECRETARY, waiting=second, reading=reading(AUTUMN), today=TODAY, keep_names=False
        )
