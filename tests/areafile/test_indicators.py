"""Indicators and breakdowns in an area file: loaded, loaded again, every mistake told."""

import pytest

from frankpledge.areafile.checks import checked
from frankpledge.areafile.operations import load
from frankpledge.review.indicators.models import (
    Breakdown,
    Indicator,
    IndicatorPair,
    IndicatorValue,
)
from frankpledge.review.indicators.queries import line_of
from tests.areafile.small import SMALL
from tests.areafile.small import line_of as line_with
from tests.indicators.support import record, year
from tests.support.county import OCTOBER, area_file

TOLD = (
    SMALL
    + """\
indicators:
  - body: fire
    slug: fires
    name: Fires put out late
    unit: fires
    kind: count
    direction: lower
    frequency: yearly
    owner: shire-board
    priority: {board: shire-board, year: 2018/19, slug: fires}
    defined: 2017-01-01
    series: [{name: England, kind: national}]
    figures:
      - {period: "2014", value: 100}
      - {period: "2015", value: 90}
      - {period: "2016", value: 70, standing: provisional}
      - {period: "2016", value: 71, standing: revised, recorded: 2017-09-01}
      - {period: "2016", value: 66, series: England}
    breaks: [{on: 2017-04-01, what: New form, months: 24}]
    baselines: [{rule: years, from: 2014-01-01, until: 2014-12-31, adopted: 2017-01-01}]
    targets: [{percent: -40, by: 2018-12-31, adopted: 2017-02-01, tolerance: 5}]
    statements: [{subject: course, word: on course, on: 2018-01-01, source: Report}]
    apart: [{body: fire, slug: alarms, why: Alarms are no fires}]
  - body: fire
    slug: alarms
    name: False alarms
    unit: of alarms
    kind: percent
    direction: lower
    frequency: quarterly
    defined: 2018-01-01
    figures: [{period: "Q1 2018/19", numerator: 12, denominator: 60}]
breakdowns:
  - body: fire
    slug: places
    title: Where it burns
    kind: overlap
    base: 200
    of: fires
    published: 2018-01-01
    source: Report
    parts: [{name: Fields, percent: 40}, {name: Edges, percent: 30}]
"""
)


def changed(*pairs):
    text = TOLD
    for was, now in pairs:
        assert text.count(was) == 1, was
        text = text.replace(was, now)
    return text


def test_all_of_it_is_loaded(db, tmp_path):
    load(area_file(tmp_path, TOLD))
    line = line_of(Indicator.objects.get(slug="fires"), OCTOBER)
    assert (line.latest, line.state) == ("71 fires", "on course")
    assert line.stated == ("On course",)
    assert line_of(Indicator.objects.get(slug="alarms"), OCTOBER).latest == "20%, 12 of 60"
    assert IndicatorPair.objects.get().why == "Alarms are no fires"
    assert Breakdown.objects.get().parts.count() == 2


def test_loaded_again_it_changes_nothing_and_what_was_added_stays(db, tmp_path):
    path = area_file(tmp_path, TOLD)
    load(path)
    again = load(path)
    assert again.summary == "Nothing to change: all of it was loaded before."
    record(Indicator.objects.get(slug="fires"), year(2017), 50, on=OCTOBER)
    assert load(path).summary == again.summary
    path.write_text(changed(('      - {period: "2015", value: 90}\n', "")))
    assert "Removed: 1 indicator value" in load(path).summary
    assert IndicatorValue.objects.filter(value=50).exists()


MISTAKES = {
    "a body that is not there": (("owner: shire-board", "owner: shire-bord"), "shire-bord", "mean"),
    "a priority that is not there": (
        ("year: 2018/19, slug: fires}\n    defined", "year: 2019/20, slug: fires}\n    defined"),
        "year: 2019/20",
        "a priority of this file",
    ),
    "a period in other words": (('"2015", value', '"last year", value'), "last year", "“2018/19”"),
    "a month for a year": (('"2015", value', '"May 2015", value'), "May 2015", "twelve months"),
    "half a count": (("value: 90", "value: 90.5"), "90.5", "whole number"),
    "a revision on the same day": (
        (", recorded: 2017-09-01", ""),
        "value: 71",
        "a later “recorded”",
    ),
    "a series that is not there": (("series: England}", "series: Engand}"), "Engand", "mean"),
    "a baseline across the break": (
        ("until: 2014-12-31, adopted: 2017-01-01", "until: 2017-12-31, adopted: 2018-01-01"),
        "until: 2017-12-31",
        "cannot lie across",
    ),
    "a baseline without its figures": (
        ("from: 2014-01-01, until", "from: 2012-01-01, until"),
        "from: 2012-01-01",
        "2012, 2013",
    ),
    "a stated baseline without its figure": (
        ("rule: years, from", "rule: stated, from"),
        "rule: stated",
        "“value” for a stated one",
    ),
    "a target of neither": (("percent: -40, by", "by"), "by: 2018-12-31", "either “percent”"),
    "a word that does not fit": (("word: on course", "word: above"), "word: above", "on course"),
    "a rate without per": (("kind: percent", "kind: rate"), "kind: rate", "“per” for a rate"),
    "another that is not there": (
        ("slug: alarms, why", "slug: bells, why"),
        "bells",
        "an indicator",
    ),
    "a part of both": (
        ("name: Fields, percent: 40", "name: Fields, percent: 40, count: 3"),
        "Fields",
        "either “percent” or “count”",
    ),
    "a level outside levels": (
        ("name: Fields, percent: 40", "name: Fields, percent: 40, at_least: 2"),
        "Fields",
        "neither for other kinds",
    ),
    "a figure that is text": (("value: 90", "value: ninety"), "ninety", "a number"),
    "a small count that gives itself away": (
        ("base: 200", "base: 200\n    hide_below: 2"),
        "hide_below: 2",
        "from 3",
    ),
    "one indicator twice": (("slug: alarms\n", "slug: fires\n"), "", "here twice"),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_each_mistake_is_told_with_its_line(db, tmp_path, kind):
    pair, mark, expected = MISTAKES[kind]
    text = changed(pair)
    found = checked(area_file(tmp_path, text)).mistakes
    told = [one for one in found if expected in one.expected]
    assert told, [str(one) for one in found]
    if mark:
        assert told[0].line == line_with(text, mark)
