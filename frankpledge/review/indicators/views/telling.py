"""The facts of an indicator, as its page lists them."""

from typing import Any

from frankpledge.review.indicators.models import Indicator, IndicatorBaseline
from frankpledge.review.indicators.queries.page import IndicatorPage
from frankpledge.review.indicators.rules.periods import FREQUENCIES, Period
from frankpledge.review.indicators.rules.wording import aim_words
from frankpledge.shared.words import spell_day


def told(page: IndicatorPage) -> list[dict[str, Any]]:
    """What it is, what it is held against, whose it is and where its figures come from."""
    one = page.line.indicator
    rows: list[dict[str, Any]] = [
        {"key": "What it is", "value": one.definition or {"reason": "not defined yet"}},
        {"key": "Which way", "value": one.get_direction_display()},
        *_aims(page),
        {"key": "Source", "value": one.source or {"reason": "not stated yet"}},
        {"key": "Figures come", "value": FREQUENCIES[one.frequency], "note": _due(page)},
    ]
    if one.lag:
        rows.append({"key": "How old its figures are", "value": one.lag})
    rows.append({"key": "Answers for it", "value": page.line.facts.owner})
    if one.priority:
        rows.append({"key": "Priority", "value": str(one.priority)})
    if page.like_for_like:
        rows.append({"key": "Like for like", "value": _capital(page.like_for_like.words)})
    if one.ended:
        rows.append({"key": "Ended on", "value": one.ended, "note": one.ended_why})
    return rows


def _aims(page: IndicatorPage) -> list[dict[str, Any]]:
    facts = page.line.facts
    rows: list[dict[str, Any]] = []
    if facts.baseline:
        rows.append(
            {
                "key": "Baseline",
                "value": baseline_words(facts.indicator, facts.baseline, page),
                "note": facts.baseline.source,
            }
        )
    else:
        rows.append({"key": "Baseline", "value": {"reason": "none is set"}})
    if facts.target:
        rows.append({"key": "Target", "value": target_words(page), "note": facts.target.source})
    elif facts.indicator.direction != "neither":
        rows.append({"key": "Target", "value": {"reason": "none is set"}})
    return rows


def baseline_words(one: Indicator, baseline: IndicatorBaseline, page: IndicatorPage) -> str:
    """A baseline and its rule: "100 on the index, average of 2005 to 2009"."""
    figure = aim_words(baseline.value, page.line.facts.scale, one.unit)
    whole = baseline.starts.month == 1 and (baseline.ends.month, baseline.ends.day) == (12, 31)
    first, last = baseline.starts.year, baseline.ends.year
    if baseline.rule == "years" and whole:
        rule = str(first) if first == last else f"average of {first} to {last}"
    else:
        span = Period(baseline.starts, baseline.ends).words
        rule = {"years": span, "period": f"a year of {span}", "stated": f"stated, {span}"}[
            baseline.rule
        ]
    return f"{figure}, {rule}"


def target_words(page: IndicatorPage) -> str:
    """A target, its figure and its rule: "At least −40% by 2020: 60 on the index"."""
    facts = page.line.facts
    target = facts.course.target
    assert target is not None  # the caller has looked
    figure = target.figure(facts.course.baseline)
    said = _capital(target.words)
    if figure is not None:
        said = f"{said}: {aim_words(figure, facts.scale, facts.indicator.unit)}"
    if target.tolerance:
        said = f"{said}; within {target.tolerance.normalize():f}% of its way is at risk"
    return said


def _due(page: IndicatorPage) -> str:
    due = page.line.due
    if due is None:
        return ""
    late = " and is late" if page.line.late else ""
    return f"The figure for {due.period.words} was due by {spell_day(due.on)}{late}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
