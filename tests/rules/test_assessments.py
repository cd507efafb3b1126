"""Assessments: cycles and years, cost shares, templates, what a county rests on, states."""

from datetime import date
from decimal import Decimal

import pytest

from frankpledge.evidence.assessments.rules.basis import Part, basis_of
from frankpledge.evidence.assessments.rules.cycle import (
    Period,
    periods_of,
    standing,
    year_of,
    year_period,
)
from frankpledge.evidence.assessments.rules.shares import Share, may_share
from frankpledge.evidence.assessments.rules.states import may_approve, may_change, may_go, may_send
from frankpledge.evidence.assessments.rules.template import WrongTemplate, read_template


def test_a_year_runs_from_april():
    assert [year_of(date(2018, 3, 31)), year_of(date(2018, 4, 1))] == ["2017/18", "2018/19"]
    assert year_period("1999/00").ends == date(2000, 3, 31)
    with pytest.raises(ValueError, match="Give one such as 2018/19"):
        year_period("2018/20")


def test_quarters_of_a_year_make_it_up():
    quarters = periods_of("quarterly", "2019/20")
    assert [one.words for one in quarters] == [
        "April 2019 to June 2019",
        "July 2019 to September 2019",
        "October 2019 to December 2019",
        "January 2020 to March 2020",
    ]
    assert periods_of("annual", "2019/20") == (Period(quarters[0].starts, quarters[-1].ends),)


def test_one_a_year_is_all_that_the_law_asks():
    quarters = periods_of("quarterly", "2018/19")
    assert standing("quarterly", "2018/19", quarters).words == (
        "4 of 4 made in 2018/19; at least one a year (SI 2007/1830 regs 5 to 7) is met"
    )
    one = standing("quarterly", "2018/19", quarters[:1])
    assert one.annual_met
    assert one.missing == quarters[1:]
    none = standing("quarterly", "2018/19", ())
    assert not none.annual_met
    assert none.missing == quarters


def test_one_of_another_year_does_not_count():
    other = periods_of("annual", "2017/18")
    assert not standing("annual", "2018/19", other).annual_met


def test_shares_make_up_the_whole_or_words_say_what_is_not_known():
    two = [Share("council", Decimal(60)), Share("police", Decimal(40))]
    assert may_share(two, "")
    assert may_share([], "")
    assert "come to 60%" in may_share(two[:1], "").reason
    assert may_share([Share("council"), Share("police")], "Not recorded.")
    assert "come to 0%" in may_share([Share("council")], " ").reason
    assert "Together they are 100%" in may_share([*two, Share("fire", Decimal(1))], "x").reason
    assert "twice" in may_share([two[0], Share("council", Decimal(40))], "").reason


FIVE = [Part(f"CSP {n}", (f"District {n}",), True, made="Assessment") for n in range(5)]
BY_CHOICE = Part("Safer Peterborough", ("Peterborough",), False, made="Assessment")


def test_a_basis_is_complete_with_every_district():
    found = basis_of("2018/19", [BY_CHOICE, *FIVE])
    assert found.complete
    assert found.words == (
        "Basis complete: 5 of 5 districts. Taking part by choice: Safer Peterborough."
    )


def test_a_basis_is_incomplete_without_one_and_a_unitary_area_does_not_stand_in():
    four = [*FIVE[:4], Part("CSP 4", ("District 4",), True, begun=True), BY_CHOICE]
    found = basis_of("2018/19", four)
    assert not found.complete
    assert found.words.startswith("Basis incomplete: 4 of 5 districts. Missing: District 4.")


def test_one_partnership_of_two_districts_stands_for_both():
    found = basis_of("2018/19", [Part("CSP", ("Babergh", "Mid Suffolk"), True, made="One")])
    assert found.complete
    assert found.words == "Basis complete: 2 of 2 districts."


def test_an_area_without_districts_rests_on_nothing():
    assert not basis_of("2018/19", [BY_CHOICE]).complete


def test_states_of_an_assessment():
    assert may_change("draft")
    assert "Take it back" in may_change("in review").reason
    assert "stays as it is" in may_change("published").reason
    assert "holds no finding" in may_send("draft", empty=(), findings=0).reason
    assert "“Harm”" in may_send("draft", empty=("Harm",), findings=1).reason
    assert "not agreed" in may_approve("in review", unagreed=(3, 7), unsettled=0).reason
    assert "1 comment" in may_approve("in review", unagreed=(), unsettled=1).reason
    assert may_approve("in review", unagreed=(), unsettled=0)
    assert may_go("draft", "published").reason == (
        "This assessment is draft. What can be done: send it for review."
    )


# ---------------------------------------------------------------- templates


def test_a_template_is_read():
    found = read_template(
        {
            "title": "Needs assessment",
            "threshold": 10,
            "sections": [{"heading": "What has changed", "topic": "changes"}],
            "bodies": [
                {
                    "body": "csp",
                    "producer": "council",
                    "cycle": "quarterly",
                    "shares": [
                        {"body": "council", "percent": 62.5},
                        {"body": "csp", "percent": 37.5},
                    ],
                    "from": "2018-04-01",
                }
            ],
        },
        ["csp", "council"],
    )
    (section,), (production,) = found.sections, found.productions
    assert (section.slug, section.topic, found.threshold) == ("what-has-changed", "changes", 10)
    assert production.starts == date(2018, 4, 1)
    assert [one.percent for one in production.shares] == [Decimal("62.5"), Decimal("37.5")]


def test_every_mistake_of_a_template_is_named_where_it_stands():
    with pytest.raises(WrongTemplate) as wrong:
        read_template(
            {
                "tittle": "x",
                "title": "Needs assessment",
                "threshold": 1,
                "sections": [
                    {"heading": "Harm", "topic": "damage"},
                    {"heading": "Harm"},
                    {"guidance": "Nothing"},
                ],
                "bodies": [
                    {"body": "csp", "producer": "nobody", "cycle": "monthly"},
                    {
                        "body": "csp",
                        "producer": "csp",
                        "shares": [{"body": "csp", "percent": "half"}],
                    },
                    {"body": "csp", "producer": "csp", "shares": [{"body": "csp", "percent": 40}]},
                ],
            },
            ["csp"],
        )
    told = "\n".join(wrong.value.mistakes)
    for words in (
        "the template: “tittle” was found; expected was one of title",
        "threshold: 1 was found; expected was a whole number from 3 to 20.",
        "sections, 1, topic: “damage” was found; expected was one of summary, changes",
        "sections: two are called “harm” was found",
        "sections, 3, heading: None was found; expected was words.",
        "bodies, 1, producer: “nobody” was found; expected was the short name of a body",
        "bodies, 1, cycle: “monthly” was found; expected was annual or quarterly.",
        "bodies, 2, shares, 1: The share of csp, “half”, is no number.",
        "bodies, 3, shares: The shares come to 40%.",
    ):
        assert words in told


@pytest.mark.parametrize("data", [None, [], "x", {"title": "x", "sections": "y"}])
def test_what_is_no_template_is_said_to_be_none(data):
    with pytest.raises(WrongTemplate):
        read_template(data)
