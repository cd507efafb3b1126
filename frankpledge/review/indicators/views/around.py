"""What stands around an indicator on its page: buttons, links, comparisons, what was said."""

from typing import Any

from django.urls import reverse

from frankpledge.review.indicators.models import IndicatorStatement
from frankpledge.review.indicators.queries.page import IndicatorPage
from frankpledge.review.indicators.rules.saying import stated_words
from frankpledge.review.indicators.rules.wording import base_warning
from frankpledge.shared.words import spell_day

LINKS = (
    ("Set a baseline", "baseline"),
    ("Set a target", "target"),
    ("Mark a break in the series", "break"),
    ("Add figures to hold it against, such as the national ones", "series"),
    ("Keep what was said of it without figures", "said"),
    ("Keep it apart from another indicator", "apart"),
    ("Change what it is", "change"),
    ("End it", "end"),
)
REVISION_COLUMNS = ["Period", {"label": "Figure", "numeric": True}, "Recorded", "Standing"]


def around(page: IndicatorPage, *, keeps: bool, adds: bool) -> dict[str, Any]:
    """All of it, for the page's template."""
    one = page.line.indicator
    where = [one.body.slug, one.slug]
    due = page.line.due
    said = [said for said in page.line.facts.statements if said.about == "course"]
    return {
        "buttons": _buttons(page, where, keeps=keeps, adds=adds),
        "links": [(label, reverse(f"indicators:{name}", args=where)) for label, name in LINKS],
        "comparisons": _comparisons(page),
        "stated_course": [_stated(one) for one in reversed(said)],
        "base_warning": base_warning(page.line.last),
        "revision_columns": REVISION_COLUMNS,
        "due_title": f"The figure for {due.period.words} is wanted" if due else "",
        **_empty(page, where, adds=adds),
    }


def _buttons(
    page: IndicatorPage, where: list[str], *, keeps: bool, adds: bool
) -> list[tuple[str, str]]:
    if not adds or page.line.indicator.measure:
        return []
    found = [("Add a figure", reverse("indicators:add", args=where))]
    if keeps:
        found.append(("Import figures", reverse("indicators:import-one", args=where)))
    if page.line.last:
        found.append(("Withdraw a figure", reverse("indicators:withdraw", args=where)))
    return found


def _comparisons(page: IndicatorPage) -> list[dict[str, str]]:
    """By its figures, then as it was stated without any."""
    by_figures = [
        {"text": one.words, "note": _of_series(one.series.source, one.series.method)}
        for one in page.others
        if one.words
    ]
    said = [one for one in page.line.facts.statements if one.about != "course"]
    return [*by_figures, *(_stated(one) for one in reversed(said))]


def _of_series(source: str, method: str) -> str:
    adjusted = f"Adjusted: {method}" if method else ""
    return ". ".join(filter(None, (adjusted, source)))


def _stated(one: IndicatorStatement) -> dict[str, str]:
    when = f"{one.source}, {spell_day(one.on)}"
    return {
        "text": stated_words(one.about, one.word, one.place, one.on),
        "note": " ".join(filter(None, (one.text, f"Stated: {when}"))),
    }


def _empty(page: IndicatorPage, where: list[str], *, adds: bool) -> dict[str, str]:
    """What an indicator without figures says, and to whom."""
    why = (
        "It is defined and has no figures yet. Its chart, its table and how it stands to a target "
    )
    if page.line.indicator.measure:
        return {"empty_why": f"{why}stand here once the first has been taken from its measure."}
    if not adds:
        return {"empty_why": f"{why}stand here once {page.line.facts.owner} has brought the first."}
    return {
        "empty_why": f"{why}stand here once the first has come.",
        "empty_label": "Add the first figure",
        "empty_url": reverse("indicators:add", args=where),
    }
