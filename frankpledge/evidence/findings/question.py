"""A question as JSON, as the query of an address, and as the command line that asks it again."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.http import QueryDict

from frankpledge.analytics.measures import Question

# What stands before the name of a measure's own parameter in an address.
OWN = "p."


def question_to_json(question: Question) -> dict[str, Any]:
    """The question for a database's JSON field; what is left out is not there."""
    data: dict[str, Any] = {"measure": question.measure}
    for name in ("by", "types", "places"):
        if found := getattr(question, name):
            data[name] = list(found)
    for name in ("first", "last", "as_at"):
        if day := getattr(question, name):
            data[name] = day.isoformat()
    if question.parameters:
        data["parameters"] = dict(question.parameters)
    return data


def question_from_json(data: Mapping[str, Any]) -> Question:
    """The question that `question_to_json` wrote. Raises KeyError without a measure."""
    as_at = data.get("as_at")
    return Question(
        measure=data["measure"],
        by=tuple(data.get("by", ())),
        first=_day(data.get("first")),
        last=_day(data.get("last")),
        types=tuple(data.get("types", ())),
        places=tuple(data.get("places", ())),
        parameters=dict(data.get("parameters", {})),
        as_at=datetime.fromisoformat(as_at) if as_at else None,
    )


def question_from_query(query: QueryDict) -> Question | None:
    """The question in an address, or None where it names no measure.

    `?measure=crimes&by=month&first=2018-01&last=2018-12&types=burglary&places=Upton&p.top=10`.
    Raises ValueError for a month that is none.
    """
    measure = query.get("measure", "")
    if not measure:
        return None
    return Question(
        measure=measure,
        by=_many(query, "by"),
        first=_day(query.get("first")),
        last=_day(query.get("last")),
        types=_many(query, "types"),
        places=_many(query, "places"),
        parameters={
            name.removeprefix(OWN): _own(str(value))
            for name, value in query.items()
            if name.startswith(OWN)
        },
    )


def question_to_query(question: Question) -> str:
    """The question as the query of an address."""
    query = QueryDict(mutable=True)
    query["measure"] = question.measure
    for name in ("by", "types", "places"):
        query.setlist(name, list(getattr(question, name)))
    for name in ("first", "last"):
        if day := getattr(question, name):
            query[name] = f"{day:%Y-%m}"
    for name, value in question.parameters.items():
        query[f"{OWN}{name}"] = value if isinstance(value, str) else json.dumps(value)
    return query.urlencode()


def command_line(question: Question) -> str:
    """What to type so that the command line answers the same question."""
    parts = ["frankpledge", "evidence", "measure", question.measure]
    if question.by:
        parts += ["--by", ",".join(question.by)]
    for name, option in (("first", "--from"), ("last", "--to")):
        if day := getattr(question, name):
            parts += [option, f"{day:%Y-%m}"]
    for name, option in (("types", "--type"), ("places", "--place")):
        for value in getattr(question, name):
            parts += [option, value]
    for name, value in question.parameters.items():
        told = value if isinstance(value, str) else json.dumps(value)
        parts += ["--set", f"{name}={told}"]
    if question.as_at:
        # To the moment: what is loaded later that day must not change what this answers.
        parts += ["--as-at", question.as_at.astimezone(UTC).isoformat().replace("+00:00", "Z")]
    return shlex.join(parts)


def _own(text: str) -> Any:
    """A measure's own parameter: a number, a list or a table as JSON, or else the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _many(query: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(str(one) for one in query.getlist(name) if one)


def _day(text: str | None) -> date | None:
    """ "2018-03" and "2018-03-01" are the first of March."""
    if not text:
        return None
    return date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
