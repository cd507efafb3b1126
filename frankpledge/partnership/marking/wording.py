"""A record's readers as its page tells them."""

from datetime import date
from typing import Any

from frankpledge.partnership.marking.models import Marked
from frankpledge.partnership.models import Body
from frankpledge.shared.marking import BY_NAME
from frankpledge.shared.words import spell_list


def marking_facts(record: Marked, on: date) -> list[dict[str, Any]]:
    """Rows for the facts of its page: none for what is for all who may see it."""
    rows: list[dict[str, Any]] = []
    if record.audience in BY_NAME:
        bodies = Body.objects.with_names().filter(pk__in=record.named_bodies)
        named = spell_list([one.name_on(on) for one in bodies])
        note = "Besides those who keep it and those who are to act on it"
        rows.append({"key": "Who may read it", "value": named, "note": note})
    return rows
