"""A kind's rules as SQL over columns of text: what each value becomes, and whether it may stand.

A value is accepted or not by one expression, whoever reads the file; Python never judges a value.
Spaces around a number, a date or a code are ignored where a file is read carefully; text is kept as
it is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analytics.store.nouns import Field, Kind

TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "month": "DATE",
    "day": "DATE",
    "time": "VARCHAR",
    "moment": "TIMESTAMP",
    "yes-no": "BOOLEAN",
}
EXPECTED = {
    "text": "a text",
    "integer": "a whole number",
    "number": "a number",
    "month": "a month such as 2024-03",
    "day": "a day such as 2024-03-31 or 31/03/2024",
    "time": "a time such as 17:45",
    "moment": "a day and time such as 2024-03-31T17:45:00+00:00",
    "yes-no": "yes or no",
}
YES_NO = {"true": "true", "yes": "true", "1": "true", "false": "false", "no": "false", "0": "false"}


@dataclass(frozen=True)
class Rule:
    """One check in SQL that is never null, the column it is about, and the words for it."""

    column: str
    text: str
    sql: str
    expected: str


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def raw(field: Field) -> str:
    """The name of a field's text as it was read."""
    return f'"{field.name}_text"'


def is_bare(field: Field) -> bool:
    """Whether spaces around its values are ignored: around all but plain text."""
    coded = field.codes is not None or field.pattern is not None or bool(field.blank)
    return coded or field.type != "text"


def text_of(field: Field) -> str:
    """A field's text, with blank values as null and codes folded, as SQL."""
    text = raw(field)
    if field.blank:
        blanks = ", ".join(quoted(one) for one in field.blank)
        text = f"CASE WHEN trim({text}) IN ({blanks}) THEN NULL ELSE {text} END"
    codes = _codes(field)
    if codes is None:
        return text
    pairs = ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in codes.items())
    return f"(MAP {{{pairs}}})[lower(trim({text}))]"


def is_native(kind: Kind, field: Field) -> bool:
    """Whether DuckDB's reader may make a number of it at once, which is quicker."""
    if field.type != "number" or field.codes is not None or field.blank:
        return False
    asked = (kind.unit, kind.period, *kind.derive.values(), *(one.sql for one in kind.checks))
    return not any(f"{field.name}_text" in sql for sql in asked)


DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
DAY_FIRST = "[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
TIME = "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
MOMENT = DAY + "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
OFFSET = "(Z|[+-][0-9]{2}(:?[0-9]{2})?)"
WHOLE = r"\s*[+-]?[0-9]{1,18}\s*"


def value_of(field: Field) -> str:
    """A field's typed value as SQL; null where there is none and where it is not one.

    A moment is kept in universal time: what it says of its offset is taken off, and one that
    says nothing is taken as it is.
    """
    text = text_of(field)
    match field.type:
        case "integer":
            return _where(text, WHOLE, f"try_cast({text} AS BIGINT)")
        case "number":
            return f"try_cast({text} AS DOUBLE)"
        case "month":
            shaped = f"length({text}) = 7 AND substr({text}, 5, 1) = '-' AND {text} >= '1'"
            return f"CASE WHEN {shaped} THEN try_cast({text} || '-01' AS DATE) END"
        case "day":
            return f"coalesce({_day(text, DAY, '%Y-%m-%d')}, {_day(text, DAY_FIRST, '%d/%m/%Y')})"
        case "time":
            hours, minutes = (f"split_part({text}, ':', {at})" for at in (1, 2))
            return _where(text, TIME, f"lpad({hours}, 2, '0') || ':' || {minutes}")
        case "moment":
            day_first = f"{DAY_FIRST} [0-9]{{1,2}}:[0-9]{{2}}"
            offset = f"try_cast({text} AS TIMESTAMPTZ) AT TIME ZONE 'UTC'"
            ways = (
                _where(text, MOMENT + OFFSET, offset),
                _where(text, MOMENT, f"try_cast({text} AS TIMESTAMP)"),
                _where(text, day_first, _parsed(text, "%d/%m/%Y %H:%M")),
            )
            return f"coalesce({', '.join(ways)})"
        case "yes-no":
            return f"({text})::BOOLEAN"
        case _:
            return text


def _where(text: str, pattern: str, value: str) -> str:
    return f"CASE WHEN regexp_full_match({text}, {quoted(pattern)}) THEN {value} END"


def _parsed(text: str, way: str) -> str:
    return f"try_strptime({text}, {quoted(way)})"


def _day(text: str, pattern: str, way: str) -> str:
    return _where(text, pattern, f"{_parsed(text, way)}::DATE")


def rules(kind: Kind) -> list[Rule]:
    """Every check of a kind: fields in their order, then those over a row."""
    made = [_rule(field) for field in kind.fields]
    texts = {field.name: raw(field) for field in kind.fields}
    made += [
        Rule(
            check.column,
            texts.get(check.column, "''"),
            f"coalesce({check.sql}, true)",
            check.expected,
        )
        for check in kind.checks
    ]
    return [rule for rule in made if rule.sql != "true"]


def _rule(field: Field) -> Rule:
    blanks = ", ".join(quoted(one) for one in field.blank)
    none = f"{raw(field)} IS NULL" + (f" OR trim({raw(field)}) IN ({blanks})" if blanks else "")
    name = f'"{field.name}"'
    holds = []
    if field.type != "text" or field.codes is not None:
        holds.append(f"{name} IS NOT NULL")
    if field.type == "number" and (field.low is None or field.high is None):
        holds.append(f"isfinite({name})")
    if field.low is not None or field.high is not None:
        number = f"year({name})" if field.type in ("month", "day", "moment") else name
        low, high = (repr(one) if one is not None else None for one in (field.low, field.high))
        holds += [f"{number} >= {low}"] if low else []
        holds += [f"{number} <= {high}"] if high else []
    if field.pattern is not None:
        holds.append(f"regexp_full_match({name}, {quoted(field.pattern)})")
    right = f"coalesce({' AND '.join(holds)}, false)" if holds else "true"
    if field.required:
        sql = f"NOT ({none})" + (f" AND {right}" if holds else "")
    else:
        sql = f"({none}) OR {right}" if holds else "true"
    return Rule(field.headers[0], raw(field), f"({sql})" if sql != "true" else sql, expected(field))


def expected(field: Field) -> str:
    """What a field's value has to be, in words."""
    words = field.expected or EXPECTED[field.type]
    if field.codes is not None and field.type != "yes-no" and not field.expected:
        codes = _codes(field) or {}
        some = ", ".join(list(codes)[:8])
        words = f"one of {some}" + (" …" if len(codes) > 8 else "")
    dated = field.type in ("month", "day", "moment")
    if field.low is not None and field.high is not None:
        words += f" from {field.low:g} to {field.high:g}" if not dated else ""
    return words


def _codes(field: Field) -> dict[str, str] | None:
    if field.codes is None:
        return dict(YES_NO) if field.type == "yes-no" else None
    if isinstance(field.codes, tuple):
        return {one.lower(): one for one in field.codes}
    codes = {key.strip().lower(): value for key, value in field.codes.items()}
    if field.type == "yes-no":
        return {key: YES_NO.get(value.lower(), value) for key, value in codes.items()}
    return codes
