"""Keeping Word files that came back, and accepting what they say: the only door for it."""

from django.core.files.base import ContentFile

from frankpledge.answering.models import WordReturn
from frankpledge.answering.returns.comparing import differences
from frankpledge.answering.returns.keeping import answers_in, kept_mistakes, kept_values
from frankpledge.answering.returns.kinds import Answers, InWord, answers_of
from frankpledge.answering.returns.rules import may_accept, may_settle
from frankpledge.documents.wordform import Mistake, Returned
from frankpledge.documents.wordform_read import read_word_form
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import require


@operation("Kept a Word file that came back")
def keep_return(*, by: Actor, thing: InWord, name: str, data: bytes) -> WordReturn:
    """Read a file and keep it, with what it says and what cannot be read, until it is accepted.

    Raises UnreadableDocument, with a sentence for the sender, when it is not this thing's form.
    """
    returned = read_word_form(data, thing.form, thing.history)
    wrong = _wrong(thing, returned)
    found = WordReturn(
        body=thing.body,
        kind=thing.form.name.kind,
        about=thing.form.name.about,
        title=thing.title[:300],
        received=clock.now(),
        sent_by=by.name[:200],
        original_name=_plain_name(name),
        values=kept_values(_without(returned, wrong)),
        notes=list(returned.notes),
        mistakes=kept_mistakes((*returned.mistakes, *wrong)),
    )
    found.original.save(f"{found.kind}-{thing.body.slug}.docx", ContentFile(data), save=False)
    found.save()
    return found


@operation("Accepted what a Word file says")
def accept_return(*, by: Actor, found: WordReturn, thing: InWord, version: int | None) -> None:
    """The file's answers become the thing's.

    `version`: of the thing as whoever accepts saw it. Raises StaleRecord where it has changed
    since, Refused where there is nothing to accept.
    """
    if version != thing.version:
        raise StaleRecord(thing.title)
    answers = answers_in(found, thing)
    changes = bool(differences(thing.form, answers))
    require(may_accept(found.state, changes=changes, mistakes=bool(found.mistakes)))
    _settle(found, "accepted", by)
    thing.accept(by, answers)


@operation("Put a Word file aside")
def refuse_return(*, by: Actor, found: WordReturn) -> None:
    """Nothing of it is taken over; the file stays. Raises Refused for one settled before."""
    require(may_settle(found.state))
    _settle(found, "refused", by)


def _settle(found: WordReturn, state: str, by: Actor) -> None:
    found.state, found.settled, found.settled_by = state, clock.now(), by.name[:200]
    found.save()


def _wrong(thing: InWord, returned: Returned) -> tuple[Mistake, ...]:
    """What the thing's own rules find wrong, of those answers that could be read."""
    now = answers_of(thing.form)
    answers = Answers({**now.values, **returned.values}, {**now.rows, **returned.rows})
    unread = {one.tag for one in returned.mistakes}
    return tuple(one for one in thing.check(answers) if one.tag not in unread)


def _without(returned: Returned, wrong: tuple[Mistake, ...]) -> Returned:
    """The answers that nothing is wrong with."""
    tags = {one.tag for one in wrong}
    return Returned(
        returned.name,
        {tag: value for tag, value in returned.values.items() if tag not in tags},
        {tag: rows for tag, rows in returned.rows.items() if tag not in tags},
    )


def _plain_name(name: str) -> str:
    """The file's own name: no folders, nothing that cannot be printed, short enough to keep."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[-200:] or "form.docx"
