"""One survey: what it is, who answered, each question, and what is stated beside it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe

from frankpledge.documents.charts import draw
from frankpledge.evidence.surveys.access import access_kept_survey, access_survey
from frankpledge.evidence.surveys.counting import Counting, returns_of
from frankpledge.evidence.surveys.forms.sending import WithdrawForm
from frankpledge.evidence.surveys.models import Survey, SurveyQuestion
from frankpledge.evidence.surveys.operations.keeping import withdraw_survey
from frankpledge.evidence.surveys.papers import (
    base_words,
    chart_of,
    notes_of,
    origin,
    table_of,
)
from frankpledge.evidence.surveys.permissions import can_keep, can_read_all
from frankpledge.evidence.surveys.queries.stated import stated_of
from frankpledge.evidence.surveys.views.trail import crumbs, url
from frankpledge.history.queries import entries_about
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused

# Of more questions a page would be long: their charts stand on their own pages.
MOST_DRAWN = 12
RELEVANCE = ["Service", {"label": "Score", "numeric": True}, "Outcome"]


def survey(request: Looking, area: str, number: int) -> HttpResponse:
    """A survey's page; the public sees the questions that an assessment has published."""
    found = access_survey(request.viewer, area, number)
    if found.state == "waiting":
        return redirect(found)
    inside = bool(can_read_all(request.viewer, found))
    keeps = bool(can_keep(request.viewer, found))
    counting = Counting(found, public=not inside)
    asked = [one for one in counting.questions if inside or one.published]
    questions = [shown(counting, one, drawn=len(asked) <= MOST_DRAWN) for one in asked]
    # Where so few did not answer that it is not said, the sum of all would say it.
    told = inside or not any(one.get("silent") for one in questions)
    returns = returns_of(found) if told else None
    context = {
        "breadcrumbs": crumbs(public=not inside),
        "found": found,
        "inside": inside,
        "keeps": keeps,
        "facts": _facts(found, inside=inside, told=told),
        "returns": returns,
        "questions": questions,
        "stated": stated_of(found, keeps=keeps) if inside else [],
        "relevance": _relevance(counting) if inside else None,
        "relevance_columns": RELEVANCE,
        "buttons": _buttons(found) if keeps and found.state == "kept" else [],
        "history": entries_about(found) if inside else [],
    }
    return render(request, "surveys/survey.html", context)


def _facts(found: Survey, *, inside: bool, told: bool) -> list[dict[str, Any]]:
    asked = f"{found.asked:,}" if found.asked else None
    rows: list[dict[str, Any]] = [
        {"key": "What it is", "value": found.get_kind_display()},
        {"key": "Made by", "value": found.producer.name_on(found.ends)},
        {"key": "Asked", "value": found.when},
        {"key": "Speaks for", "value": found.speaks_for},
        {"key": "Could answer", "value": asked or {"reason": "not known"}},
    ]
    if told:
        rows.append({"key": "Answered", "value": _answered(found)})
    if found.weighted:
        rows.append({"key": "Weights", "value": "a weight for each row"})
    if found.everybody:
        rows.append({"key": "Margin of chance", "value": "none: everybody was asked"})
    if found.source:
        rows.append({"key": "Written up in", "value": found.source})
    if found.earlier and inside:
        earlier = {"text": found.earlier.name, "url": found.earlier.get_absolute_url()}
        rows.append({"key": "The wave before", "value": earlier})
    if found.left_out and inside:
        rows.append({"key": "Columns left out", "value": ", ".join(found.left_out)})
    return rows


def _answered(found: Survey) -> Any:
    if found.returned is None:
        return {"reason": "not known"}
    return f"{found.returned:,}, one row for each {found.get_each_display()}"


def shown(counting: Counting, one: SurveyQuestion, *, drawn: bool = True) -> dict[str, Any]:
    """A question as the page shows it: its chart, its table and what to beware of."""
    told: dict[str, Any] = {"question": one, "url": one.get_absolute_url()}
    try:
        found = counting.table(one)
    except Refused as no:
        return told | {"numbers": no.reason}
    if found is None:
        return told | {"numbers": f"{counting.numbers(one).words}."}
    table = table_of(found)
    heads = ["".join(run.text for run in cell) for cell in table.head]
    chart = chart_of(found, origin(counting.survey, counting.place)) if drawn else None
    return told | {
        "chart": drawing(draw(chart)) if chart else None,
        "columns": [heads[0], *({"label": head, "numeric": True} for head in heads[1:])],
        "rows": [["".join(run.text for run in cell) for cell in row] for row in table.rows],
        "silent": found.not_answered is None,
        "base": base_words(found),
        "notes": notes_of(found, counting.survey),
    }


def drawing(svg: bytes) -> SafeString:
    """Our own chart as it stands on a page: every word in it is escaped by the engine."""
    return mark_safe(svg.decode("utf-8"))


def _relevance(counting: Counting) -> dict[str, Any] | None:
    try:
        found = counting.relevance()
    except Refused as no:
        return {"words": no.reason, "rows": []}
    if found is None:
        return None
    rows = [
        [one.service, one.score if one.score is not None else None, one.outcome.capitalize()]
        for one in found.services
    ]
    return {"words": found.words, "rows": rows}


def _buttons(found: Survey) -> list[tuple[str, str]]:
    return [
        ("State figures", url("state-figures", found)),
        ("State spending", url("state-spending", found)),
        ("State savings", url("state-savings", found)),
        ("Withdraw it", url("withdraw", found)),
    ]


@signed_in
def withdraw(request: Looking, area: str, number: int) -> HttpResponse:
    """Withdraw a survey, with the reason."""
    found = access_kept_survey(request.viewer, area, number)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_survey(by=request.viewer.actor, survey=found, **form.cleaned_data)
        except Refused as no:
            form.add_error("why", no.reason)
        else:
            messages.success(request, "The survey is withdrawn.")
            return redirect(found)
    return form_page(request, form, "Withdraw the survey", "Withdraw it", crumbs(found))
