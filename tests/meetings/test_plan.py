"""The forward plan's coverage against a slow, obvious count; the calendar of meetings."""

import random
from datetime import date

import pytest

from frankpledge.meetings.models import PlanEntry, PlanTheme
from frankpledge.meetings.queries.calendar import calendar, meeting_named, next_meeting
from frankpledge.meetings.queries.plan import forward_plan
from frankpledge.partnership.models import Body
from frankpledge.shared.door import operation
from tests.support.county import OCTOBER, SECRETARY, board, meeting

pytestmark = pytest.mark.usefixtures("demo_county")
KINDS = {
    "Delivery group": "delivery-group",
    "Community safety partnership": "community-safety-partnership",
}


@operation("Shuffled the plan for a test")
def shuffle(*, by, seed):
    """Entries about other bodies and themes than before, some about nothing, some gone."""
    dice = random.Random(seed)
    bodies = [None, *Body.objects.all()]
    themes = [None, *PlanTheme.objects.all()]
    for entry in PlanEntry.objects.all():
        if dice.random() < 0.2:
            entry.delete()
            continue
        entry.about, entry.theme = dice.choice(bodies), dice.choice(themes)
        entry.save()


def slowly():
    """Go through every entry on paper with a list of names, and tick them off one by one."""
    ticks: dict[tuple[str, str], int] = {}
    for label, role in KINDS.items():
        for body in Body.objects.all():
            if not any(one.role == role and one.holds_on(OCTOBER) for one in body.roles.all()):
                continue
            for entry in PlanEntry.objects.all():
                if entry.about == body:
                    ticks[label, body.name_on(OCTOBER)] = (
                        ticks.get((label, body.name_on(OCTOBER)), 0) + 1
                    )
            ticks.setdefault((label, body.name_on(OCTOBER)), 0)
    for theme in PlanTheme.objects.all():
        ticks["Prevention theme", theme.name] = sum(
            1 for entry in PlanEntry.objects.all() if entry.theme == theme
        )
    return ticks


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_coverage_is_what_a_slow_count_gives(seed):
    if seed:
        shuffle(by=SECRETARY, seed=seed)
    plan = forward_plan(board(), OCTOBER)
    found = {(one.label, name): count for one in plan.turns for name, count in one.turns}
    assert found == slowly()
    assert len(plan.gaps) == sum(1 for count in found.values() if not count)
    cells = [cell for row in plan.rows for cell in row.cells]
    assert len(cells) == len(plan.rows) * len(plan.meetings)
    assert sum(1 for cell in cells if cell.entry) == PlanEntry.objects.count()
    assert len(plan.empty) == sum(1 for cell in cells if not cell.words)


def test_the_plan_stays_within_a_few_queries(django_assert_max_num_queries):
    body = board()
    with django_assert_max_num_queries(12):
        plan = forward_plan(body, OCTOBER)
        assert [cell.words for row in plan.rows for cell in row.cells]


def test_names_in_the_plan_are_those_of_the_day():
    def names(day):
        return {name for one in forward_plan(board(), day).turns for name, _ in one.turns}

    assert "South Cambridgeshire Crime and Disorder Reduction Partnership" in names(OCTOBER)
    assert "South Cambridgeshire Community Safety Partnership" in names(date(2019, 10, 1))


def test_the_calendar_has_dated_meetings_first():
    found = calendar(board(), OCTOBER)
    assert [one.slug for one in found.meetings] == [
        "2018-07-19",
        "2018-10-11",
        "2019-01-17",
        "2019-20-q1",
        "2019-20-q2",
        "2019-20-q3",
        "2019-20-q4",
    ]


@operation("Cancelled for a test")
def cancel(*, by):
    one = meeting("2018-10-11")
    one.state = "cancelled"
    one.save()


def test_a_cancelled_meeting_leaves_a_gap_that_is_warned_of():
    assert next_meeting(board(), date(2018, 10, 11)) == meeting("2018-10-11")
    cancel(by=SECRETARY)
    assert next_meeting(board(), date(2018, 10, 11)) == meeting("2019-01-17")
    (gap,) = calendar(board(), OCTOBER).gaps
    assert gap.days == 182
    assert "182 days pass between 19 July 2018 and 17 January 2019" in gap.warning


def test_no_next_meeting():
    assert next_meeting(board(), date(2019, 1, 18)) is None


def test_an_unknown_meeting_names_those_there_are():
    with pytest.raises(LookupError, match=r"no meeting “2018-10-12”\. Its meetings: 2018-07-19, "):
        meeting_named(board(), "2018-10-12")
