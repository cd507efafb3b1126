"""Pages of answers in Word: fetching a form, sending it back, and accepting what it says."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from frankpledge.answering.models import WordReturn
from frankpledge.answering.returns.access import access_return, access_thing, returns_of, thing_of
from frankpledge.answering.returns.comparing import differences
from frankpledge.answering.returns.forms import AcceptForm, ReturnForm
from frankpledge.answering.returns.keeping import answers_in, mistakes_of
from frankpledge.answering.returns.kinds import InWord
from frankpledge.answering.returns.operations import accept_return, keep_return, refuse_return
from frankpledge.answering.returns.rules import may_accept, may_settle
from frankpledge.documents.office import UnreadableDocument
from frankpledge.documents.wordform_file import form_name_in
from frankpledge.documents.wordform_write import write_word_form
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.uploads.serving import download
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STATE_WORDS = {"waiting": "Waits for you", "accepted": "Accepted", "refused": "Put aside"}


@signed_in
def page(request: Looking, kind: str, **at: Any) -> HttpResponse:
    """Fetch a thing's form, send it back, and see what came of those sent before."""
    thing = access_thing(request.viewer, kind, at)
    form = ReturnForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        found = _kept(request, form, thing)
        if found:
            return redirect(_at(kind, "return", at, pk=found.pk))
    context = {
        "breadcrumbs": _crumbs(thing),
        "thing": thing,
        "form": form,
        "form_url": _at(kind, "form", at),
        "returns": [
            {
                "found": one,
                "state": STATE_WORDS[one.state],
                "url": _at(kind, "return", at, pk=one.pk),
            }
            for one in returns_of(thing)
        ],
    }
    return render(request, "answering/word.html", context)


@require_safe
@signed_in
def form_file(request: Looking, kind: str, **at: Any) -> HttpResponse:
    """The form as a Word file, filled in with what is known."""
    thing = access_thing(request.viewer, kind, at)
    response = HttpResponse(write_word_form(thing.form), content_type=WORD)
    name = "-".join(str(part) for part in at.values())
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response


@signed_in
def anywhere(request: Looking) -> HttpResponse:
    """Send back any form: the file itself says what it is about."""
    form = ReturnForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            name = form_name_in(_read(form))
            kind, at, thing = thing_of(request.viewer, name)
        except UnreadableDocument as error:
            form.add_error("file", str(error))
        else:
            found = _kept(request, form, thing)
            if found:
                return redirect(_at(kind.key, "return", at, pk=found.pk))
    context = {"breadcrumbs": [("Home", "/")], "form": form}
    return render(request, "answering/word_anywhere.html", context)


@signed_in
def came_back(request: Looking, kind: str, pk: int, **at: Any) -> HttpResponse:
    """A form that came back: what it would change, what cannot be read; and accepting it."""
    thing = access_thing(request.viewer, kind, at)
    found = access_return(thing, pk)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            accept_return(by=request.viewer.actor, found=found, thing=thing, version=version)
        except Refused as no:
            messages.error(request, no.reason)
        except StaleRecord:
            stale = (
                f"Somebody changed “{thing.title}” while you were looking. Nothing was taken over: "
                "below, the file stands beside what is there now."
            )
            messages.error(request, stale)
        else:
            messages.success(request, f"The answers of “{found.original_name}” are taken over.")
            return redirect(thing.address)
        return redirect(request.path)
    return render(request, "answering/word_return.html", _told(thing, found, kind, at))


def _told(thing: InWord, found: WordReturn, kind: str, at: dict[str, Any]) -> dict[str, Any]:
    """What the page of a form that came back shows."""
    changes = differences(thing.form, answers_in(found, thing)) if found.state == "waiting" else ()
    mistakes = mistakes_of(found)
    verdict = may_accept(found.state, changes=bool(changes), mistakes=bool(mistakes))
    return {
        "breadcrumbs": [*_crumbs(thing), ("Word forms", _at(kind, "page", at))],
        "thing": thing,
        "found": found,
        "state": STATE_WORDS[found.state],
        "changes": changes,
        "mistakes": mistakes,
        "accept": f"Accept {count_of(len(changes), 'changed answer')}" if verdict else "",
        "why_not": verdict.reason,
        "may_settle": bool(may_settle(found.state)),
        "aside_url": _at(kind, "aside", at, pk=found.pk),
        "original_url": _at(kind, "original", at, pk=found.pk),
        "again_url": _at(kind, "page", at),
    }


@require_POST
@signed_in
def aside(request: Looking, kind: str, pk: int, **at: Any) -> HttpResponse:
    """Put a form that came back aside: nothing of it is taken over."""
    thing = access_thing(request.viewer, kind, at)
    refuse_return(by=request.viewer.actor, found=access_return(thing, pk))
    messages.success(request, "The file is put aside. Nothing of it was taken over.")
    return redirect(_at(kind, "page", at))


@require_safe
@signed_in
def original(request: Looking, kind: str, pk: int, **at: Any) -> FileResponse:
    """The file itself, for download only."""
    found = access_return(access_thing(request.viewer, kind, at), pk)
    return download(found.original, found.original_name)


def _kept(request: Looking, form: ReturnForm, thing: InWord) -> WordReturn | None:
    """The uploaded file, kept; None, with the reason beside its field, when it cannot be read."""
    name = form.cleaned_data["file"].name
    try:
        return keep_return(by=request.viewer.actor, thing=thing, name=name, data=_read(form))
    except UnreadableDocument as error:
        form.add_error("file", str(error))
        return None


def _read(form: ReturnForm) -> bytes:
    file = form.cleaned_data["file"]
    file.seek(0)
    data: bytes = file.read()
    return data


def _crumbs(thing: InWord) -> list[tuple[str, str]]:
    return [("Home", "/"), (thing.title, thing.address)]


def _at(kind: str, name: str, at: dict[str, Any], **more: Any) -> str:
    return reverse(f"word:{kind}-{name}", kwargs={**at, **more})
