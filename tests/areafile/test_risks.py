"""Risks in an area file: loaded, loaded again, and every mistake told."""

import pytest

from frankpledge.areafile.checks import checked
from frankpledge.areafile.operations import load
from frankpledge.review.risks.models import Cause, Escalation, Risk, RiskMatrix, RiskScore
from frankpledge.review.risks.operations import score_risk
from frankpledge.review.risks.queries import line_of
from tests.areafile.small import SMALL
from tests.areafile.small import line_of as line_with
from tests.risks.support import GROUP
from tests.support.county import OCTOBER, area_file

RISKS = (
    SMALL
    + """\
risk_matrices:
  - likelihood: [Rare, Likely]
    impact: [Small, Large]
    bands: [{name: Green, up_to: 2}, {name: Red}]
  - from: 2018-06-01
    likelihood: [Prin, Posibl, Tebygol]
    impact: [Bach, Mawr]
    bands: [{name: Isel}, {name: Uchel}]
    cells: [[Isel, Isel], [Isel, Uchel], [Uchel, Uchel]]
    source: Penderfyniad y bwrdd
risk_causes:
  - {slug: drought, name: Drought}
risks:
  - register: fire
    number: 1
    title: Dry grass burns
    owner: fire
    cause: drought
    priority: {board: shire-board, year: 2018/19, slug: fires}
    raised: 2018-05-01
    funding: {ends: 2019-03-31, pounds: 1500.5}
    scores:
      - {on: 2018-05-01, likelihood: Likely, impact: Large}
      - {on: 2018-07-01, likelihood: "3", impact: Mawr, target: true}
    controls: [{text: Watch towers, from: 2018-05-01}]
    mentions: [{board: shire-board, month: 2018-05}, {board: shire-board, on: 2018-10-11}]
    escalations:
      - {to: shire-board, on: 2018-06-01, why: Help, state: returned, answered: 2018-06-02}
      - {to: shire-board, on: 2018-07-01, why: Y, state: accepted, answered: 2018-07-02, became: 1}
  - {register: shire-board, number: 1, title: Dry grass burns, raised: 2018-07-02}
  - {register: fire, number: 2, title: Pumps rust,
     raised: 2018-05-01, closed: 2018-06-01, closed_why: Painted}
"""
)


def changed(*pairs):
    text = RISKS
    for was, now in pairs:
        assert text.count(was) == 1, was
        text = text.replace(was, now)
    return text


def test_all_of_it_is_loaded(db, tmp_path):
    load(area_file(tmp_path, RISKS))
    risk = Risk.objects.get(register__slug="fire", number=1)
    line = line_of(risk, OCTOBER)
    assert line.scored
    assert line.target
    assert (line.band, line.scored.words) == ("Red", "4 of 4, likely × large")
    assert (line.target.band, line.target.words) == ("Uchel", "6 of 6, tebygol × mawr")
    assert (line.persistent, risk.cliff_pence) == (True, 150_050)
    assert [one.when for one in risk.mentions.all()] == ["May 2018", "11 October 2018"]
    assert [one.state for one in Escalation.objects.all()] == ["returned", "accepted"]
    assert not line_of(Risk.objects.get(title="Pumps rust"), OCTOBER).open


def test_loading_again_changes_nothing(db, tmp_path):
    load(area_file(tmp_path, RISKS))
    assert load(area_file(tmp_path, RISKS)).summary.startswith("Nothing to change")


def test_what_was_scored_since_stays_and_what_the_file_drops_goes(db, tmp_path):
    load(area_file(tmp_path, RISKS))
    risk = Risk.objects.get(register__slug="fire", number=1)
    score_risk(
        by=GROUP, risk=risk, on=OCTOBER, today=OCTOBER, likelihood=1, impact=1, why="It rained"
    )
    line = '      - {on: 2018-07-01, likelihood: "3", impact: Mawr, target: true}\n'
    load(area_file(tmp_path, changed((line, ""))))
    assert [one.why for one in RiskScore.objects.filter(risk=risk)] == ["", "It rained"]


def test_a_file_without_risks_takes_its_matrices_and_causes_away_only_where_nothing_needs_them(
    db, tmp_path
):
    load(area_file(tmp_path, RISKS))
    sync = load(area_file(tmp_path, SMALL))
    assert RiskMatrix.objects.count() == 0
    assert Cause.objects.count() == 1
    assert "other records need it" in sync.summary


BROKEN = {
    "a matrix of one level": (
        ("  - likelihood: [Rare, Likely]\n", "  - likelihood: [Rare]\n"),
        ("[Rare]", "2 to 6 names"),
    ),
    "a matrix of seven levels": (
        ("    impact: [Small, Large]\n", "    impact: [a, b, c, d, e, f, g]\n"),
        ("a, b, c", "2 to 6 names"),
    ),
    "a band that ends before the last": (
        ("{name: Red}", "{name: Red, up_to: 1}"),
        ("up_to: 1}", "more than 2, where the band before ends"),
    ),
    "a last band that does not reach the corner": (
        ("{name: Red}", "{name: Red, up_to: 3}"),
        ("up_to: 3}", "must take in 4, the highest product"),
    ),
    "a band without its product": (
        ("{name: Green, up_to: 2}", "{name: Green}"),
        ("{name: Green}", "give “up_to”"),
    ),
    "a band twice": (("{name: Red}", "{name: Green}"), ("name: Green}", "this band is here twice")),
    "a row of cells too few": (
        ("[[Isel, Isel], [Isel, Uchel], [Uchel, Uchel]]", "[[Isel, Isel], [Uchel, Uchel]]"),
        ("cells:", "3 rows of cells, one for each likelihood"),
    ),
    "a cell too few": (
        ("[Isel, Uchel], [Uchel", "[Isel], [Uchel"),
        ("[Isel], [Uchel", "2 cells, one for each impact"),
    ),
    "a cell of no band": (
        ("[Isel, Uchel], [Uchel", "[Isel, Uchal], [Uchel"),
        ("Uchal", "no band of this name in the file; did you mean “Uchel”?"),
    ),
    "a level that was not on the matrix of its day": (
        ("likelihood: Likely, impact: Large", "likelihood: Tebygol, impact: Large"),
        ("Tebygol, impact: Large", "one of Rare and Likely, or a number from 1 to 2"),
    ),
    "a score before the risk was raised": (
        ("{on: 2018-05-01, likelihood", "{on: 2018-04-01, likelihood"),
        ("2018-04-01, like", "a day since 1 May 2018"),
    ),
    "a cause that is not in the file": (
        ("cause: drought", "cause: draught"),
        ("draught", "no cause of this name in the file; did you mean “drought”?"),
    ),
    "a priority that nobody set": (
        ("slug: fires}\n    raised", "slug: floods}\n    raised"),
        ("slug: floods", "no priority of this board, year and name"),
    ),
    "a register of no body": (
        ("{register: fire, number: 2", "{register: fir, number: 2"),
        ("register: fir,", "did you mean “fire”?"),
    ),
    "a number twice": (
        ("{register: fire, number: 2", "{register: fire, number: 1"),
        ("Pumps rust", "this number in this register is here twice"),
    ),
    "closed without a reason": (
        (", closed_why: Painted", ""),
        ("Pumps rust", "both its day, “closed”, and the reason"),
    ),
    "closed before it was raised": (
        ("closed: 2018-06-01", "closed: 2018-04-01"),
        ("closed: 2018-04-01", "a day since 1 May 2018"),
    ),
    "a mention of no day": (
        ("{board: shire-board, month: 2018-05}", "{board: shire-board}"),
        ("mentions:", "the day of the meeting, “on”, or its “month”"),
    ),
    "accepted, and become nothing": (
        (", became: 1", ""),
        ("state: accepted", "says which it “became”"),
    ),
    "accepted, and become a risk that is not there": (
        ("became: 1", "became: 9"),
        ("became: 9", "no risk of this number in the register of shire-board"),
    ),
    "answered without a day": (
        (", answered: 2018-06-02", ""),
        ("state: returned", "both its day, “answered”, and its “state”"),
    ),
    "answered before it was asked": (
        ("answered: 2018-06-02", "answered: 2018-05-02"),
        ("answered: 2018-05-02", "a day since 1 June 2018"),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_every_mistake_is_told_with_its_line(db, tmp_path, name):
    change, (mark, expected) = BROKEN[name]
    text = changed(change)
    found = checked(area_file(tmp_path, text)).mistakes
    assert len(found) == 1, found
    assert expected in str(found[0])
    assert found[0].line == line_with(text, mark), found[0]
