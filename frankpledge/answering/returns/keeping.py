"""Answers as JSON and back, so that a file that came back is read once and kept as it was read."""

from datetime import date
from typing import Any

from frankpledge.answering.models import WordReturn
from frankpledge.answering.returns.kinds import Answers, InWord, answers_of
from frankpledge.documents.content import blocks_from_json, blocks_to_json
from frankpledge.documents.wordform import Mistake, Returned, Value


def kept_values(returned: Returned) -> dict[str, Any]:
    """What a file said, as a JSON field keeps it."""
    return {
        "values": {tag: _encode(value) for tag, value in returned.values.items()},
        "rows": {tag: [list(row) for row in rows] for tag, rows in returned.rows.items()},
    }


def kept_mistakes(mistakes: tuple[Mistake, ...]) -> list[dict[str, str]]:
    """Mistakes, as a JSON field keeps them."""
    return [
        {
            "tag": one.tag,
            "label": one.label,
            "heading": one.heading,
            "value": one.value,
            "expected": one.expected,
        }
        for one in mistakes
    ]


def mistakes_of(found: WordReturn) -> tuple[Mistake, ...]:
    """The mistakes that were kept."""
    return tuple(Mistake(**one) for one in found.mistakes)


def answers_in(found: WordReturn, thing: InWord) -> Answers:
    """The thing's answers as they stand, with what the file says in their place."""
    now = answers_of(thing.form)
    said = {tag: _decode(value) for tag, value in found.values.get("values", {}).items()}
    rows = {
        tag: tuple(tuple(row) for row in some) for tag, some in found.values.get("rows", {}).items()
    }
    # A tag that today's form no longer has was read by an older one; nobody asks for it now.
    return Answers(
        {tag: said.get(tag, value) for tag, value in now.values.items()},
        {tag: rows.get(tag, some) for tag, some in now.rows.items()},
    )


def _encode(value: Value) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple):
        return {"blocks": blocks_to_json(value)}
    return value


def _decode(value: Any) -> Value:
    match value:
        case {"day": day}:
            return date.fromisoformat(day)
        case {"blocks": blocks}:
            return blocks_from_json(blocks)
    kept: Value = value
    return kept
