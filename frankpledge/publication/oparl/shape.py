"""How every OParl object begins, and how its moments and addresses are written."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from frankpledge.shared.clock import LONDON

SCHEMA = "https://schema.oparl.org/1.1/"
Data = dict[str, Any]
# Given a path of this service, the whole address at which the reader finds it.
Address = Callable[[str], str]


def moment(value: datetime) -> str:
    """A moment as ISO 8601 with London's offset: 2018-10-11T10:00:00+01:00."""
    return value.astimezone(LONDON).replace(microsecond=0).isoformat()


def moment_on(day: date, at: time) -> str:
    """The same of a time of day in London."""
    return datetime.combine(day, at, tzinfo=LONDON).isoformat()


def path_of(kind: str, key: object) -> str:
    """The path of an object: /oparl/meeting/12/."""
    return f"/oparl/{kind}/{key}/"


def shaped(kind: str, address: str, record: Any, **more: Any) -> Data:
    """An object: its address, type and moments, then what it says; what is empty is left out.

    `record` carries `began` and `changed`, annotated by the list it came from.
    """
    said = {name: value for name, value in more.items() if value not in (None, "", [])}
    return {
        "id": address,
        "type": f"{SCHEMA}{kind}",
        **said,
        "created": moment(record.began),
        "modified": moment(record.changed),
    }


def gone(kind: str, address: str, record: Any) -> Data:
    """An object that was public and no longer is: that it was, and nothing of what it said."""
    return shaped(kind, address, record) | {"deleted": True}
