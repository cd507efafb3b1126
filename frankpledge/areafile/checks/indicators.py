"""Indicators of an area file: do they hang together?"""

from datetime import date
from typing import Any

from frankpledge.areafile import figures
from frankpledge.areafile.checks.known import Known
from frankpledge.areafile.reading import Where
from frankpledge.review.indicators.measures import measure_named
from frankpledge.review.indicators.rules.baselines import NoFigures, worked_out
from frankpledge.review.indicators.rules.breaks import may_be_baseline
from frankpledge.review.indicators.rules.known import Entry, known_on
from frankpledge.review.indicators.rules.recording import RESERVED, may_record

Given = dict[str, Any]
PERIOD = "a period such as “2018”, “2018/19”, “Q1 2018/19”, “July 2018” or “1 October 2018”"
COURSE = ("on course", "not on course")


def check(known: Known) -> None:
    """Note every mistake in indicators and breakdowns."""
    found = {(told["body"], told["slug"]) for _, told in known.records("indicators")}
    priorities = {
        (one["board"], one["year"], one["slug"]) for _, one in known.records("priorities")
    }
    taken: set[tuple[str, str]] = set()
    for n, told in known.records("indicators"):
        where: Where = ("indicators", n)
        _indicator(known, where, told, priorities)
        _figures(known, where, told)
        _aims(known, where, told)
        for m, other in enumerate(told.get("apart", [])):
            if (other["body"], other["slug"]) not in found:
                at = (*where, "apart", m, "slug")
                known.mistake(at, other["slug"], "an indicator of this file")
        if (told["body"], told["slug"]) in taken:
            known.mistake((*where, "slug"), told["slug"], "this indicator is here twice; keep one")
        taken.add((told["body"], told["slug"]))
    for n, told in known.records("breakdowns"):
        _breakdown(known, ("breakdowns", n), told)
    listed = [told for _, told in known.records("breakdowns")]
    places = [n for n, _ in known.records("breakdowns")]
    known.twice(("breakdowns",), listed, _name, "this breakdown", places)


def _name(told: Given) -> tuple[str, str]:
    return (told["body"], told["slug"])


def _indicator(known: Known, where: Where, told: Given, priorities: set[Any]) -> None:
    known.body((*where, "body"), told["body"])
    known.body((*where, "owner"), told.get("owner"))
    if told["slug"] in RESERVED:
        known.mistake((*where, "slug"), told["slug"], "another name: pages have this one")
    if (told["kind"] == "rate") != ("per" in told):
        known.mistake((*where, "kind"), told["kind"], "“per” for a rate, and for nothing else")
    one = told.get("priority")
    if one and (one["board"], one["year"], one["slug"]) not in priorities:
        known.mistake((*where, "priority", "slug"), one["slug"], "a priority of this file")
    name = told.get("measure")
    if name and measure_named(name) is None:
        known.mistake((*where, "measure"), name, "the name of a measure that Frankpledge has")
    for n, said in enumerate(told.get("statements", [])):
        if (said["subject"] == "course") != (said["word"] in COURSE):
            expected = "“on course” or “not on course” for a course, another word for the rest"
            known.mistake((*where, "statements", n, "word"), said["word"], expected)


def _figures(known: Known, where: Where, told: Given) -> None:
    """Each figure stands beside those before it as it would on a page."""
    series = {one["name"] for one in told.get("series", [])}
    known.twice((*where, "series"), told.get("series", []), lambda one: one["name"], "this series")
    held: dict[str, list[Entry]] = {}
    for n, figure in enumerate(told.get("figures", [])):
        at = (*where, "figures", n)
        name = figure.get("series", "")
        if name and name not in series:
            known.refer((*at, "series"), name, series, "series of this indicator")
            continue
        entry = figures.entry(figure, told, n)
        if entry is None:
            known.mistake((*at, "period"), figure["period"], PERIOD)
            continue
        before = held.setdefault(name, [])
        same = [one for one in before if one.period == entry.period]
        last = next(iter(known_on(same, date.max)), None)
        others = {one.period for one in before}
        verdict = may_record(figures.scale(told), told["frequency"], entry, others, last)
        if not verdict:
            known.mistake((*at, "period"), figure["period"], verdict.reason)
        elif any(one.recorded == entry.recorded for one in same):
            expected = "a later “recorded” day for a revision; the period has a figure of this day"
            known.mistake((*at, "period"), figure["period"], expected)
        before.append(entry)


def _aims(known: Known, where: Where, told: Given) -> None:
    for key in ("baselines", "targets"):
        listed = told.get(key, [])
        known.twice((*where, key), listed, lambda one: one["adopted"], f"a {key[:-1]} of this day")
    breaks = told.get("breaks", [])
    known.twice((*where, "breaks"), breaks, lambda one: one["on"], "a break on this day")
    for n, one in enumerate(told.get("baselines", [])):
        _baseline(known, (*where, "baselines", n), told, one)
    for n, one in enumerate(told.get("targets", [])):
        at = (*where, "targets", n)
        if ("percent" in one) == ("value" in one):
            known.mistake((*at, "by"), one["by"], "either “percent” or “value” of a target")
        if told["direction"] == "neither":
            known.mistake((*at, "by"), one["by"], "no target where neither direction is better")
        if one["by"] <= one["adopted"]:
            known.mistake((*at, "by"), one["by"], "a day after the target was adopted")


def _baseline(known: Known, where: Where, told: Given, one: Given) -> None:
    period, adopted = figures.baseline_period(one), date.fromisoformat(one["adopted"])
    verdict = may_be_baseline(period, figures.breaks(told), adopted)
    if not verdict:
        known.mistake((*where, "from"), one["from"], verdict.reason)
    elif (one["rule"] == "stated") != ("value" in one):
        known.mistake((*where, "rule"), one["rule"], "“value” for a stated one, and no other")
    elif one["rule"] != "stated":
        entries = known_on(figures.own_entries(told), date.max)
        try:
            worked_out(figures.scale(told), entries, one["rule"], period)
        except NoFigures as error:
            known.mistake((*where, "from"), one["from"], str(error))


def _breakdown(known: Known, where: Where, told: Given) -> None:
    known.body((*where, "body"), told["body"])
    known.twice((*where, "parts"), told["parts"], lambda one: one["name"], "this part")
    for n, part in enumerate(told["parts"]):
        at = (*where, "parts", n, "name")
        if ("percent" in part) == ("count" in part):
            known.mistake(at, part["name"], "either “percent” or “count” of a part")
        levels = ("at_least" in part) + ("exactly" in part)
        if levels != (told["kind"] == "levels"):
            expected = "“at_least” or “exactly” for levels, and neither for other kinds"
            known.mistake(at, part["name"], expected)
