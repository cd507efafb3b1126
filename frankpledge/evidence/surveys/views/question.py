"""One question: its answers, what goes together, what moved, and what is recorded beside it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from frankpledge.evidence.surveys.access import access_question, access_survey
from frankpledge.evidence.surveys.counting import NUMBERS, Counting, waves
from frankpledge.evidence.surveys.models import SurveyQuestion
from frankpledge.evidence.surveys.papers import beside_words, source_line
from frankpledge.evidence.surveys.permissions import can_keep, can_read_all
from frankpledge.evidence.surveys.queries.lists import earlier_waves
from frankpledge.evidence.surveys.views.survey import shown
from frankpledge.evidence.surveys.views.trail import crumbs, url
from frankpledge.partnership.requests import Looking
from frankpledge.shared.asking import with_query
from frankpledge.shared.tables import csv_response
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import spell_day

HOW_MANY = [
    "Answers given",
    {"label": "Exactly so many", "numeric": True},
    {"label": "So many or more", "numeric": True},
]
# More places than these are no list of links; the table has them all.
MOST_PLACES = 24
WAVES = ["Answer", "What moved"]


def question(request: Looking, area: str, number: int, slug: str) -> HttpResponse:
    """A question's page. Places, what goes together and waves are for those inside the area:
    each narrows down who it is about, and they are not guarded against each other."""
    survey = access_survey(request.viewer, area, number)
    found = access_question(request.viewer, survey, slug)
    inside = bool(can_read_all(request.viewer, survey))
    counting, problem = _counting(request, found, inside=inside)
    several = found.kind == "multiple" and inside
    context: dict[str, Any] = {
        "breadcrumbs": crumbs(survey, public=not inside),
        "survey": survey,
        "question": found,
        "inside": inside,
        "problem": problem,
        "place": counting.place,
        "shown": shown(counting, found),
        "csv_url": url("figures-csv", survey, slug),
        "source": source_line(survey, counting.place),
        "places": _places(request, counting) if inside and found.kind != "place" else [],
        "how_many_columns": HOW_MANY,
        "how_many": _how_many(counting, found) if several else [],
        "together": _together(request, counting, found) if several else None,
        "wave_columns": WAVES,
        "waves": _waves(found) if inside and not counting.place else [],
        "besides": _besides(counting, found),
        "beside_url": url("beside", survey, slug)
        if can_keep(request.viewer, survey) and survey.state == "kept" and found.options
        else "",
    }
    return render(request, "surveys/question.html", context)


def _counting(request: Looking, found: SurveyQuestion, *, inside: bool) -> tuple[Counting, str]:
    place = request.GET.get("place", "")[:200] if inside else ""
    try:
        return Counting(found.survey, public=not inside, place=place), ""
    except Refused as no:
        return Counting(found.survey, public=not inside), no.reason


def _places(request: Looking, counting: Counting) -> list[dict[str, Any]]:
    if not 2 <= len(counting.places) <= MOST_PLACES:
        return []
    options = [("", "Everywhere"), *((one, one) for one in counting.places)]
    return [
        {
            "label": "Place",
            "options": [
                {
                    "label": label,
                    "url": with_query(request.path, request, place=value or None),
                    "current": counting.place == value,
                }
                for value, label in options
            ],
        }
    ]


def _how_many(counting: Counting, found: SurveyQuestion) -> list[list[str]]:
    return [
        [_needs(one.needs, found.most), one.exactly.words, one.or_more.words]
        for one in counting.how_many(found)
    ]


def _needs(count: int, most: int | None) -> str:
    if count == most:
        return f"{count}, the most that could be recorded"
    return f"{count}" if count else "None"


def _together(request: Looking, counting: Counting, found: SurveyQuestion) -> dict[str, Any]:
    """Which answers were ticked, and how many gave any and all of them."""
    chosen = [one for one in request.GET.getlist("with") if one in found.options]
    told: dict[str, Any] = {
        "options": [(n, one, one in chosen) for n, one in enumerate(found.options)],
        "place": counting.place,
    }
    if not request.GET.getlist("with"):
        return told
    try:
        both = counting.together(found, chosen)
    except Refused as no:
        return told | {"problem": no.reason}
    return told | {
        "rows": [
            {"key": "Any of them", "value": both.any_of_them.words},
            {"key": "All of them", "value": both.all_of_them.words},
            {
                "key": "From the percentages alone",
                "value": both.bounds.words if both.bounds else {"reason": "cannot be said"},
                "note": "any of them, if there were no records",
            },
        ]
    }


def _waves(found: SurveyQuestion) -> list[dict[str, Any]]:
    return [
        {"survey": survey, "words": moved, "rows": []}
        if isinstance(moved, str)
        else {"survey": survey, "rows": [[one.option, one.words] for one in moved]}
        for survey, moved in waves(found, earlier_waves(found))
    ]


def _besides(counting: Counting, found: SurveyQuestion) -> list[dict[str, Any]]:
    told = []
    for one in found.besides.all():
        try:
            part = Counting(counting.survey, public=counting.public, place=one.place)
            table = part.table(found)
        except Refused:
            continue
        if table is not None:
            told.append(
                {
                    "words": beside_words(one, table, public=counting.public),
                    "as_at": f"As at {spell_day(one.as_at.date())}, {', '.join(one.releases)}",
                    "remove": url("beside-remove", found.survey, found.slug, one.pk),
                }
            )
    return told


def figures_csv(request: Looking, area: str, number: int, slug: str) -> HttpResponse:
    """A question's answers as a file, with the source in its last row; guarded as on the page."""
    survey = access_survey(request.viewer, area, number)
    found = access_question(request.viewer, survey, slug)
    counting, _ = _counting(request, found, inside=bool(can_read_all(request.viewer, survey)))
    if found.kind in NUMBERS:
        rows: list[list[str]] = [[found.words, counting.numbers(found).words]]
    else:
        told = shown(counting, found, drawn=False)
        head = [one if isinstance(one, str) else one["label"] for one in told["columns"]]
        rows = [head, *told["rows"], [told["base"]], *([note] for note in told["notes"])]
    return csv_response(f"{slug}.csv", [*rows, [source_line(survey, counting.place)]])
