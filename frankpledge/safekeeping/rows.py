"""Rows as lines of JSON, the same on SQLite and PostgreSQL, and their digest."""

import base64
import hashlib
import json
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connections, models

from frankpledge.safekeeping.refusing import CannotKeep
from frankpledge.safekeeping.tables import Table

AT_ONCE = 500


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it: days and moments as ISO 8601, moments in UTC."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, Decimal | UUID | timedelta):
        return str(value)
    return value


def as_line(values: dict[str, Any]) -> bytes:
    """One row as a line; inside a column of JSON the keys are sorted, as no database keeps them."""
    told = {
        name: json.loads(json.dumps(value, sort_keys=True)) if _is_nested(value) else plain(value)
        for name, value in values.items()
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _is_nested(value: Any) -> bool:
    return isinstance(value, list | dict)


def _whole(value: Any) -> Any:
    """Numbers in JSON as PostgreSQL gives them back, to which 1.0e16 and −0.0 are whole numbers."""
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass
class Tally:
    """How many rows a table has, and the SHA-256 over all their lines, in the order of the key."""

    rows: int = 0
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, values: dict[str, Any], line: bytes) -> None:
        """Count one row."""
        self.rows += 1
        nested = {name: _whole(one) for name, one in values.items() if _is_nested(one)}
        self.digest.update(as_line({**values, **nested}) if nested else line)


def lines_of(table: Table, alias: str, tally: Tally) -> Generator[bytes, None, None]:
    """Each row as a line, counted on the way."""
    names = [one.attname for one in table.fields]
    for row in table.in_order(alias).iterator(chunk_size=2_000):
        values = dict(zip(names, row, strict=True))
        line = as_line(values)
        tally.add(values, line)
        yield line


def tally_of(table: Table, alias: str) -> Tally:
    """Read the whole table and count it."""
    tally = Tally()
    for _ in lines_of(table, alias, tally):
        pass
    return tally


def put(table: Table, lines: Iterable[bytes], alias: str) -> None:
    """Insert these rows as they are, with their keys: nothing is worked out, noted or sent.

    Raises CannotKeep, naming the table and the row, where the database takes one of them not.
    """
    connection = connections[alias]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(one.column) for one in table.fields)
    marks = ", ".join(["%s"] * len(table.fields))
    sql = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"
    waiting: list[list[Any]] = []
    with connection.cursor() as cursor:
        for line in lines:
            waiting.append(_values(table, json.loads(line), connection))
            if len(waiting) == AT_ONCE:
                _insert(cursor, sql, waiting, table)
                waiting = []
        _insert(cursor, sql, waiting, table)


def _insert(cursor: Any, sql: str, rows: list[list[Any]], table: Table) -> None:
    if not rows:
        return
    try:
        cursor.executemany(sql, rows)
    except (DatabaseError, ValueError) as error:
        said = str(error).strip().splitlines()[0]
        raise CannotKeep(
            f"The database does not take the rows {rows[0][0]} to {rows[-1][0]} of "
            f"{table.label}: {said}."
        ) from error


def _values(table: Table, told: dict[str, Any], connection: Any) -> list[Any]:
    try:
        return [
            one.get_db_prep_save(_value(one, told[one.attname]), connection) for one in table.fields
        ]
    except KeyError as error:
        raise CannotKeep(f"A row of {table.label} has no column {error}.") from error


def _value(column: Any, told: Any) -> Any:
    return told if isinstance(column, models.JSONField) else column.to_python(told)


def last_number(table: Table, alias: str) -> int:
    """The highest number the database ever gave a row of this table: it is not given again."""
    connection = connections[alias]
    if not table.counts_up:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
            found = cursor.fetchone()
            return int(found[0]) if found else 0
        cursor.execute(
            "SELECT pg_get_serial_sequence(%s, %s)",
            [connection.ops.quote_name(table.name), table.key.column],
        )
        (sequence,) = cursor.fetchone()
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")
        number, is_called = cursor.fetchone()
        return int(number) if is_called else 0


def go_on_from(table: Table, number: int, alias: str) -> None:
    """From here on the database numbers rows of this table after `number`."""
    connection = connections[alias]
    if not table.counts_up or not number:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table.name, number])
            return
        name = connection.ops.quote_name(table.name)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s, true)",
            [name, table.key.column, number],
        )


def wipe(tables: Iterable[Table], alias: str) -> None:
    """Take out what migrating itself put in: the rows that are put back stand in its place."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in tables:
            if table.model._base_manager.using(alias).exists():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")
