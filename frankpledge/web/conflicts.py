"""Two people changed one thing: the second sees both, field by field, and chooses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from frankpledge.documents.difference import Piece, Row, difference
from frankpledge.history.queries import entries_about
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.opened import ASKED, CHOSEN, OTHER, Beaten, Difference, EditForm, put

# What no person typed: it is not sent again, or is sent afresh.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "draft"})
# What a button or a tick sends.
PRESSED = frozenset({"", "yes", "on"})
MOST_ENTRIES = 5
# Characters in lines that differ. Comparing takes the square of them: a page must not take minutes.
MOST_APART = 30_000
LONGEST_LINE = 3_000


@dataclass(frozen=True)
class Choice:
    """A field that both changed, side by side; `chosen` where a choice was made already."""

    name: str
    label: str
    rows: tuple[Row, ...]
    free: bool
    words: str
    chosen: str
    missing: bool


def read_again(request: HttpRequest) -> HttpResponse:
    """What the page answers now. A view that was beaten has changed nothing: it reads anew.

    So a form that was beaten between its reading and its saving finds that out, and whatever has
    no version to compare is done on what is there now, as if it had been sent a moment later.
    Raises what the view raises.
    """
    match = request.resolver_match
    if match is None:
        raise StaleRecord("Nobody answers this address.")
    for _, files in request.FILES.lists():
        for one in files:
            one.seek(0)
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer


def conflict_page(request: HttpRequest, beaten: Beaten) -> HttpResponse:
    """What is saved now beside what was typed, and one form that sends all of it again."""
    form = beaten.form
    found = form.differences(beaten.asked)
    history = _since(form)
    both = [one for one in found if one.by == "both"]
    choices = [_choice(one, form.data, asked=bool(beaten.asked)) for one in both]
    context = {
        "breadcrumbs": [("Home", "/"), *_record_crumb(form)],
        "who": history[0]["who"] if history else "",
        "when": history[0]["when"] if history else None,
        "history": history,
        "choices": choices,
        "yours": [one for one in found if one.by == "you"],
        "theirs": [one for one in found if one.by == "them"],
        "besides": list(_besides(form)),
        "send": list(_to_send(form, found)),
        "files": [one.name for _, files in request.FILES.lists() for one in files],
        "action": request.get_full_path(),
        "errors": [
            {
                "text": f"Choose what becomes of “{one.label}”",
                "href": f"#choose-{one.name}-saved",
            }
            for one in choices
            if one.missing
        ],
    }
    return render(request, "errors/conflict.html", context, status=409)


def _record_crumb(form: EditForm) -> Iterator[tuple[str, str]]:
    if form.record is not None and hasattr(form.record, "get_absolute_url"):
        yield str(form.record), form.record.get_absolute_url()


def _since(form: EditForm) -> list[dict[str, Any]]:
    """Who changed the record since it was opened, the latest first, as far as can be told."""
    sent = str(form.data.get(form.add_prefix("version")) or "").split(" ")[0]
    opened = int(sent) if sent.isdecimal() and len(sent) < 9 else 0
    count = max(1, min((form.version_now or 0) - opened, MOST_ENTRIES))
    found = entries_about(*form.records, limit=count) if form.records else []
    # What changed stands field by field above; the history's own words for it are lengths.
    return [{**one, "detail": ""} for one in found]


def _choice(one: Difference, data: Any, *, asked: bool) -> Choice:
    chosen = str(data.get(CHOSEN + one.name, ""))
    words = str(data.get(OTHER + one.name, one.typed))
    return Choice(
        one.name,
        one.label,
        _rows(one.now, one.typed),
        one.free,
        words,
        chosen,
        asked and not chosen,
    )


def _rows(now: str, typed: str) -> tuple[Row, ...]:
    """Both texts in full, with the words that differ marked; past bounds, nothing is compared."""
    # Empty lines say nothing, and comparing each with every other takes longest.
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (now, typed))
    apart = {*old} ^ {*new}
    if sum(map(len, apart)) > MOST_APART or any(len(line) > LONGEST_LINE for line in apart):
        return (Row("changed", (Piece(now),), (Piece(typed),)),)
    return difference("\n".join(old), "\n".join(new))


def _names(form: EditForm) -> set[str]:
    """Every name under which the form's own fields are sent."""
    found = {form.add_prefix(name) for name in form.fields}
    return found | {f"{name}_{part}" for name in found for part in ("day", "month", "year")}


def _besides(form: EditForm) -> Iterator[str]:
    """What was typed into fields that the form no longer has, as with a line that is gone."""
    known = _names(form)
    data: Any = form.data
    for name, values in data.lists():
        if name not in known | NOT_TYPED and not name.startswith((CHOSEN, OTHER)):
            yield from (value for value in values if value.strip() not in PRESSED)


def _to_send(form: EditForm, found: list[Difference]) -> Iterator[tuple[str, str]]:
    """Everything as it was sent; what only they changed as it is now; the version of now."""
    sent: Any = form.data
    data: QueryDict = sent.copy()
    for one in found:
        if one.by == "them":
            put(data, form[one.name], form[one.name].initial)
    data[form.add_prefix("version")] = form.opened_now()
    for name, values in data.lists():
        if name not in ("csrfmiddlewaretoken", ASKED) and not name.startswith((CHOSEN, OTHER)):
            yield from ((name, value) for value in values)
