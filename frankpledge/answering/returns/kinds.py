"""The kinds of thing that can be answered in a Word file, each registered by its own app.

A kind knows how to find its thing for a person, what form leaves, and what happens when the
answers are accepted. Everything between (pages, keeping the file, the difference) is here, once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from frankpledge.documents.wordform import Mistake, RowValues, Value, WordForm
from frankpledge.documents.wordform_read import History
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Actor


@dataclass(frozen=True)
class Answers:
    """A form's answers, whole: what a file does not say stands as it left."""

    values: Mapping[str, Value]
    rows: Mapping[str, RowValues] = field(default_factory=dict)


def _no_mistakes(answers: Answers) -> Iterable[Mistake]:
    return ()


@dataclass(frozen=True)
class InWord:
    """One thing as one person may answer it in Word.

    `version`: of the thing, None where there is none yet; whoever accepts must have seen it.
    `accept` may raise Refused or StaleRecord. `check` says what the thing's own rules find wrong.
    """

    address: str
    title: str
    caption: str
    body: Body
    version: int | None
    form: WordForm
    accept: Callable[[Actor, Answers], None]
    check: Callable[[Answers], Iterable[Mistake]] = _no_mistakes
    history: History = field(default_factory=dict)


# From what a form is about to the parts of the thing's address. Raises LookupError.
Locate = Callable[[str], dict[str, Any]]


@dataclass(frozen=True)
class WordKind:
    """A kind of thing: its address as a route, and how to find it by its parts or by its form."""

    key: str
    route: str
    find: Callable[[Viewer, dict[str, Any]], InWord]
    locate: Locate


_kinds: dict[str, WordKind] = {}


def register(kind: WordKind) -> None:
    """Called once by each app that has such a thing, when Django starts."""
    _kinds[kind.key] = kind


def kinds() -> tuple[WordKind, ...]:
    """Every kind there is."""
    return tuple(_kinds.values())


def kind_named(key: str) -> WordKind:
    """The kind of that name. Raises LookupError."""
    if key not in _kinds:
        raise LookupError(f"There is no form of the kind “{key}”.")
    return _kinds[key]


def answers_of(form: WordForm) -> Answers:
    """The answers with which a form leaves."""
    return Answers(
        {one.tag: one.value for one in form.fields()}, {one.tag: one.rows for one in form.lists()}
    )
