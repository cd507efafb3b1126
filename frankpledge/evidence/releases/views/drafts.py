"""Settling a mapping: its columns one by one, where, when; a check; and it is saved."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.analytics.store import TableInfo
from frankpledge.analytics.store.mapping import problems
from frankpledge.evidence.releases.access import access_mapping
from frankpledge.evidence.releases.mapping.forms import (
    ColumnForm,
    DetailsForm,
    PlaceForm,
    Versioned,
    WhenForm,
)
from frankpledge.evidence.releases.mapping.guessing import Seen
from frankpledge.evidence.releases.mapping.trial import Trial, try_out
from frankpledge.evidence.releases.mapping.words import column_words, place_words, when_words
from frankpledge.evidence.releases.models import Mapping
from frankpledge.evidence.releases.operations.mapping import (
    save_mapping,
    set_about,
    set_column,
    set_place,
    set_when,
)
from frankpledge.evidence.releases.operations.tidying import drop_draft
from frankpledge.evidence.releases.partners import Draft, draft_of
from frankpledge.evidence.releases.queries.lists import period_words, rejected_words
from frankpledge.evidence.releases.views.trail import crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of, spell_day

HEADS = ["Column in the file", "Some of its values", "How it is read"]
MISTAKES = ["Line", "Column", "What it says", "What was expected"]
PERSONAL = "Left out: it may tell of a person"
FEW = 3


def _access(request: Looking, slug: str) -> tuple[Mapping, Draft]:
    """A mapping that has a draft, and that. Raises Http404."""
    found = access_mapping(request.viewer, slug)
    if found.draft is None:
        raise Http404("This mapping is saved, and nobody is changing it.")
    return found, draft_of(found)


@signed_in
def draft(request: Looking, slug: str) -> HttpResponse:
    """Every column of the sample with its first values, and how it is read so far."""
    found, drafted = _access(request, slug)
    reading = drafted.mapping

    def change(route: str) -> list[dict[str, str]]:
        return [{"label": "Change", "url": reverse(f"releases:draft-{route}", args=[slug])}]

    context = {
        "breadcrumbs": crumbs("releases", "mappings"),
        "found": found,
        "facts": [
            {"key": "What the data is", "value": reading.title, "actions": change("about")},
            {"key": "Whose data it is", "value": reading.publisher, "actions": change("about")},
            {"key": "Where", "value": place_words(reading.place), "actions": change("place")},
            {"key": "When", "value": when_words(reading), "actions": change("when")},
        ],
        "heads": HEADS,
        "rows": [_row(drafted, number, one, slug) for number, one in enumerate(drafted.seen, 1)],
        "problems": problems(reading),
    }
    return render(request, "releases/draft.html", context)


def _row(drafted: Draft, number: int, seen: Seen, slug: str) -> list[Any]:
    column = drafted.column(seen.header)
    if seen.header in drafted.mapping.place.headers:
        read: Any = "Says where"
        url = reverse("releases:draft-place", args=[slug])
    else:
        url = reverse("releases:draft-column", args=[slug, number])
        left_out = PERSONAL if seen.is_personal else "Left out"
        called = f"Called “{column.name.replace('_', ' ')}”" if column else ""
        read = [called, *column_words(column)] if column else left_out
    first = list(seen.values[:FEW]) or {"reason": "no row has a value"}
    return [{"text": seen.header, "url": url}, first, read]


def _on_form(
    request: Looking,
    found: Mapping,
    form: Versioned,
    title: str,
    act: Callable[[int | None], None],
) -> HttpResponse:
    """One question about a mapping; done, one is back at its columns."""
    if request.method == "POST" and form.is_valid():
        act(form.cleaned_data["version"])
        return redirect("releases:draft", found.slug)
    return form_page(
        request, form, title, "Continue", crumbs("releases", "mappings", found), found.title
    )


@signed_in
def about(request: Looking, slug: str) -> HttpResponse:
    """What a mapping is called, and whose data it reads."""
    found, drafted = _access(request, slug)
    reading = drafted.mapping
    initial = {
        "version": found,
        "title": reading.title,
        "publisher": reading.publisher,
        "licence": reading.licence,
        "sheet": reading.sheet,
    }
    form = DetailsForm(request.POST or None, initial=initial)

    def act(version: int | None) -> None:
        names = ("title", "publisher", "licence", "sheet")
        told = {name: form.cleaned_data[name] for name in names}
        set_about(by=request.viewer.actor, mapping=found, about=told, version=version)

    return _on_form(request, found, form, "About the data", act)


@signed_in
def column(request: Looking, slug: str, number: int) -> HttpResponse:
    """One column: left out, or kept under a name and checked."""
    found, drafted = _access(request, slug)
    if not 1 <= number <= len(drafted.seen):
        raise Http404("The sample has no such column.")
    seen = drafted.seen[number - 1]
    form = ColumnForm(drafted, seen, request.POST or None, initial={"version": found})
    form.fields["keep"].help_text = _values(seen)

    def act(version: int | None) -> None:
        set_column(
            by=request.viewer.actor,
            mapping=found,
            header=seen.header,
            column=form.column,
            version=version,
        )

    return _on_form(request, found, form, f"Column “{seen.header}”", act)


def _values(seen: Seen) -> str:
    if not seen.values:
        return "No row of the sample has a value in it."
    more = seen.different - len(seen.values)
    listed = ", ".join(f"“{value[:60]}”" for value in seen.values)
    others = f", and {more:,} more" if more > 0 else ""
    return f"In the sample, the commonest first: {listed}{others}."


@signed_in
def place(request: Looking, slug: str) -> HttpResponse:
    """How each row says where."""
    found, drafted = _access(request, slug)
    form = PlaceForm(drafted, request.POST or None, initial={"version": found})
    actor = request.viewer.actor
    return _on_form(
        request,
        found,
        form,
        "Where",
        lambda version: set_place(by=actor, mapping=found, place=form.place, version=version),
    )


@signed_in
def when(request: Looking, slug: str) -> HttpResponse:
    """Which column says when."""
    found, drafted = _access(request, slug)
    form = WhenForm(drafted.mapping, request.POST or None, initial={"version": found})
    actor = request.viewer.actor

    def act(version: int | None) -> None:
        chosen = form.cleaned_data["when"]
        set_when(by=actor, mapping=found, when=chosen, version=version)

    return _on_form(request, found, form, "When", act)


@signed_in
def check(request: Looking, slug: str) -> HttpResponse:
    """What a load of the sample would come to; the button saves the mapping."""
    found, drafted = _access(request, slug)
    form = Versioned(request.POST or None, initial={"version": found})
    if request.method == "POST" and form.is_valid():
        try:
            save_mapping(
                by=request.viewer.actor, mapping=found, version=form.cleaned_data["version"]
            )
        except Refused as no:
            messages.warning(request, no.reason)
            return redirect("releases:draft", slug)
        messages.success(request, "The mapping is saved, and the sample is deleted.")
        return redirect(found)
    trial = try_out(_sample(found), found.sample_name, drafted.mapping)
    context = {
        "breadcrumbs": crumbs("releases", "mappings", found),
        "found": found,
        "form": form,
        "trial": trial,
        **(_told(trial, trial.info) if trial.info else {}),
    }
    return render(request, "releases/check.html", context)


def _sample(found: Mapping) -> Path:
    return Path(found.sample.path)


def _told(trial: Trial, info: TableInfo) -> dict[str, Any]:
    return {
        "facts": [
            {"key": "Rows in the sample", "value": info.rows_in},
            {"key": "Would be loaded", "value": info.kept},
            {"key": "Would be rejected", "value": rejected_words(info)},
            {"key": "Period", "value": period_words([info]) or "not dated"},
        ],
        "columns": [name.replace("_", " ").capitalize() for name in trial.columns],
        "rows": [[_cell(value) for value in row] for row in trial.rows],
        "shown": count_of(len(trial.rows), "row"),
        "mistake_columns": MISTAKES,
        "mistakes": [[str(m.line), m.column, m.value, m.expected] for m in info.rejects[:20]],
    }


def _cell(value: Any) -> Any:
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return f"{spell_day(value.date())}, {value:%H:%M}"
        case date():
            return spell_day(value)
        case float():
            return f"{value:g}"
    return value


@signed_in
@require_POST
def throw_away(request: Looking, slug: str) -> HttpResponse:
    """Throw a draft away with its sample; what was saved before stays as it is."""
    found, _ = _access(request, slug)
    is_saved = found.definition is not None
    drop_draft(by=request.viewer.actor, mapping=found)
    messages.success(request, "The draft is thrown away, and the sample is deleted.")
    return redirect(found) if is_saved else redirect("releases:mappings")
