"""Drafting: sentences recomputed from the raw counts, and nothing said where nothing is known."""

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from frankpledge.analytics.months import Month, months_between
from frankpledge.analytics.small_numbers import Policy
from frankpledge.evidence.assessments.drafting import (
    Gap,
    Rated,
    Weighed,
    changes_of,
    harm_of,
    judge_change,
    neighbours_of,
    outcomes_of,
    places_of,
    spoken_gaps,
)
from frankpledge.evidence.assessments.drafting.lines import listed_months

FIRST, LAST = Month(2018, 4), Month(2019, 3)
YEAR = months_between(FIRST, LAST)
BEFORE = months_between(FIRST.after(-12), LAST.after(-12))
POLICY = Policy()


def two_years(earlier, later):
    return dict(zip(BEFORE, earlier, strict=True)) | dict(zip(YEAR, later, strict=True))


def changes(**types):
    counts = {name.replace("_", " "): two_years(*both) for name, both in types.items()}
    return changes_of("Fenland", counts, FIRST, LAST, POLICY)


# ---------------------------------------------------------------- what rose and fell


def test_a_rise_is_said_with_both_totals_and_how_sure_it_is():
    found = changes(Burglary=([30] * 12, [40] * 12))
    (line,) = found.rose
    assert line.title == "Burglary in Fenland rose by 33%"
    assert line.words == (
        "The police recorded 480 in April 2018 to March 2019 and 360 in the same months a year "
        "before."
    )
    assert "between a rise of" in line.hedge
    assert "What the police recorded is not all that happened." in line.hedge
    assert (line.first, line.last, line.types) == (
        date(2017, 4, 1),
        date(2019, 3, 1),
        ("Burglary",),
    )


def test_the_interval_of_a_change_by_hand():
    """ln(480/360) ± t(11, 0.995) × √(1/480 + 1/360), where months vary no more than chance."""
    found = judge_change([30] * 12, [40] * 12)
    assert found.variation == 1
    assert found.low == pytest.approx(100 * (480 / 360 * 0.805438 - 1), abs=0.1)
    assert found.high == pytest.approx(100 * (480 / 360 / 0.805438 - 1), abs=0.1)


def test_within_usual_variation_is_not_called_a_rise():
    found = changes(Burglary=([30] * 12, [31] * 12))
    assert not found.rose
    assert found.usual == ("Burglary",)


def test_months_that_jump_about_make_the_same_change_usual():
    steady = judge_change([30] * 12, [38] * 12)
    jumping = judge_change([10, 50] * 6, [66, 10] * 6)
    assert sum([38] * 12) == sum([66, 10] * 6)
    assert steady.verdict == "rose"
    assert jumping.verdict == "within usual variation"
    assert (jumping.variation or 0) > 5


def test_too_few_months_are_said_to_be_too_few():
    first, last = Month(2018, 4), Month(2018, 6)
    counts = {"Drugs": dict.fromkeys(months_between(Month(2017, 4), Month(2017, 6)), 100)}
    counts["Drugs"] |= dict.fromkeys(months_between(first, last), 150)
    (line,) = changes_of("Fenland", counts, first, last, POLICY).rose
    assert "3 months a year are too few to show how much they vary" in line.hedge


def test_a_small_total_is_not_quoted():
    found = changes(Robbery=([0] * 11 + [4], [2] * 12), Burglary=([30] * 12, [40] * 12))
    assert found.small == ("Robbery",)
    assert [one.types for one in found.rose] == [("Burglary",)]


def test_without_the_year_before_one_line_says_what_to_load():
    counts = {"Burglary": dict.fromkeys(YEAR, 30)}
    found = changes_of("Fenland", counts, FIRST, LAST, POLICY)
    assert not found.rose
    assert not found.fell
    assert spoken_gaps(found.gaps) == [
        "What rose or fell against the year before cannot be said of Fenland: April 2017 to March "
        "2018 are not loaded. Load the police’s street-level files of those months."
    ]


def test_a_month_missing_in_the_middle_is_named_and_is_not_nought():
    counts = {"Burglary": two_years([30] * 12, [40] * 12)}
    del counts["Burglary"][Month(2018, 8)]
    (gap,) = changes_of("Fenland", counts, FIRST, LAST, POLICY).gaps
    assert gap.why.startswith("August 2018 is not loaded.")


def test_a_type_without_crime_in_a_loaded_month_had_none():
    counts = {"Burglary": dict.fromkeys([*BEFORE, *YEAR], 30), "Drugs": {Month(2018, 5): 60}}
    found = changes_of("Fenland", counts, FIRST, LAST, POLICY)
    assert not found.gaps
    assert found.small == ("Drugs",)


COUNTS = st.lists(st.integers(0, 200), min_size=12, max_size=12)


@given(COUNTS)
def test_equal_counts_are_never_a_rise_nor_a_fall(counts):
    found = changes(Burglary=(counts, counts))
    assert not found.rose
    assert not found.fell


@given(COUNTS, COUNTS)
def test_every_sentence_is_true_of_the_raw_counts(earlier, later):
    found = changes(Burglary=(earlier, later))
    before, after = sum(earlier), sum(later)
    for verdict, lines in (("rose", found.rose), ("fell", found.fell)):
        for line in lines:
            assert (after > before) == (verdict == "rose")
            assert min(before, after) >= POLICY.threshold
            told = [int(one.replace(",", "")) for one in re.findall(r"[\d,]+(?= in )", line.words)]
            assert told == [after, before]
            (percent,) = re.findall(r"(\d+)%", line.title)
            assert int(percent) == round(100 * abs(after - before) / before, 0)


@given(COUNTS, COUNTS)
def test_a_claim_is_made_no_more_often_when_the_years_change_places(earlier, later):
    there, back = judge_change(earlier, later), judge_change(later, earlier)
    turned = {"rose": "fell", "fell": "rose"}
    assert back.verdict == turned.get(there.verdict, there.verdict)


def test_of_nothing_no_claim_is_made_in_a_hundred_draws():
    """Two years of one and the same process: at one in a hundred a claim is rare."""
    import random

    draw = random.Random(5)
    claims = 0
    for _ in range(300):
        years = [[sum(draw.random() < 0.1 for _ in range(300)) for _ in range(12)] for _ in "ab"]
        claims += judge_change(*years).verdict != "within usual variation"
    assert claims <= 6


# ---------------------------------------------------------------- where


def test_the_fewest_wards_with_half_of_it():
    counts = {"Abbey": 100, "Castle": 80, "Market": 20, "Newnham": 10, "Coleridge": 6}
    (line,), gaps = places_of("Cambridge", counts, 216, 6, FIRST, LAST, POLICY)
    assert not gaps
    assert line.title == "Two wards of 6 hold 83% of the crime recorded in Cambridge"
    assert line.words.startswith("Abbey and Castle hold 83%, 180 of 216 in April 2018")


def test_what_is_evenly_spread_is_not_called_concentrated():
    counts = {f"Ward {n}": 50 for n in range(6)}
    assert places_of("Ely", counts, 300, 6, FIRST, LAST, POLICY) == ((), ())


def test_where_wards_share_small_areas_no_share_is_given():
    counts = {"Abbey": 100, "Castle": 80, "Market": 90, "Newnham": 10}
    lines, (gap,) = places_of("Cambridge", counts, 200, 4, FIRST, LAST, POLICY)
    assert not lines
    assert "more than one ward" in gap.why


@given(st.lists(st.integers(0, 60), min_size=4, max_size=12))
def test_what_is_said_of_wards_is_true(counts):
    named = {f"Ward {n}": count for n, count in enumerate(counts)}
    total = sum(counts)
    lines, _ = places_of("Ely", named, total, len(counts), FIRST, LAST, POLICY)
    for line in lines:
        (told,) = re.findall(r"(.*) holds? \d+%, ([\d,]+) of ([\d,]+)", line.words)
        names, held, of = told
        said = re.split(r", | and ", names)
        assert sum(named[one] for one in said) == int(held.replace(",", ""))
        assert int(of.replace(",", "")) == total
        assert 2 * sum(named[one] for one in said) >= total
        fewer = sorted(counts, reverse=True)[: len(said) - 1]
        assert 2 * sum(fewer) < total


# ---------------------------------------------------------------- harm and neighbours


def test_what_does_more_harm_than_its_share_of_crimes():
    found = [Weighed("Violence", 100, 18_000.0), Weighed("Shoplifting", 300, 300.0)]
    line = harm_of("Fenland", found, FIRST, LAST, POLICY)
    assert line is not None
    assert line.title == "98% of the harm recorded in Fenland is from violence"
    assert "25% of the crimes that have a weight, 100 of 400" in line.words
    assert "Weights are a choice" in line.hedge


def test_no_harm_or_few_crimes_say_nothing():
    assert harm_of("Fenland", [], FIRST, LAST, POLICY) is None
    few = [Weighed("Robbery", 3, 900.0), Weighed("Theft", 300, 300.0)]
    assert harm_of("Fenland", few, FIRST, LAST, POLICY) is None


def others(*counts, people=10_000):
    return [Rated(f"District {n}", count, people) for n, count in enumerate(counts)]


def test_a_rate_beyond_the_others_own_spread_stands_out():
    ours = Rated("Cambridge", 982, 125_000)
    around = [Rated("Ely", 18, 90_000), Rated("Fens", 100, 102_000), Rated("Hunts", 150, 178_000)]
    around += [Rated("South", 140, 160_000), Rated("Soke", 330, 202_000)]
    line = neighbours_of(ours, around, "Bicycle theft", FIRST, LAST, POLICY)
    assert line is not None
    assert line.title == "Bicycle theft in Cambridge is exceptionally high beside its neighbours"
    assert "982 in April 2018 to March 2019, 7.86 per 1,000 people" in line.words
    assert "in the other 5 districts the rate was from 0.2 to 1.63" in line.words


def test_what_lies_among_the_others_does_not():
    ours = Rated("Cambridge", 110, 10_000)
    assert neighbours_of(ours, others(90, 100, 120), "Burglary", FIRST, LAST, POLICY) is None


def test_two_others_show_no_spread_and_small_counts_are_not_quoted():
    ours = Rated("Cambridge", 900, 10_000)
    assert neighbours_of(ours, others(90, 100), "Burglary", FIRST, LAST, POLICY) is None
    assert neighbours_of(ours, others(90, 100, 4), "Burglary", FIRST, LAST, POLICY) is None


@given(st.integers(5, 500))
def test_equal_rates_never_stand_out(count):
    ours = Rated("Cambridge", count, 10_000)
    assert neighbours_of(ours, others(*[count] * 5), "Burglary", FIRST, LAST, POLICY) is None


def test_what_came_of_it_is_a_share_with_its_base_and_its_interval():
    line = outcomes_of("Upton", 1420, 512, FIRST, LAST, POLICY)
    assert line is not None
    assert line.title == "36.1% of the crimes recorded in Upton had a positive outcome"
    assert "that is 36.1%, 512 of 1,420, by their last published outcome" in line.words
    assert line.hedge.startswith("Allowing for chance, 33.6% to 38.6%.")


def test_few_outcomes_are_not_quoted():
    assert outcomes_of("Upton", 400, 3, FIRST, LAST, POLICY) is None
    assert outcomes_of("Upton", 400, 398, FIRST, LAST, POLICY) is None
    assert outcomes_of("Upton", 0, 0, FIRST, LAST, POLICY) is None


# ---------------------------------------------------------------- words


def test_months_are_told_as_runs():
    months = [Month(2018, 3), Month(2018, 4), Month(2018, 5), Month(2018, 8)]
    assert listed_months(months) == "March 2018 to May 2018 and August 2018"


def test_what_is_missing_in_the_same_way_is_said_once():
    gaps = [Gap("harm", "What does most harm", one, "no weights.") for one in ("Ely", "Fenland")]
    assert spoken_gaps(gaps) == [
        "What does most harm cannot be said of Ely and Fenland: no weights."
    ]


@given(COUNTS, COUNTS)
def test_the_verdict_never_contradicts_its_interval(earlier, later):
    assume(sum(earlier) and sum(later))
    found = judge_change(earlier, later)
    assert found.low is not None
    assert found.high is not None
    inside = found.low <= 0 <= found.high
    assert not (inside and found.verdict != "within usual variation")
