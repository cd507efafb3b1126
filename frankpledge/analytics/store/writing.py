"""One batch of files of one kind → one Parquet file, with every check in the same scan.

Plain files are read, checked and written by DuckDB in one statement. Rows that fail a check are
left out of it, so a file of which fewer rows were written than its bytes were counted to hold is
read again, carefully, and every row that is missing gets its line and its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from frankpledge.analytics.store.careful import SHOWN, clean
from frankpledge.analytics.store.checks import is_bare, is_native, quoted, raw, rules, value_of
from frankpledge.analytics.store.nouns import Field, Kind, NotLoaded, Reject
from frankpledge.analytics.store.recognising import Recognised

MOST_REJECTED = 0.05
"""A file is refused whole where a larger share of its rows is rejected."""


@dataclass(frozen=True)
class Written:
    """What became of one file's rows: `rows` came in, `kept` of them are in the Parquet file."""

    file: Recognised
    rows: int
    kept: int
    rejects: tuple[Reject, ...]


def write_part(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[tuple[int, Recognised]],
    path: Path,
    scratch: Path,
) -> list[Written]:
    """Write numbered files of one kind, with one header, to a Parquet file; account for every row.

    Raises NotLoaded where a file has too many mistakes, or its rows do not add up.
    """
    plain = [(number, file) for number, file in files if file.taken.plain]
    careful = [(number, file) for number, file in files if not file.taken.plain]
    kept = _kept(connection, plain, path) if plain else {}
    short = [one for one in plain if kept.get(one[0], 0) != one[1].taken.rows]
    if not short and not careful:
        return [Written(file, file.taken.rows, file.taken.rows, ()) for _, file in files]
    careful = sorted([*careful, *short], key=lambda one: one[0])
    plain = [one for one in plain if one not in short]
    rejects = {
        number: _set_aside(connection, number, file, scratch / f"careful-{number}.csv")
        for number, file in careful
    }
    kept = _write(connection, plain, careful, path)
    written = []
    for number, file in files:
        if number not in rejects:
            written.append(Written(file, file.taken.rows, kept.get(number, 0), ()))
            continue
        rows, wrong = rejects[number]
        written.append(Written(file, rows, kept.get(number, 0), tuple(wrong)))
    for one in written:
        if one.rows != one.kept + len(one.rejects):
            raise NotLoaded(
                f"The rows of “{one.file.taken.name}” do not add up: {one.rows:,} were read,"
                f" {one.kept:,} kept and {len(one.rejects):,} rejected."
            )
    for number, _ in careful:
        connection.execute(f"DROP TABLE careful_{number}")
    return written


def _kept(
    connection: duckdb.DuckDBPyConnection, plain: Sequence[tuple[int, Recognised]], path: Path
) -> dict[int, int]:
    """Rows written for each file, or how many could be where DuckDB cannot read one of them."""
    try:
        return _write(connection, plain, (), path)
    except _UNREADABLE:
        if len(plain) == 1:
            return {}
        return {number: _readable(connection, number, file) for number, file in plain}


_UNREADABLE = (duckdb.InvalidInputException, duckdb.ConversionException)


def _readable(connection: duckdb.DuckDBPyConnection, number: int, file: Recognised) -> int:
    rows = _checked(file.kind, _read_csv([(number, file)]), native=True)
    try:
        found = connection.execute(
            f"SELECT count(*), max(hash(*COLUMNS(*))) FROM ({rows})"
        ).fetchone()
    except _UNREADABLE:
        return -1
    return int(found[0]) if found else 0


def _write(
    connection: duckdb.DuckDBPyConnection,
    plain: Sequence[tuple[int, Recognised]],
    careful: Sequence[tuple[int, Recognised]],
    path: Path,
) -> dict[int, int]:
    """Write the rows that pass; file number → how many of its rows they are."""
    kind = (*plain, *careful)[0][1].kind
    parts = [_checked(kind, _read_csv(plain), native=True)] if plain else []
    parts += [_checked(kind, f"FROM careful_{number}", native=False) for number, _ in careful]
    rows = " UNION ALL ".join(parts)
    options = "(FORMAT parquet, COMPRESSION zstd)"
    if kind.reshape is None:
        order = "" if kind.in_order else f" ORDER BY {', '.join(('unit', 'period', *kind.sort))}"
        connection.execute(f"COPY ({rows}{order}) TO {quoted(str(path))} {options}")
        counted = f"read_parquet({quoted(str(path))})"
    else:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE checked AS {rows}")
        shaped = kind.reshape.replace("{rows}", "checked")
        connection.execute(f"COPY ({shaped}) TO {quoted(str(path))} {options}")
        counted = "checked"
    return dict(
        connection.execute(f"SELECT file_number, count(*) FROM {counted} GROUP BY ALL").fetchall()
    )


def stored(kind: Kind) -> list[str]:
    """The columns that a kind's rows have before any reshaping, in order."""
    names = [field.name for field in kind.fields if field.name not in kind.drop]
    names += [name for name in kind.derive if name not in names and name not in kind.drop]
    return names


def _layers(kind: Kind, texts: str, *, native: bool) -> str:
    """Texts → typed values → derived columns → unit and period."""
    typed = ", ".join(
        f'{raw(field) if native and is_native(kind, field) else value_of(field)} AS "{field.name}"'
        for field in kind.fields
    )
    names = {field.name for field in kind.fields}
    replaced = [f'{sql} AS "{name}"' for name, sql in kind.derive.items() if name in names]
    added = [f'{sql} AS "{name}"' for name, sql in kind.derive.items() if name not in names]
    star = f"* REPLACE ({', '.join(replaced)})" if replaced else "*"
    derived = ", ".join([star, *added])
    return (
        f"SELECT *, ({kind.unit})::VARCHAR AS unit, ({kind.period})::VARCHAR AS period"
        f" FROM (SELECT {derived} FROM (SELECT *, {typed} FROM ({texts})))"
    )


def _checked(kind: Kind, texts: str, *, native: bool) -> str:
    columns = ", ".join(f'"{name}"' for name in stored(kind))
    passes = [rule.sql for rule in rules(kind)]
    where = " AND ".join([*passes, "unit IS NOT NULL", "period IS NOT NULL"])
    layers = _layers(kind, texts, native=native)
    return f"SELECT {columns}, unit, period, file_number FROM ({layers}) WHERE {where}"


def _read_csv(files: Sequence[tuple[int, Recognised]]) -> str:
    """The texts of several files, each row with its file's number and what its name says.

    Those are joined on, which costs DuckDB nothing for a row; a list to pick from costs a tenth of
    the whole scan. What is joined comes out in no order.
    """
    first = files[0][1]
    paths = ", ".join(quoted(str(file.taken.path)) for _, file in files)
    given = ", ".join(
        f"({', '.join([str(place), str(number), *map(_literal, file.hints.values())])})"
        for place, (number, file) in enumerate(files)
    )
    names = ", ".join(["place", "number", *(f"said_{group}" for group in first.hints)])
    chosen = ["number::INTEGER AS file_number"]
    chosen += [f"said_{group}::VARCHAR AS file_{group}" for group in first.hints]
    chosen += _named(first)
    return (
        f"SELECT {', '.join(chosen)} FROM read_csv([{paths}], {_dialect(first)})"
        f" JOIN (VALUES {given}) AS given({names}) ON file_index = place"
    )


def _literal(value: str | None) -> str:
    return "NULL" if value is None else quoted(value)


def _named(file: Recognised, *, careful: bool = False) -> list[str]:
    """Every field's text; null where an optional column is absent."""
    there = set(file.columns)
    return [
        raw(field)
        if field in there
        else f"NULL::{_read_as(file.kind, field, careful)} AS {raw(field)}"
        for field in file.kind.fields
    ]


def _dialect(file: Recognised, *, with_line: bool = False) -> str:
    columns = [
        f"'{field.name}_text': '{_read_as(file.kind, field, with_line)}'"
        if field
        else f"'column {at}': 'VARCHAR'"
        for at, field in enumerate(file.columns)
    ]
    rest = f"header = true, delim = {quoted(file.taken.delimiter)}"
    if with_line:
        columns.insert(0, "'line': 'INTEGER'")
        rest = r"header = false, delim = ',', new_line = '\n'"
    return (
        f"auto_detect = false, {rest}, quote = '\"', escape = '\"',"
        f" columns = {{{', '.join(columns)}}}"
    )


def _read_as(kind: Kind, field: Field, careful: bool) -> str:
    return "DOUBLE" if not careful and is_native(kind, field) else "VARCHAR"


def _set_aside(
    connection: duckdb.DuckDBPyConnection, number: int, file: Recognised, path: Path
) -> tuple[int, list[Reject]]:
    """Read a file carefully into a table of its own: how many rows came in, and which are wrong."""
    kept = tuple(field is not None for field in file.columns)
    strip = tuple(field is not None and is_bare(field) for field in file.columns)
    made = clean(file.taken, path, kept, strip)
    hints = [f"{_literal(value)}::VARCHAR AS file_{group}" for group, value in file.hints.items()]
    chosen = ", ".join(
        [f"line, {number}::INTEGER AS file_number", *hints, *_named(file, careful=True)]
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE careful_{number} AS SELECT {chosen}"
        f" FROM read_csv({quoted(str(path))}, {_dialect(file, with_line=True)})"
    )
    path.unlink()
    rows = made.written + len(made.rejects)
    wrong = made.rejects + _failing(connection, number, file)
    wrong.sort(key=lambda one: one.line)
    if len(wrong) > MOST_REJECTED * rows:
        raise NotLoaded(
            f"“{file.taken.name}” was read as {file.kind.title.lower()}, and {len(wrong):,} of its"
            f" {rows:,} rows have a mistake. A file with mistakes in more than"
            f" {MOST_REJECTED:.0%} of its rows is refused whole.",
            *(one.words() for one in wrong[:5]),
        )
    return rows, wrong


def _failing(connection: duckdb.DuckDBPyConnection, number: int, file: Recognised) -> list[Reject]:
    """The rows of a set-aside file that fail a check, each with the first that it fails."""
    kind = file.kind
    every = rules(kind)
    tests = [f"WHEN NOT ({rule.sql}) THEN {at}" for at, rule in enumerate(every)]
    tests.append(f"WHEN unit IS NULL OR period IS NULL THEN {len(every)}")
    texts = " ".join(f"WHEN {at} THEN {rule.text}" for at, rule in enumerate(every))
    value = f"CASE fails {texts} ELSE '' END" if every else "''"
    layers = _layers(kind, f"FROM careful_{number}", native=False)
    found = connection.execute(
        f"SELECT line, fails, left(coalesce({value}, ''), {SHOWN}) FROM"
        f" (SELECT *, CASE {' '.join(tests)} END AS fails FROM ({layers}))"
        " WHERE fails IS NOT NULL ORDER BY line"
    ).fetchall()
    headers = {
        header.lower(): shown
        for field, shown in zip(file.columns, file.taken.header, strict=True)
        if field is not None
        for header in (*field.headers, field.name)
    }
    rejects = []
    for line, fails, shown in found:
        if fails < len(every):
            rule = every[fails]
            column = headers.get(rule.column.lower(), rule.column)
            rejects.append(Reject(file.taken.name, line, column, shown, rule.expected))
        else:
            rejects.append(
                Reject(file.taken.name, line, "", "", "what says whose row it is and of when")
            )
    return rejects
