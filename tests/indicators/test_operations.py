"""Indicators: defining, recording, revising, aiming, saying; what is known on which day."""

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from frankpledge.actions.operations import ask, look
from frankpledge.actions.owed import owed
from frankpledge.meetings.models import Attendance, Meeting
from frankpledge.partnership.models import Seat
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.indicators.measures import measure, measure_named
from frankpledge.review.indicators.models import Indicator, IndicatorValue
from frankpledge.review.indicators.operations import (
    Definition,
    PartGiven,
    add_series,
    change_indicator,
    end_indicator,
    keep_apart,
    mark_break,
    put_breakdown,
    record_value,
    set_baseline,
    set_target,
    state,
    take_measure,
    withdraw_value,
)
from frankpledge.review.indicators.operations.recording import own_series, value_from
from frankpledge.review.indicators.queries import (
    at_least_figures,
    group_indicators,
    indicator_counts,
    line_of,
)
from frankpledge.review.indicators.queries.breakdowns import breakdowns_of
from frankpledge.review.indicators.queries.owing import figures_owed
from frankpledge.review.indicators.queries.page import indicator_page
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.shared.door import StaleRecord, WriteOutsideOperation, operation
from frankpledge.shared.verdict import Refused
from tests.indicators.support import GROUP, TODAY, an_indicator, figure, ksi, record, year
from tests.support.county import SECRETARY, board, meeting

pytestmark = pytest.mark.usefixtures("demo")


# ---------------------------------------------------------------- defining


def test_defined_it_is_in_development_until_its_first_figure():
    one = an_indicator()
    assert (one.slug, line_of(one, TODAY).state) == ("collisions", "in development")
    record(one, year(2017), 12)
    line = line_of(one, TODAY)
    assert (line.state, line.latest, line.period) == ("no target", "12 collisions", "2017")


def test_one_name_once_a_body_and_no_name_of_a_page():
    an_indicator()
    with pytest.raises(Refused, match="of that name"):
        an_indicator()
    an_indicator(body="dasv")
    with pytest.raises(Refused, match="cannot make an address"):
        an_indicator("Import")
    with pytest.raises(Refused, match="A rate is per a number"):
        an_indicator("Rate", kind="rate")


def test_a_record_is_written_by_operations_only():
    with pytest.raises(WriteOutsideOperation):
        Indicator(body=board(), slug="x", name="X", unit="x", defined=TODAY).save()


def given(**more):
    wanted: dict[str, Any] = {
        "unit": "people",
        "kind": "count",
        "direction": "lower",
        "frequency": "yearly",
    }
    return Definition(name="Collisions", **{**wanted, **more})


def test_changed_but_not_into_another_meaning_once_it_has_figures():
    one = an_indicator()
    change_indicator(by=GROUP, indicator=one, given=given(kind="number"), version=1)
    record(one, year(2017), 12)
    with pytest.raises(Refused, match="has figures already"):
        change_indicator(by=GROUP, indicator=one, given=given(frequency="monthly"))
    change_indicator(by=GROUP, indicator=one, given=given(kind="number", unit="crashes"))
    assert line_of(one, TODAY).latest == "12 crashes"


def test_two_who_change_it_at_once_the_second_is_told():
    one, other = an_indicator(), Indicator.objects.get(slug="collisions")
    change_indicator(by=GROUP, indicator=one, given=given(unit="a"), version=1)
    with pytest.raises(StaleRecord):
        change_indicator(by=GROUP, indicator=other, given=given(unit="b"), version=1)
    with pytest.raises(StaleRecord):
        record(other, year(2016), 4, version=0)


def test_ended_it_leaves_the_lists_from_that_day():
    one = an_indicator()
    with pytest.raises(Refused, match="Say why"):
        end_indicator(by=GROUP, indicator=one, on=TODAY, why=" ")
    with pytest.raises(Refused, match="Give a day since then"):
        end_indicator(by=GROUP, indicator=one, on=date(2017, 1, 1), why="Old")
    end_indicator(by=GROUP, indicator=one, on=TODAY, why="Another counts better")
    (now,) = group_indicators([one.body], TODAY).values()
    (before,) = group_indicators([one.body], date(2018, 9, 30)).values()
    assert len(before) == len(now) + 1


# ---------------------------------------------------------------- figures as known


def test_a_revision_never_erases_and_each_day_knows_what_it_knew():
    one = an_indicator()
    record(one, year(2017), 90, on=date(2018, 2, 1), standing="provisional")
    record(one, year(2017), 97, on=date(2018, 6, 1), standing="revised")
    said = {day: line_of(one, day).latest for day in (date(2018, 5, 31), date(2018, 6, 1))}
    assert list(said.values()) == ["90 collisions", "97 collisions"]
    assert "provisional" in line_of(one, date(2018, 5, 31)).sentence
    assert IndicatorValue.objects.filter(series__indicator=one).count() == 2
    (held,) = indicator_page(one, TODAY).revisions
    assert [entry.value for entry in held] == [90, 97]


def test_the_same_figure_twice_changes_nothing():
    one = an_indicator()
    assert record(one, year(2017), 90)
    assert record(one, year(2017), 90) is None
    assert IndicatorValue.objects.filter(series__indicator=one).count() == 1


def test_a_figure_withdrawn_is_gone_from_that_day_on():
    one = an_indicator()
    record(one, year(2017), 90, on=date(2018, 2, 1))
    with pytest.raises(Refused, match="no figure"):
        withdraw_value(by=GROUP, indicator=one, period=year(2016), on=TODAY, why="Wrong")
    with pytest.raises(Refused, match="Say why"):
        withdraw_value(by=GROUP, indicator=one, period=year(2017), on=TODAY, why="")
    withdraw_value(by=GROUP, indicator=one, period=year(2017), on=TODAY, why="Wrong county")
    assert line_of(one, date(2018, 9, 30)).latest == "90 collisions"
    assert line_of(one, TODAY).state == "in development"


def test_what_an_update_brought_waits_for_its_papers(viewer):
    one = an_indicator()
    wanted = figure(year(2017), 90)
    record_value(by=GROUP, indicator=one, figure=wanted, on=TODAY, meeting=meeting())
    assert line_of(one, TODAY, viewer("chair")).latest == "90 collisions"
    assert line_of(one, TODAY, viewer("secretary")).latest == "90 collisions"
    assert line_of(one, TODAY, viewer("member")).latest == ""


def test_a_series_beside_is_never_mixed_with_its_own():
    one = an_indicator(kind="percent", unit="of drivers")
    with pytest.raises(Refused, match="how the figures were adjusted"):
        add_series(by=GROUP, indicator=one, kind="adjusted", name="Adjusted")
    other = add_series(by=GROUP, indicator=one, kind="national", name="England")
    put_right = add_series(
        by=GROUP, indicator=one, kind="adjusted", name="Own", method="By the office’s factors"
    )
    record(one, year(2017), 12)
    record(one, year(2017), 10, series=other)
    record(one, year(2017), 11, series=put_right)
    page = indicator_page(one, TODAY)
    assert page.line.latest == "12%"
    assert [each.words for each in page.others] == [
        "England: 10% in 2017; the 12% here is above that.",
        "Own: 11% in 2017; the 12% here is above that.",
    ]
    assert [each.name for each in page.others] == ["England", "Own (adjusted)"]


# ---------------------------------------------------------------- aiming


def test_a_baseline_keeps_its_figure_and_the_next_takes_over_on_its_day():
    one = an_indicator(kind="number")
    for n, value in enumerate((108, 104, 100, 97, 91), start=2005):
        record(one, year(n), value, on=date(2018, 1, 5))
    span = Period(date(2005, 1, 1), date(2009, 12, 31))
    first = set_baseline(
        by=GROUP, indicator=one, rule="years", period=span, adopted=date(2018, 2, 1), today=TODAY
    )
    assert first.value == 100
    record(one, year(2009), 191, standing="revised")
    assert baseline_on(one, TODAY) == 100
    with pytest.raises(Refused, match="was adopted on 1 February 2018"):
        set_baseline(
            by=GROUP,
            indicator=one,
            rule="stated",
            period=span,
            adopted=date(2018, 2, 1),
            today=TODAY,
            value=D(90),
        )
    set_baseline(by=GROUP, indicator=one, rule="years", period=span, adopted=TODAY, today=TODAY)
    assert baseline_on(one, TODAY) == 120
    assert baseline_on(one, date(2018, 9, 30)) == 100


def baseline_on(one, day):
    found = line_of(one, day).facts.baseline
    assert found
    return found.value


def test_a_baseline_without_its_figures_names_the_years():
    one = an_indicator()
    with pytest.raises(Refused, match="no figure for 2015, 2016"):
        set_baseline(
            by=GROUP,
            indicator=one,
            rule="years",
            period=Period(date(2015, 1, 1), date(2016, 12, 31)),
            adopted=TODAY,
            today=TODAY,
        )


def test_a_target_is_judged_and_what_makes_no_sense_is_refused():
    one = an_indicator()
    record(one, year(2017), 61)
    for wrong, says in (
        ({"percent": D(-40), "value": D(60)}, "one of the two"),
        ({"value": D(60), "by_day": TODAY}, "for a day after"),
        ({"value": D(60), "adopted": date(2018, 10, 2)}, "still to come"),
    ):
        told: dict[str, Any] = {"by_day": date(2020, 12, 31), "adopted": TODAY, **wrong}
        with pytest.raises(Refused, match=says):
            set_target(by=GROUP, indicator=one, today=TODAY, **told)
    set_target(
        by=GROUP,
        indicator=one,
        value=D(60),
        by_day=date(2017, 12, 31),
        adopted=date(2017, 1, 1),
        today=TODAY,
    )
    assert line_of(one, TODAY).state == "missed"
    assert indicator_counts([one.body], TODAY)[one.body_id].off_target == 1


def test_a_break_marked_stops_the_judgement():
    one = an_indicator()
    record(one, year(2017), 59)
    record(one, year(2015), 70)
    set_baseline(
        by=GROUP,
        indicator=one,
        rule="years",
        period=year(2015),
        adopted=TODAY,
        today=TODAY,
    )
    set_target(
        by=GROUP,
        indicator=one,
        percent=D(-10),
        by_day=date(2020, 12, 31),
        adopted=TODAY,
        today=TODAY,
    )
    assert line_of(one, TODAY).state == "on course"
    mark_break(by=GROUP, indicator=one, on=date(2016, 4, 1), what="CRASH began")
    assert line_of(one, TODAY).state == "not judged"
    with pytest.raises(Refused, match="marked already"):
        mark_break(by=GROUP, indicator=one, on=date(2016, 4, 1), what="Again")


def test_what_was_said_is_kept_and_put_right_the_same_day():
    one = an_indicator()
    told: dict[str, Any] = {"by": GROUP, "indicator": one, "on": TODAY, "source": "Update"}
    state(about="national", word="above", **told)
    state(about="national", word="below", **told)
    assert line_of(one, TODAY).stated == ("Below the national average",)
    with pytest.raises(Refused, match="on course"):
        state(about="course", word="above", **told)


def test_two_kept_apart_warn_of_each_other():
    one, two = an_indicator(), an_indicator("Casualties")
    keep_apart(by=GROUP, first=one, second=two, why="Different roads")
    keep_apart(by=GROUP, first=two, second=one, why="Different people")
    for each, other in ((one, two), (two, one)):
        (apart,) = indicator_page(each, TODAY).apart
        assert apart.line.name == other.name
        assert apart.warning.endswith("Different people.")
    with pytest.raises(Refused, match="Choose another"):
        keep_apart(by=GROUP, first=one, second=one, why="Same")


# ---------------------------------------------------------------- owed, counted, many


def test_figures_are_owed_by_whoever_answers_for_them():
    one = an_indicator(
        frequency="quarterly", first_due=date(2018, 7, 1), owner=body_named("constabulary")
    )
    (found,) = [each for each in owed([one.owner], TODAY) if "Collisions" in each.what]
    assert found.what == "Collisions: figure for July to September 2018"
    assert found.due == date(2018, 10, 30)
    assert not [each for each in owed([one.body], TODAY) if "Collisions" in each.what]
    quarter = Period(date(2018, 7, 1), date(2018, 9, 30))
    record(one, quarter, 3)
    assert not [each for each in owed([one.owner], TODAY) if "Collisions" in each.what]
    withdraw_value(by=GROUP, indicator=one, period=quarter, on=TODAY, why="Wrong")
    assert [each for each in owed([one.owner], TODAY) if "Collisions" in each.what]
    record(one, quarter, 4)
    assert not [each for each in owed([one.owner], TODAY) if "Collisions" in each.what]


def test_what_is_owed_takes_few_queries(django_assert_max_num_queries):
    bodies = [body_named(one) for one in ("road-safety", "youth-justice", "dasv")]
    with django_assert_max_num_queries(1):
        found = list(figures_owed(bodies, date(2019, 1, 1)))
    assert {one.body.slug for one in found} == {"road-safety", "youth-justice"}


def test_counts_of_nine_groups_take_as_many_queries_as_of_one(django_assert_max_num_queries):
    groups = [body_named(one) for one in ("road-safety", "youth-justice", "dasv", "prevent")]
    with django_assert_max_num_queries(11):
        found = indicator_counts(groups, TODAY)
    roads, youth, dasv, prevent = (found[one.pk] for one in groups)
    assert (roads.total, roads.stated_off, roads.off_target) == (3, 3, 0)
    assert (youth.total, youth.in_development) == (4, 2)
    assert (dasv.in_development, prevent.in_development) == (1, 0)
    assert indicator_counts([body_named("offender")], TODAY)[body_named("offender").pk].total == 0


def test_lists_look_at_the_last_forty_periods():
    one = an_indicator(frequency="monthly", on=date(2010, 1, 1))
    months = [Period(date(2010 + n // 12, n % 12 + 1, 1), _last(n)) for n in range(90)]
    add_many(by=GROUP, one=one, months=months)
    (lines,) = group_indicators([one.body], date(2017, 7, 31)).values()
    (line,) = [each for each in lines if each.slug == "collisions"]
    assert 40 <= len(line.facts.entries) <= 48
    assert len(line_of(one, date(2017, 7, 31)).facts.entries) == 90


def _last(n):
    first = date(2010 + (n + 1) // 12, (n + 1) % 12 + 1, 1)
    return date.fromordinal(first.toordinal() - 1)


@operation("Added many")
def add_many(*, by, one, months):
    series = own_series(one)
    values = [value_from(series, figure(span, 5), span.ends) for span in months]
    IndicatorValue.objects.add_all(values)


def test_figures_known_as_at_least_are_told_to_whoever_quotes_them():
    found = at_least_figures(body_named("dasv"), TODAY)
    assert [(one.number, one.words) for one in found] == [
        (80, "at least 80 champions"),
        (170, "at least 170 people"),
    ]


# ---------------------------------------------------------------- measures


def test_actions_closed_by_their_date_are_measured():
    given: dict[str, Any] = {"by": SECRETARY, "register": board(), "asked": date(2018, 4, 1)}
    in_time = ask(text="A", due=date(2018, 9, 1), **given)
    late = ask(text="B", due=date(2018, 8, 1), **given)
    dropped = ask(text="C", due=date(2018, 9, 1), **given)
    ask(text="D", due=date(2018, 9, 30), **given)
    ask(text="Not in the quarter", due=date(2018, 10, 2), **given)
    for action, on, outcome in (
        (in_time, date(2018, 8, 1), "closed"),
        (late, date(2018, 8, 2), "closed"),
        (dropped, date(2018, 8, 1), "dropped"),
    ):
        look(by=SECRETARY, action=action, on=on, today=TODAY, outcome=outcome)
    one = Indicator.objects.get(slug="actions-on-time")
    (value,) = take_measure(by=SECRETARY, indicator=one, on=TODAY)
    assert (value.numerator, value.denominator) == (D(1), D(3))
    assert line_of(one, TODAY).latest == "33.3%, 1 of 3"
    assert take_measure(by=SECRETARY, indicator=one, on=TODAY) == []
    assert value.source
    assert value.method
    assert value.as_at == TODAY


def test_a_measure_that_finds_another_figure_revises():
    one = Indicator.objects.get(slug="actions-on-time")
    given: dict[str, Any] = {"by": SECRETARY, "register": board(), "asked": date(2018, 4, 1)}
    ask(text="A", due=date(2018, 9, 1), **given)
    take_measure(by=SECRETARY, indicator=one, on=TODAY)
    ask(text="B", due=date(2018, 9, 1), **given)
    (again,) = take_measure(by=SECRETARY, indicator=one, on=TODAY)
    assert (again.standing, again.denominator) == ("revised", D(2))


def test_attendance_is_measured_where_the_roll_was_kept():
    one = Indicator.objects.get(slug="attendance")
    assert take_measure(by=SECRETARY, indicator=one, on=TODAY) == []
    july = Meeting.objects.get(body=board(), slug="2018-07-19")
    keep_roll(by=SECRETARY, july=july)
    (value,) = take_measure(by=SECRETARY, indicator=one, on=TODAY)
    assert (value.numerator, value.denominator) == (D(2), D(4))


@operation("Kept a roll")
def keep_roll(*, by, july):
    july.state = "held"
    july.save()
    seats = Seat.objects.filter(body=board())[:4]
    how = [("present", ""), ("apologies", "approved"), ("apologies", ""), ("absent", "")]
    for seat, (status, substitute) in zip(seats, how, strict=True):
        post = "Deputy" if substitute else ""
        Attendance(
            meeting=july, seat=seat, status=status, substitute=post, substitute_state=substitute
        ).save()


def test_one_without_a_measure_or_a_first_period_is_told():
    with pytest.raises(Refused, match="No measure"):
        take_measure(by=GROUP, indicator=ksi(), on=TODAY)
    one = an_indicator(kind="percent", frequency="quarterly", measure="attendance")
    with pytest.raises(Refused, match="from which period"):
        take_measure(by=GROUP, indicator=one, on=TODAY)
    two = an_indicator("Two", measure="attendance", first_due=date(2017, 1, 1))
    with pytest.raises(Refused, match="gives a percent"):
        take_measure(by=GROUP, indicator=two, on=TODAY)


def test_a_measures_name_is_taken_once():
    with pytest.raises(ValueError, match="already"):
        measure("attendance", title="Other", kind="count", unit="x")(lambda *_: None)
    assert measure_named("nothing") is None


# ---------------------------------------------------------------- what breaks down


def test_a_breakdown_is_put_right_whole():
    given: dict[str, Any] = {
        "by": SECRETARY,
        "body": board(),
        "slug": "needs",
        "title": "Needs",
        "base_words": "clients",
        "on": TODAY,
        "source": "Paper",
    }
    parts = [PartGiven("Less", percent=D(50)), PartGiven("More", percent=D(60))]
    put_breakdown(kind="whole", base=20, parts=parts, **given)
    found = breakdowns_of(board(), TODAY)[0]
    assert found.breakdown.slug == "needs"
    assert found.shown.follows == ()
    assert any("overlap" in one for one in found.shown.warnings)
    assert len(found.shown.warnings) == 2
    counts = [PartGiven("A", count=2), PartGiven("B", count=9), PartGiven("C", count=30)]
    put_breakdown(kind="whole", base=41, parts=counts, **given)
    again = breakdowns_of(board(), TODAY)[0]
    words = [line.words for line in again.shown.lines]
    assert words == ["not shown", "not shown", "73.2%, 30 of 41"]
