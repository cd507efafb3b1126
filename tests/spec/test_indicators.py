"""Indicators and breakdowns by the seeds' own figures: rows 55 to 60, 65 to 69 and 72."""

from datetime import date
from decimal import Decimal as D

import pytest

from frankpledge.partnership.queries.register import body_named
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.operations import set_baseline
from frankpledge.review.indicators.queries import at_least_figures, line_of
from frankpledge.review.indicators.queries.breakdowns import breakdowns_of
from frankpledge.review.indicators.queries.page import indicator_page
from frankpledge.review.indicators.rules.breaking_down import Part, shown
from frankpledge.review.indicators.rules.judging import Baseline, Course, Target, judged
from frankpledge.review.indicators.rules.known import Entry, Scale
from frankpledge.review.indicators.rules.periods import Period
from frankpledge.review.indicators.rules.wording import figure_words
from frankpledge.shared.verdict import Refused
from tests.indicators.support import GROUP, an_indicator, record
from tests.support.county import board

TODAY = date(2018, 10, 1)


def named(slug):
    return Indicator.objects.get(slug=slug)


def latest(one):
    found = line_of(one, TODAY).last
    assert found
    assert found.value is not None
    return found.value


def due(one):
    found = line_of(one, TODAY).due
    assert found
    return found.on


def breakdown(slug):
    return next(one for one in breakdowns_of(board(), TODAY) if one.breakdown.slug == slug).shown


@pytest.mark.row(55)
@pytest.mark.usefixtures("demo")
def test_overlapping_needs_are_never_added():
    (said,) = breakdown("hrs-substances").follows
    assert "between 16% and 27%" in said
    assert "never added" in said


@pytest.mark.row(55)
@pytest.mark.usefixtures("demo")
def test_how_many_needs_each_has_follows_from_the_paper():
    said = breakdown("hrs-number-of-needs").follows
    assert said == (
        "18% have exactly 1.",
        "About 22% have exactly 2.",
        "About 42% have 3 or 4.",
        "18% have 5 or more.",
    )


@pytest.mark.row(55)
@pytest.mark.usefixtures("demo")
def test_counts_of_clients_are_shares_of_1924():
    said = [line.words for line in breakdown("hrs-known-elsewhere").lines]
    assert said == ["2.0%, 38 of 1,924", "9.6%, 185 of 1,924", "37.2%, 716 of 1,924"]


@pytest.mark.row(56)
@pytest.mark.usefixtures("demo")
def test_what_was_expected_leaves_twelve_per_cent_unaccounted_for():
    assert breakdown("hrs-expected-change").follows == ("35% + 22% + 31% = 88%; 12% not stated.",)


@pytest.mark.row(58)
def test_small_counts_are_hidden_and_38_is_shown():
    parts = [Part("A", count=1), Part("B", count=2), Part("C", count=4), Part("D", count=38)]
    words = [line.words for line in shown("overlap", None, parts, 5).lines]
    assert words == ["fewer than 5", "fewer than 5", "fewer than 5", "38"]


@pytest.mark.row(58)
def test_beside_a_total_one_small_count_takes_another_with_it():
    parts = [Part("A", count=4), Part("B", count=30), Part("C", count=38)]
    found = shown("whole", 72, parts, 5)
    hidden = [line.name for line in found.lines if line.words == "not shown"]
    assert "A" in hidden
    assert len(hidden) == 2
    assert found.warnings


@pytest.mark.row(59)
@pytest.mark.parametrize(("value", "state"), [(61, "missed"), (60, "met")])
def test_forty_per_cent_fewer_than_100_is_60_and_61_is_missed(value, state):
    course = Course(
        scale=Scale("number"),
        unit="on the index",
        frequency="yearly",
        direction="lower",
        baseline=Baseline(Period(date(2005, 1, 1), date(2009, 12, 31)), D(100)),
        target=Target(date(2020, 12, 31), percent=D(-40)),
    )
    in_2020 = Period(date(2020, 1, 1), date(2020, 12, 31))
    found = judged(course, [Entry(in_2020, in_2020.ends, value=D(value))])
    assert (found.target, found.state) == (D(60), state)


@pytest.mark.row(59)
@pytest.mark.usefixtures("demo")
def test_three_measures_of_casualties_aim_at_forty_per_cent_fewer():
    lines = [line_of(one, TODAY) for one in Indicator.objects.filter(body__slug="road-safety")]
    assert len(lines) == 3
    for line in lines:
        assert line.facts.baseline
        assert line.facts.course.target
        assert line.last
        assert (line.facts.baseline.value, line.standing.target) == (D(100), D(60))
        assert line.facts.course.target.words == "at least −40% by 2020"
        # What the paper says of itself is kept, and is not worked out across the break.
        assert line.stated == ("Not on course",)
        assert line.state == "not judged"
        assert "Illustrative figures, not real" in line.last.source


@pytest.mark.row(60)
@pytest.mark.usefixtures("demo")
def test_no_judgement_across_crash_and_no_new_baseline_before_36_months():
    one = named("killed-or-seriously-injured")
    line = line_of(one, TODAY)
    assert [part.first for part in line.chart.segments] == [0, 11]
    assert "CRASH began in April 2016" in line.sentence
    for ends, today in (
        (date(2018, 9, 30), date(2018, 10, 1)),
        (date(2019, 2, 28), date(2019, 3, 1)),
        (date(2019, 3, 31), date(2019, 3, 31)),
    ):
        with pytest.raises(Refused, match="from 1 April 2019"):
            new_baseline(one, Period(date(2016, 4, 1), ends), today)
    added = new_baseline(one, Period(date(2016, 4, 1), date(2019, 3, 31)), date(2019, 4, 1))
    assert added.value == 90


def new_baseline(one, period, today):
    return set_baseline(
        by=GROUP,
        indicator=one,
        rule="stated",
        period=period,
        value=D(90),
        adopted=today,
        today=today,
    )


@pytest.mark.row(65)
@pytest.mark.usefixtures("demo")
def test_the_next_strategy_waits_for_three_years_of_crash_data():
    (found,) = indicator_page(named("killed-or-seriously-injured"), TODAY).readiness
    assert not found.ready
    assert "The road safety strategy for 2020 to 2030 waits for it" in found.words
    assert "1 April 2016 to 31 March 2019" in found.words
    (later,) = indicator_page(named("killed-or-seriously-injured"), date(2019, 4, 1)).readiness
    assert later.ready


@pytest.mark.row(66)
@pytest.mark.usefixtures("demo")
def test_the_live_tracker_and_the_national_cohort_are_shown_together_and_kept_apart():
    national, live = named("re-offending-national-cohort"), named("re-offending-live-tracker")
    (apart,) = indicator_page(live, TODAY).apart
    assert apart.line.name == national.name
    assert "Different cohorts" in apart.warning
    assert "two years old" in apart.warning
    (other,) = indicator_page(national, TODAY).apart
    lower, higher = (latest(one) for one in (live, national))
    assert lower < higher
    assert other.line.latest == "27%"


@pytest.mark.row(67)
@pytest.mark.usefixtures("demo")
def test_the_matrix_is_quarterly_and_in_development_until_its_first_figure():
    one = named("performance-matrix")
    assert (line_of(one, TODAY).state, one.frequency) == ("in development", "quarterly")
    record(one, Period(date(2018, 7, 1), date(2018, 9, 30)), 12)
    assert line_of(one, TODAY).state == "no target"


@pytest.mark.row(68)
@pytest.mark.usefixtures("demo")
def test_custody_above_and_first_time_entrants_at_or_below_the_average():
    custody, entrants = (line_of(named(one), TODAY) for one in ("custody", "first-time-entrants"))
    assert custody.stated == ("Peterborough: above the national average",)
    assert entrants.stated == (
        "Peterborough: at or below the national average",
        "Cambridgeshire: at or below the national average",
    )
    assert custody.state == entrants.state == "in development"


@pytest.mark.row(69)
@pytest.mark.usefixtures("demo")
def test_a_monthly_review_is_owed_each_month():
    one = an_indicator(
        "Actions of the inspection plan done",
        body="youth-justice",
        frequency="monthly",
        first_due=date(2018, 8, 1),
        due_days=14,
    )
    assert due(one) == date(2018, 9, 14)
    record(one, Period(date(2018, 8, 1), date(2018, 8, 31)), 3)
    assert due(one) == date(2018, 10, 14)


@pytest.mark.row(72)
@pytest.mark.usefixtures("demo")
def test_training_counts_stay_at_least():
    found = [
        (one.number, one.words)
        for group in ("dasv", "prevent")
        for one in at_least_figures(body_named(group), TODAY)
    ]
    assert found == [
        (80, "at least 80 champions"),
        (170, "at least 170 people"),
        (200, "at least 200 people"),
    ]
    eighty = Entry(Period(TODAY, TODAY), TODAY, value=D(80), at_least=True)
    assert figure_words(eighty, Scale("count"), "champions") == "at least 80 champions"
