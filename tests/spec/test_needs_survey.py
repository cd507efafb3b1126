"""The needs survey of the housing support review by its own figures: rows 51 to 56 and 58."""

from decimal import Decimal as D

import pytest

from frankpledge.analytics.overlaps import bands, union_bounds
from frankpledge.analytics.surveys import (
    Question,
    Spend,
    Survey,
    expected_change,
    how_many,
    reconcile,
    relevance_review,
    return_rate,
    savings,
    tabulate,
    together,
)

pytestmark = pytest.mark.once("pure: no database")

SPEND = [
    Spend("Rough sleepers and single homeless", 10, D(1587000)),
    Spend("Homeless young people", 10, D(1653000)),
    Spend("Teenage parents", 3, D(112000)),
    Spend("Mental health", 6, D(1411000)),
    Spend("Older people incl. almshouses", 24, D(1184000)),
    Spend("Travellers", 2, D(66000)),
    Spend("Learning/physical disability", 1, D(233500)),
    Spend("Domestic abuse victims", 3, D(265000)),
    Spend("Alcohol", 1, D(79000)),
    Spend("Offenders", 2, D(157000)),
    Spend("Generic floating support", 3, D(758800)),
]


@pytest.mark.row(51)
def test_the_spend_table_sums_to_6300_more_than_is_stated():
    """11 groups and 65 services cost £7,506,300; "£7.5m" is that, rounded."""
    found = reconcile(SPEND, D(7_500_000), stated_to=D(100_000))
    assert (found.total, found.services) == (D(7_506_300), 65)
    assert (found.difference, found.rounding) == (D(6_300), True)
    assert found.words == (
        "The 11 groups sum to £7,506,300, and £7,500,000 is stated: "
        "the difference of £6,300 is rounding."
    )


@pytest.mark.row(51)
def test_public_health_pays_for_a_thirtieth():
    """£236,484 is 3.15% of the sum."""
    found = reconcile(SPEND, D(7_500_000), stated_to=D(100_000))
    assert found.share(D(236_484)) == "3.15%, £236,484 of £7,506,300"


@pytest.mark.row(52)
def test_a_tenth_of_the_savings_target_is_met_and_nothing_more_is_decided():
    """£100,000 of £1m is 10%; £900,000 remains, and no proposals are decided."""
    found = savings(D(1_000_000), D(100_000))
    assert (found.percent, found.remaining, found.decided) == (D(10), D(900_000), D(0))
    assert found.words == (
        "£100,000 of £1,000,000 is saved (10%); £900,000 remains. No proposals are decided."
    )


@pytest.mark.row(53)
def test_51_of_64_returned_and_64_is_not_65():
    """79.7%, with the warning that the spend table counts 65 services."""
    found = return_rate(51, 64, {"services in the spend table": 65})
    assert found.words == "79.7%, 51 of 64 returned"
    assert found.warnings == (
        "64 possible returns are not the 65 services in the spend table: "
        "find out why before the rate is quoted for those.",
    )


@pytest.mark.row(54)
def test_all_services_assessed_contribute_and_the_silent_are_left_out():
    """The paper gives no scores: made-up ones of three services, and a fourth that sent nothing."""
    found = relevance_review(
        {
            "Hostel A": {"homelessness": 3, "independence": 2},
            "Hostel B": {"homelessness": 2, "independence": 2},
            "Floating C": {"homelessness": 0, "independence": 1},
            "Scheme D": None,
        },
        ["homelessness", "independence"],
        no_concern_from=3,
    )
    assert [one.outcome for one in found.services] == [
        "no concern",
        "no concern",
        "some concern",
        "not assessed: sent no information",
    ]
    assert len(found.assessed) == 3
    assert found.words == (
        "All of the 3 services assessed contribute to the strategy; with 2 there is no concern. "
        "Not assessed, since they sent no information (1): Scheme D."
    )


@pytest.mark.row(55)
def test_of_published_percentages_only_the_bounds_are_known():
    """16% drugs and 11% alcohol: 16% to 27% have either. 60%, 18% and 18% leave 22% and 42%."""
    assert union_bounds([D(16), D(11)]).words == "between 16% and 27%"
    found = bands({1: D(100), 3: D(60), 5: D(18)}, {1: D(18)})
    assert [band.percent for band in found] == [18, 22, 42, 18]


NEEDS = ("mental health", "money management", "drugs", "alcohol", "social", "physical")


def needs_survey():
    """1,924 made-up clients: 308 with drugs (16.0%), 273 with alcohol, 100 of them with both.

    346 have one need and 346 have five, the most that the sheet allows; 385 have two, 847 three.
    """
    most = ["mental health", "money management", "social", "physical"]
    given = [most[:1]] * 346 + [most[:2]] * 385
    given += [["mental health", "drugs", "alcohol"]] * 100 + [["social", "drugs", "physical"]] * 35
    given += [most[:3]] * 712 + [[*most, "drugs"]] * 173 + [[*most, "alcohol"]] * 173
    question = Question("needs", "Which needs does the client have?", "multiple", NEEDS, most=5)
    return Survey((question,), [{"needs": needs} for needs in given], sample=False)


@pytest.mark.row(55)
def test_from_records_the_union_is_counted_and_not_added():
    """Of 1,924 made-up clients 308 (16%) have drugs and 273 alcohol, 100 both: 481 have either."""
    found = together(needs_survey(), "needs", ["drugs", "alcohol"])
    assert found.all_of_them.words == "5.2%, 100 of 1,924"
    assert found.any_of_them.words == "25.0%, 481 of 1,924"
    assert found.words == (
        "25.0%, 481 of 1,924, have either; "
        "from the percentages alone it would be between 16% and 30.2%"
    )


@pytest.mark.row(55)
def test_five_needs_are_the_most_that_could_be_recorded():
    """346 of 1,924 (18.0%) have five: the sheet has room for no more, so it may be more."""
    found = {one.needs: one for one in how_many(needs_survey(), "needs")}
    assert found[1].words == "18.0%, 346 of 1,924: exactly 1"
    assert found[3].or_more.words == "62.0%, 1,193 of 1,924"
    assert found[5].words == ("18.0%, 346 of 1,924: 5 or more (no more than 5 could be recorded)")


@pytest.mark.row(55)
def test_percentages_of_1924_carry_their_base_and_are_not_added():
    """308 of 1,924 is 16.0%; the note says that they overlap."""
    table = tabulate(needs_survey(), "needs")
    assert table.base == 1924
    assert table.line("drugs").words == "16.0%, 308 of 1,924"
    assert any("not added" in note for note in table.notes)


@pytest.mark.row(56)
def test_what_was_expected_leaves_twelve_per_cent_not_stated():
    """35% fewer, 22% more and 31% the same make 88%."""
    found = expected_change({"decrease": D(35), "increase": D(22), "same": D(31)})
    assert (found.total, found.unaccounted) == (D(88), D(12))
    assert found.words.endswith("= 88%; 12% not stated")


@pytest.mark.row(58)
@pytest.mark.parametrize("count", [1, 2, 4])
def test_in_a_survey_a_small_count_goes_with_its_percentage(count):
    """38 offenders of 1,924 are shown, as 2.0%; 1, 2 or 4 are not, nor what per cent they are."""
    sizes = {"offenders": 38, "carers": 12, "few": count, "others": 1874 - count}
    rows = [{"group": group} for group, size in sizes.items() for _ in range(size)]
    survey = Survey((Question("group", "Which?", "single", tuple(sizes)),), rows, sample=False)
    table = tabulate(survey, "group")
    assert table.line("offenders").words == "2.0%, 38 of 1,924"
    few = table.line("few")
    assert (few.count, few.share, few.words) == (None, None, "not shown")
    # With the total known, the next in size would give it away.
    assert [line.option for line in table.lines if line.count is None] == ["carers", "few"]
