"""Fetching what is answered in Word, and the files that came back for it."""

from typing import Any

from django.http import Http404

from frankpledge.answering.models import WordReturn
from frankpledge.answering.returns.kinds import InWord, WordKind, kind_named
from frankpledge.documents.wordform import FormName, NotOurForm
from frankpledge.partnership.people import Viewer

ELSEWHERE = (
    "Frankpledge does not know what this form is about, or it is not yours to answer. Open the "
    "thing itself and upload the file there."
)


def access_thing(viewer: Viewer, key: str, at: dict[str, Any]) -> InWord:
    """The thing at an address, for somebody who may answer it. Raises Http404."""
    return kind_named(key).find(viewer, at)


def access_return(thing: InWord, pk: int) -> WordReturn:
    """A file that came back for the thing. Raises Http404."""
    found: WordReturn | None = returns_of(thing).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such file.")
    return found


def returns_of(thing: InWord) -> Any:
    """Every file that came back for the thing, the newest first."""
    name = thing.form.name
    return WordReturn.objects.filter(kind=name.kind, about=name.about)


def thing_of(viewer: Viewer, name: FormName) -> tuple[WordKind, dict[str, Any], InWord]:
    """What a form is about, its kind and the parts of its address.

    Raises NotOurForm, with a sentence for the sender, when it is not theirs to answer.
    """
    try:
        kind = kind_named(name.kind)
        at = kind.locate(name.about)
        return kind, at, kind.find(viewer, at)
    # ValueError: a number too long for any database. The mark in a file can say anything.
    except (LookupError, ValueError, Http404) as error:
        raise NotOurForm(ELSEWHERE) from error
