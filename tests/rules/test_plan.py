"""The forward plan's rules: conflicts, cycles, and the first place that fits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.meetings.rules.plan import (
    Grid,
    Period,
    PlannedBody,
    PlannedEntry,
    PlannedMeeting,
    PlannedSlot,
    TurnKind,
    UsualLine,
    conflicts,
    cycle_of,
    first_fitting,
    may_leave,
    may_plan_at,
    may_replace,
    usual_minutes,
)

DAY = date(2018, 10, 11)
GROUP, THEME = "delivery-group", "prevention"
ALWAYS = (Period(),)
GROUP_SLOT = PlannedSlot(1, 3, role=GROUP, minutes=20)
THEME_SLOT = PlannedSlot(2, 5, theme=THEME, minutes=15)
OPEN_SLOT = PlannedSlot(3, 7, minutes=20)
SHORT_SLOT = PlannedSlot(4, 8, minutes=5)
BODIES = {
    10: PlannedBody("Road safety", ALWAYS, ((GROUP, Period()),)),
    11: PlannedBody("Prevent", ALWAYS, ((GROUP, Period()),)),
    12: PlannedBody("Former group", (Period(ends=date(2018, 9, 30)),), ((GROUP, Period()),)),
    13: PlannedBody("A council", ALWAYS, ()),
}
GROUPS = TurnKind(GROUP, "", {10: "Road safety", 11: "Prevent"}, "Delivery group")
THEMES = TurnKind("", THEME, {1: "Schools", 2: "Early help", 3: "Work"}, "Prevention theme")


def meeting(key, state="called", minutes=120, day=DAY, circulated=False):
    return PlannedMeeting(key, f"meeting {key}", day, state, minutes, circulated)


def grid(*entries, meetings=None, lines=(), kinds=()):
    return Grid(
        meetings=tuple(meetings or (meeting(1), meeting(2), meeting(3))),
        slots=(GROUP_SLOT, THEME_SLOT, OPEN_SLOT, SHORT_SLOT),
        entries=tuple(entries),
        lines=tuple(lines),
        bodies=BODIES,
        kinds=kinds or (GROUPS,),
    )


def first_place(found):
    """The slot and the key of the meeting where a delivery group fits first, or None."""
    place = first_fitting(found, GROUPS, DAY)
    return place and (place[0], place[1].key)


def said(found):
    return [one.what for one in conflicts(found)]


def test_a_plan_that_gives_each_a_turn_has_no_conflict():
    assert said(grid(PlannedEntry(1, 1, "Roads", 10), PlannedEntry(1, 2, "Prevent", 11))) == []


def test_a_body_twice_in_one_meeting():
    found = grid(
        PlannedEntry(1, 1, "Roads", 10),
        PlannedEntry(3, 1, "More roads", 10),
        PlannedEntry(1, 2, "Prevent", 11),
    )
    assert said(found) == ["Road safety has 2 items at the meeting of meeting 1."]


def test_two_turns_while_another_has_none():
    found = grid(PlannedEntry(1, 1, "Roads", 10), PlannedEntry(1, 2, "Roads again", 10))
    assert said(found) == ["Road safety has more than one turn, and Prevent has none."]
    assert conflicts(found)[0].do == "Give one of those turns to who has none."


def test_two_turns_each_are_no_conflict():
    turns = [PlannedEntry(1, 1, "A", 10), PlannedEntry(3, 2, "B", 11)]
    more = [PlannedEntry(1, 3, "C", 10), PlannedEntry(1, 2, "D", 11)]
    assert [one for one in said(grid(*turns, *more)) if "turn" in one] == []


def test_a_body_that_is_gone_by_the_day():
    (one,) = said(grid(PlannedEntry(3, 1, "Their report", 12)))
    assert one.startswith("“Their report” is about Former group, which does not exist on the day")


@pytest.mark.parametrize(("day", "clashes"), [(date(2018, 9, 30), 0), (date(2018, 10, 1), 1)])
def test_a_body_exists_until_its_last_day(day, clashes):
    found = grid(PlannedEntry(3, 1, "Their report", 12), meetings=[meeting(1, day=day)])
    assert len(conflicts(found)) == clashes


def test_a_body_in_a_slot_for_others():
    (one,) = said(grid(PlannedEntry(1, 1, "Council tax", 13)))
    assert one == (
        "Slot 3 at the meeting of meeting 1 is for a delivery group, "
        "and A council is none on that day."
    )
    assert said(grid(PlannedEntry(3, 1, "Council tax", 13))) == []


@pytest.mark.parametrize(("second", "clashes"), [(2, True), (3, True), (4, False)])
def test_a_theme_twice_within_a_cycle(second, clashes):
    """Three themes in one slot a meeting come round in three meetings."""
    found = grid(
        PlannedEntry(2, 1, "Schools", None, 1),
        PlannedEntry(2, second, "Schools again", None, 1),
        meetings=[meeting(key) for key in (1, 2, 3, 4)],
        kinds=(THEMES,),
    )
    assert any("within one cycle of 3 meetings" in one for one in said(found)) is clashes


def test_a_theme_twice_at_one_meeting():
    found = grid(
        PlannedEntry(2, 1, "Schools", None, 1),
        PlannedEntry(3, 1, "Schools too", None, 1),
        kinds=(THEMES,),
    )
    assert "“Schools” stands 2 times at the meeting of meeting 1." in said(found)


@pytest.mark.row(22)
@pytest.mark.parametrize(("minutes", "over"), [(120, False), (125, True)])
def test_what_is_planned_must_fit_the_meeting(minutes, over):
    """120 minutes fit a meeting of 120; five more overflow it, and the plan says so."""
    lines = [UsualLine(100, None), UsualLine(minutes - 100, 1)]
    found = said(grid(PlannedEntry(1, 1, "Roads", 10), lines=lines, meetings=[meeting(1)]))
    assert [one for one in found if "5 too many" in one] == found if over else found == []


def test_a_line_without_its_slot_takes_no_time():
    lines = [UsualLine(100, None), UsualLine(20, 1)]
    assert usual_minutes(lines, set()) == 100
    assert usual_minutes(lines, {1, 2}) == 120
    unknown = grid(
        PlannedEntry(1, 1, "Roads", 10), lines=lines, meetings=[meeting(1, minutes=None)]
    )
    assert said(unknown) == []


def test_an_entry_at_a_cancelled_meeting():
    found = grid(PlannedEntry(1, 1, "Roads", 10), meetings=[meeting(1, "cancelled")])
    assert said(found) == ["“Roads” stands at the meeting of meeting 1, which is cancelled."]


def test_what_was_planned_for_a_meeting_that_is_over_is_nobodys_concern():
    found = grid(
        PlannedEntry(1, 1, "A", 10), PlannedEntry(3, 1, "B", 10), meetings=[meeting(1, "held")]
    )
    assert [one for one in said(found) if "2 items" in one] == []


@pytest.mark.row(23)
@pytest.mark.parametrize(("subjects", "places", "cycle"), [(9, 2, 5), (6, 1, 6), (5, 1, 5)])
def test_how_long_a_cycle_is(subjects, places, cycle):
    """Nine groups in two slots take five meetings; six partnerships in one take six."""
    kind = TurnKind(GROUP, "", {key: str(key) for key in range(subjects)})
    slots = [PlannedSlot(key, key, role=GROUP) for key in range(places)]
    assert cycle_of(kind, [*slots, OPEN_SLOT]) == cycle
    assert cycle_of(kind, [OPEN_SLOT]) == 0


def test_the_first_place_is_in_ones_own_kind_of_slot():
    assert first_place(grid(PlannedEntry(1, 1, "Roads", 10))) == (GROUP_SLOT, 2)


def test_then_an_open_slot_with_as_much_time_then_any():
    own = [PlannedEntry(1, key, "Taken", 10) for key in (1, 2, 3)]
    assert first_place(grid(*own)) == (OPEN_SLOT, 1)
    roomy = [PlannedEntry(3, key, "Taken") for key in (1, 2, 3)]
    assert first_place(grid(*own, *roomy)) == (SHORT_SLOT, 1)
    short = [PlannedEntry(4, key, "Taken") for key in (1, 2, 3)]
    assert first_place(grid(*own, *roomy, *short)) is None


@pytest.mark.parametrize(
    "gone",
    [
        meeting(1, "held"),
        meeting(1, "cancelled"),
        meeting(1, circulated=True),
        meeting(1, day=date(2018, 10, 10)),
    ],
)
def test_no_place_at_a_meeting_that_is_over_or_whose_papers_are_out(gone):
    _, where = first_place(grid(meetings=[gone, meeting(2)]))
    assert where == 2


@given(st.sets(st.tuples(st.sampled_from([1, 3, 4]), st.sampled_from([1, 2, 3]))))
def test_a_place_that_is_found_is_empty_and_none_is_missed(taken):
    found = first_fitting(
        grid(*(PlannedEntry(slot, at, "Taken") for slot, at in taken)), GROUPS, DAY
    )
    if found is None:
        assert len(taken) == 9
    else:
        assert (found[0].key, found[1].key) not in taken


@pytest.mark.parametrize(
    ("state", "put", "leave"),
    [
        ("planned", True, True),
        ("called", True, True),
        ("held", False, False),
        ("cancelled", False, True),
    ],
)
def test_where_the_plan_may_change(state, put, leave):
    assert bool(may_plan_at(state)) is put
    assert bool(may_leave(state)) is leave


@pytest.mark.parametrize(
    ("was", "reason", "allowed"),
    [("", "", True), ("Roads", "", False), ("Roads", "  ", False), ("Roads", "Asked for", True)],
)
def test_what_stands_is_changed_with_a_reason(was, reason, allowed):
    found = may_replace(was, reason)
    assert bool(found) is allowed
    if not allowed:
        assert "“Roads” stands here. Say why" in found.reason
