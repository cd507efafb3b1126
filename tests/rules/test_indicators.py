"""Indicators' rules: periods, figures as known, breaks, baselines, judgements."""

from datetime import date
from decimal import Decimal as D

import pytest

from frankpledge.review.indicators.rules.baselines import (
    NoFigures,
    average_of_period,
    average_of_years,
)
from frankpledge.review.indicators.rules.beside import beside_words
from frankpledge.review.indicators.rules.breaks import Break, between, may_be_baseline
from frankpledge.review.indicators.rules.charting import chart_of, kind_of
from frankpledge.review.indicators.rules.judging import (
    Baseline,
    Course,
    Target,
    judged,
    twelve_months,
)
from frankpledge.review.indicators.rules.known import Entry, Scale, known_on, revisions
from frankpledge.review.indicators.rules.owing import due_on
from frankpledge.review.indicators.rules.periods import (
    Period,
    first_period,
    may_be_of,
    months_of,
    next_period,
    period_words,
)
from frankpledge.review.indicators.rules.recording import may_record
from frankpledge.review.indicators.rules.saying import change_words, like_for_like_of, sentence
from frankpledge.review.indicators.rules.wording import base_warning, figure_words, hidden

CRASH = Break(date(2016, 4, 1), "CRASH began", 36)
COUNT, PERCENT = Scale("count"), Scale("percent")


def year(n):
    return Period(date(n, 1, 1), date(n, 12, 31))


def month(y, m):
    found = first_period(date(y, m, 1), "monthly")
    assert found
    return found


def entry(period, value=None, **more):
    value = None if value is None else D(str(value))
    return Entry(period, more.pop("recorded", period.ends), value=value, **more)


def course(**more):
    given = {
        "scale": COUNT,
        "unit": "people",
        "frequency": "yearly",
        "direction": "lower",
        "baseline": Baseline(Period(date(2005, 1, 1), date(2009, 12, 31)), D(100)),
        "target": Target(date(2020, 12, 31), percent=D(-40)),
    }
    return Course(**{**given, **more})


# ---------------------------------------------------------------- periods


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (date(2018, 1, 1), date(2018, 12, 31), "2018"),
        (date(2018, 4, 1), date(2019, 3, 31), "2018/19"),
        (date(1999, 4, 1), date(2000, 3, 31), "1999/00"),
        (date(2018, 7, 1), date(2018, 7, 31), "July 2018"),
        (date(2018, 7, 1), date(2018, 9, 30), "July to September 2018"),
        (date(2018, 11, 1), date(2019, 1, 31), "November 2018 to January 2019"),
        (date(2018, 10, 1), date(2018, 10, 1), "1 October 2018"),
        (date(2018, 10, 1), date(2018, 10, 14), "1 October 2018 to 14 October 2018"),
    ],
)
def test_periods_are_said_as_people_say_them(starts, ends, words):
    assert period_words(starts, ends) == words


def test_the_next_period_is_as_long_whatever_its_months_are():
    assert next_period(month(2018, 1), "monthly") == Period(date(2018, 2, 1), date(2018, 2, 28))
    assert next_period(year(2018), "yearly") == year(2019)
    assert next_period(year(2018), "irregular") is None
    assert months_of(date(2018, 7, 2), date(2018, 9, 30)) is None


def test_a_quarterly_indicator_takes_quarters_only():
    assert may_be_of(Period(date(2018, 7, 1), date(2018, 9, 30)), "quarterly")
    assert "three months" in may_be_of(month(2018, 7), "quarterly").reason
    assert (
        "before the first"
        in may_be_of(Period(date(2018, 7, 2), date(2018, 7, 1)), "monthly").reason
    )


# ---------------------------------------------------------------- what was known when


def test_a_revision_holds_from_its_day_and_what_stood_before_stays():
    first = entry(year(2017), 90, recorded=date(2018, 2, 1), standing="provisional")
    revised = entry(year(2017), 97, recorded=date(2018, 6, 1), standing="revised")
    gone = entry(year(2017), recorded=date(2018, 9, 1), standing="withdrawn")
    all_three = [gone, revised, first]
    assert known_on(all_three, date(2018, 1, 31)) == ()
    assert known_on(all_three, date(2018, 5, 31)) == (first,)
    assert known_on(all_three, date(2018, 6, 1)) == (revised,)
    assert known_on(all_three, date(2018, 9, 1)) == ()
    assert revisions(all_three, date(2018, 9, 1)) == ((first, revised, gone),)
    assert revisions(all_three, date(2018, 5, 31)) == ()


def test_of_two_figures_of_one_day_the_later_holds():
    one = entry(year(2017), 90, recorded=date(2018, 6, 1), place=1)
    two = entry(year(2017), 91, recorded=date(2018, 6, 1), place=2)
    assert known_on([two, one], date(2018, 6, 1)) == (two,)


def test_percentages_and_rates_are_worked_out_from_their_parts():
    part = entry(year(2017), numerator=D(512), denominator=D(1420))
    assert figure_words(part, PERCENT, "of clients") == "36.1%, 512 of 1,420"
    rate = Scale("rate", 1000)
    assert rate.figure(part).quantize(D("0.1")) == D("360.6")


# ---------------------------------------------------------------- small counts, small bases


def test_small_counts_are_guarded_and_nought_is_not():
    shown = {n: figure_words(entry(year(2017), n), COUNT, "people", 5) for n in (0, 1, 4, 5, 38)}
    assert shown == {
        0: "0 people",
        1: "fewer than 5 people",
        4: "fewer than 5 people",
        5: "5 people",
        38: "38 people",
    }
    part = entry(year(2017), numerator=D(2), denominator=D(900))
    assert hidden(part, 5)
    assert "900" not in figure_words(part, PERCENT, "", 5)


def test_nothing_is_said_from_which_a_hidden_count_could_be_told():
    guarded = course(hide_below=5, frequency="monthly", breaks=())
    known = [entry(month(2014 + m // 12, m % 12 + 1), 30 + m % 3) for m in range(23)]
    known.append(entry(month(2015, 12), 3))
    standing = judged(guarded, known)
    assert (standing.state, standing.figure) == ("not judged", None)
    assert twelve_months(guarded, known)[-1] is None
    chart = chart_of(guarded, known)
    assert chart.points[-1].value is None
    assert change_words(guarded, known) == ""
    assert like_for_like_of(guarded, known) is None
    assert beside_words(guarded, known, [entry(month(2015, 12), 9)], "England") == ""
    said = sentence(guarded, known, standing, chart.sentence if chart.exceptional else "")
    assert said.startswith("Fewer than 5 people in December 2015")
    # Twelve months to a later month would tell it too, by taking the others away.
    later = [*known, *(entry(month(2016, m), 30) for m in range(1, 4))]
    assert judged(guarded, later).state == "not judged"


def test_a_percentage_of_few_carries_a_warning():
    assert base_warning(entry(year(2017), numerator=D(3), denominator=D(12)))
    assert not base_warning(entry(year(2017), numerator=D(300), denominator=D(1200)))
    assert not base_warning(entry(year(2017), 12))


# ---------------------------------------------------------------- where a series is cut


def test_a_break_keeps_two_sides_apart_and_the_year_it_cuts_from_both():
    assert between([CRASH], year(2009), year(2015)) is None
    assert between([CRASH], year(2009), year(2017)) == CRASH
    assert between([CRASH], year(2009), year(2016)) == CRASH
    assert between([CRASH], year(2016), year(2017)) == CRASH
    assert between([CRASH], year(2017), year(2018)) is None


@pytest.mark.parametrize(
    ("starts", "ends", "today", "says"),
    [
        (date(2016, 4, 1), date(2019, 3, 31), date(2019, 4, 1), ""),
        (date(2016, 4, 1), date(2019, 3, 31), date(2019, 3, 31), "from 1 April 2019"),
        (date(2016, 4, 1), date(2018, 3, 31), date(2018, 10, 1), "from 1 April 2019"),
        (date(2016, 4, 1), date(2018, 3, 31), date(2020, 1, 1), "at least 36 months"),
        (date(2017, 4, 1), date(2019, 3, 31), date(2020, 1, 1), "at least 36 months"),
        (date(2015, 1, 1), date(2017, 12, 31), date(2020, 1, 1), "cannot lie across"),
        (date(2005, 1, 1), date(2009, 12, 31), date(2018, 10, 1), ""),
        (date(2015, 1, 1), date(2015, 12, 31), date(2015, 6, 1), "still to come"),
        (date(2015, 2, 1), date(2015, 1, 1), date(2018, 6, 1), "before its first"),
    ],
)
def test_a_baseline_needs_its_months_on_one_side_of_a_break(starts, ends, today, says):
    verdict = may_be_baseline(Period(starts, ends), [CRASH], today)
    assert bool(verdict) is (not says)
    assert says in verdict.reason


def test_a_baseline_of_years_is_their_average_or_names_those_missing():
    known = [
        entry(year(n), v) for n, v in zip(range(2005, 2010), (108, 104, 100, 97, 91), strict=True)
    ]
    assert average_of_years(COUNT, known, 2005, 2009) == 100
    assert average_of_years(COUNT, known, 2006, 2006) == 104
    with pytest.raises(NoFigures, match="2010"):
        average_of_years(COUNT, known, 2005, 2010)


def test_months_make_a_year_and_a_figure_known_as_at_least_makes_none():
    known = [entry(month(2017, m), 10) for m in range(1, 13)]
    assert average_of_years(COUNT, known, 2017, 2017) == 120
    known[3] = entry(month(2017, 4), 10, at_least=True)
    with pytest.raises(NoFigures):
        average_of_years(COUNT, known, 2017, 2017)


def test_a_period_is_averaged_over_a_year_and_parts_over_their_wholes():
    months = [entry(month(2016 + (m - 1) // 12, (m - 1) % 12 + 1), 10) for m in range(4, 40)]
    span = Period(date(2016, 4, 1), date(2019, 3, 31))
    assert average_of_period(COUNT, months, span) == 120
    with pytest.raises(NoFigures, match="Not every month"):
        average_of_period(COUNT, months[1:], span)
    parts = [
        entry(year(2016), numerator=D(1), denominator=D(10)),
        entry(year(2017), numerator=D(30), denominator=D(90)),
    ]
    assert average_of_period(PERCENT, parts, Period(date(2016, 1, 1), date(2017, 12, 31))) == 31


# ---------------------------------------------------------------- judging


@pytest.mark.parametrize(
    ("value", "in_year", "state"),
    [
        (60, 2020, "met"),
        (61, 2020, "missed"),
        (59, 2020, "met"),
        # The way from 100 at the end of 2009 to 60 at the end of 2020: 80 after 5.5 years.
        (78, 2015, "on course"),
        (79, 2015, "off course"),
    ],
)
def test_judged_by_the_way_and_by_the_target_when_it_is_due(value, in_year, state):
    found = judged(course(), [entry(year(in_year), value)])
    assert (found.state, found.target) == (state, D(60))


def test_within_its_tolerance_it_is_at_risk():
    near = course(target=Target(date(2020, 12, 31), percent=D(-40), tolerance=D(5)))
    assert judged(near, [entry(year(2015), 80)]).state == "at risk"
    assert judged(near, [entry(year(2015), 83)]).state == "off course"
    assert judged(near, [entry(year(2020), 61)]).state == "missed"


def test_nothing_is_judged_across_a_break():
    broken = course(breaks=(CRASH,))
    assert judged(broken, [entry(year(2015), 78)]).state == "on course"
    for n in (2016, 2017, 2020):
        found = judged(broken, [entry(year(n), 50)])
        assert (found.state, found.expected) == ("not judged", None)
        assert "from 1 April 2019" in found.words
    after = Baseline(Period(date(2016, 4, 1), date(2019, 3, 31)), D(90))
    again = course(baseline=after, breaks=(CRASH,))
    assert judged(again, [entry(year(2020), 54)]).state == "met"


def test_a_figure_known_only_as_at_least_is_met_or_not_judged():
    more = course(direction="higher", baseline=None, target=Target(date(2018, 12, 31), value=D(80)))
    floor = entry(Period(date(2018, 10, 1), date(2018, 10, 1)), 80, at_least=True)
    assert judged(more, [floor]).state == "met"
    under = entry(floor.period, 79, at_least=True)
    assert judged(more, [under]).state == "not judged"


def test_no_figures_no_target_no_baseline():
    assert judged(course(), []).state == "in development"
    assert judged(course(target=None), [entry(year(2015), 1)]).state == "no target"
    assert judged(course(direction="neither"), [entry(year(2015), 1)]).state == "no target"
    assert judged(course(baseline=None), [entry(year(2015), 1)]).state == "not judged"


def test_a_monthly_count_is_judged_by_its_twelve_months():
    known = [entry(month(2015, m), 6) for m in range(1, 13)]
    monthly = course(frequency="monthly")
    found = judged(monthly, known)
    assert (found.state, found.figure, found.period) == ("on course", D(72), year(2015))
    assert judged(monthly, known[1:]).state == "not judged"
    gap = [*known[:5], *known[6:], entry(month(2016, 1), 6)]
    assert judged(monthly, gap).state == "not judged"


def test_twelve_months_are_not_made_across_a_break():
    known = [entry(month(2015 + (m - 1) // 12, (m - 1) % 12 + 1), 5) for m in range(4, 40)]
    figures = twelve_months(course(frequency="monthly", breaks=(CRASH,)), known)
    places = [n for n, one in enumerate(figures) if one is not None]
    # Twelve months to March 2016, and then none until March 2017.
    assert places == [11, *range(23, 36)]


# ---------------------------------------------------------------- exceptional, like for like


def test_a_series_of_equal_stretches_and_a_leap():
    known = [entry(month(2017 + (m - 1) // 12, (m - 1) % 12 + 1), 50 + m % 2) for m in range(1, 20)]
    quiet = course(frequency="monthly")
    assert not chart_of(quiet, known).exceptional
    leap = [*known[:-1], entry(known[-1].period, 90)]
    assert chart_of(quiet, leap).exceptional


def test_a_break_starts_the_chart_anew():
    known = [entry(month(2015 + (m - 1) // 12, (m - 1) % 12 + 1), 50 + m % 2) for m in range(1, 25)]
    known = [
        entry(one.period, one.value + (40 if one.period.starts >= CRASH.on else 0)) for one in known
    ]
    one = chart_of(course(frequency="monthly", breaks=(CRASH,)), known)
    assert [part.first for part in one.segments] == [0, 15]
    assert not one.exceptional


def test_parts_of_a_whole_have_their_own_kind_of_chart():
    parts = [entry(year(2017), numerator=D(1), denominator=D(10))]
    assert kind_of(course(scale=PERCENT), parts) == "p"
    assert kind_of(course(scale=Scale("rate", 1000)), parts) == "u"
    assert kind_of(course(scale=PERCENT), [entry(year(2017), 10)]) == "x"


def test_beside_the_same_period_a_year_before_and_never_across_a_break():
    known = [entry(month(2017, 2), 28), entry(month(2018, 2), 14)]
    assert change_words(course(), known) == "down 50% on February 2017"
    leap = [entry(month(2015, 2), 28), entry(month(2016, 2), 29)]
    found = like_for_like_of(course(), leap)
    assert found
    assert found.days == (28, 29)
    assert found.earlier_per_day == found.later_per_day
    across = [entry(month(2015, 5), 28), entry(month(2016, 5), 14)]
    assert change_words(course(breaks=(CRASH,)), across) == ""
    assert like_for_like_of(course(breaks=(CRASH,)), across) is None


def test_percentages_differ_by_points():
    known = [entry(year(2016), 36), entry(year(2017), 38)]
    assert change_words(course(scale=PERCENT), known) == "up 2 percentage points on 2016"


# ---------------------------------------------------------------- recording, owing


def test_what_may_be_recorded():
    def says(one, *, scale=COUNT, others=(), held=None):
        return may_record(scale, "yearly", one, others, held).reason

    fine = entry(year(2017), 97)
    assert says(fine) == ""
    assert "when it has ended" in says(entry(year(2017), 97, recorded=date(2017, 12, 30)))
    assert "overlaps 2017/18" in says(fine, others=[Period(date(2017, 4, 1), date(2018, 3, 31))])
    assert "whole number" in says(entry(year(2017), "9.5"))
    assert "below nought" in says(entry(year(2017), -1))
    assert "Only a percentage" in says(entry(year(2017), numerator=D(1), denominator=D(2)))
    more = entry(year(2017), numerator=D(3), denominator=D(2))
    assert "more than the number" in says(more, scale=PERCENT)
    assert "provisional" not in says(entry(year(2017), 98, standing="revised"), held=fine)
    late = entry(year(2017), 98, standing="provisional")
    assert "final already" in says(late, held=fine)
    assert "as at" in says(entry(year(2017), 9, as_at=date(2018, 1, 5)))


def test_figures_are_due_so_many_days_after_their_period():
    on = date(2018, 10, 1)
    found = due_on([month(2018, 7)], "monthly", None, 30, on)
    assert found
    assert (found.period, found.on) == (month(2018, 8), date(2018, 9, 30))
    assert due_on([month(2018, 9)], "monthly", None, 30, on) is None
    assert due_on([], "monthly", None, 30, on) is None
    first = due_on([], "quarterly", date(2018, 7, 1), 30, on)
    assert first
    assert first.on == date(2018, 10, 30)
    assert due_on([], "quarterly", date(2018, 7, 1), 30, date(2018, 9, 30)) is None
