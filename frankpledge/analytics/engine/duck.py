"""DuckDB, in this process: the engine that every area has.

One connection serves all threads: every statement has a cursor of its own, as DuckDB asks for
(duckdb.org, "Using DuckDB in multi-threaded Python"). Nothing is written but spilled rows, which
go to the system's folder for temporary files and away with the process.
"""

from __future__ import annotations

import secrets
import tempfile
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from frankpledge.analytics.engine.nouns import EngineFailed, Files, Parameters, Rows, Tables, View

EDITIONS_HELD = 8
"""How many editions of the tables stay known. An older one is made anew when asked for again."""


class DuckEngine:
    """DuckDB in process, read-only over Parquet files."""

    def __init__(self, *, threads: int | None = None, memory: str = "1GB") -> None:
        """`threads`: as many as there are cores if not said. `memory`: "500MB"; more is spilled."""
        # Made by DuckDB when it first spills, and removed by it.
        spill = Path(tempfile.gettempdir()) / f"frankpledge-duckdb-{secrets.token_hex(6)}"
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "temp_directory": str(spill),
            "preserve_insertion_order": "false",
            **({"threads": str(threads)} if threads else {}),
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        # The files never change, so their tables of contents need be read only once.
        self._connection.execute("SET parquet_metadata_cache = true")
        self._connection.execute("SET enable_progress_bar = false")
        self._making = threading.Lock()
        self._schemas: OrderedDict[str, str] = OrderedDict()
        self._made: dict[str, set[str]] = {}
        self._used: Counter[str] = Counter()
        self._number = 0

    @property
    def name(self) -> str:
        """The engine and its version."""
        return f"DuckDB {duckdb.__version__}"

    def close(self) -> None:
        """Let go of memory and of spilled rows. The engine cannot be used afterwards."""
        self._connection.close()

    def run(
        self, sql: str, parameters: Parameters | None = None, tables: Tables | None = None
    ) -> Rows:
        """The rows of one SELECT; see `Engine.run`."""
        try:
            with self._cursor(tables, sql) as cursor:
                found = cursor.execute(sql, dict(parameters or {}))
                columns = [one[0] for one in found.description or ()]
                return Rows.of(columns, found.fetchall())
        except duckdb.Error as why:
            raise EngineFailed(f"DuckDB could not work this out: {why}") from why

    def write(self, sql: str, path: Path, tables: Tables) -> None:
        """Write the rows of one SELECT to a new Parquet file, in the statement's order."""
        try:
            with self._cursor(tables, sql) as cursor:
                cursor.execute(
                    f"COPY ({sql}) TO '{quoted(path)}' "
                    "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 30720)"
                )
        except duckdb.Error as why:
            raise EngineFailed(f"DuckDB could not write {path.name}: {why}") from why

    @contextmanager
    def _cursor(self, tables: Tables | None, sql: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that sees what this statement names, which stays as long as it is used."""
        with self._connection.cursor() as cursor:
            if tables is None:
                yield cursor
                return
            with self._making:
                schema = self._schema(tables, sql)
                self._used[schema] += 1
            try:
                cursor.execute(f"SET schema = '{schema}'")
                yield cursor
            finally:
                with self._making:
                    self._used[schema] -= 1

    def _schema(self, tables: Tables, sql: str) -> str:
        """The schema of these tables; those that the statement names are made if they are not."""
        schema = self._schemas.get(tables.edition)
        with self._connection.cursor() as cursor:
            if schema is None:
                self._number += 1
                schema = f"edition_{self._number}"
                cursor.execute(f"CREATE SCHEMA {schema}")
                self._schemas[tables.edition] = schema
                self._made[schema] = set()
                self._forget(cursor)
            self._schemas.move_to_end(tables.edition)
            cursor.execute(f"SET schema = '{schema}'")
            for one in tables.needed(sql):
                if one.name not in self._made[schema]:
                    source = scan(one) if isinstance(one, Files) else one.sql
                    kind = "TABLE" if isinstance(one, View) and one.kept else "VIEW"
                    cursor.execute(f"CREATE {kind} {one.name} AS {source}")
                    self._made[schema].add(one.name)
        return schema

    def _forget(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Let go of the editions longest not asked for, save those that a statement is using."""
        for edition, schema in list(self._schemas.items())[:-EDITIONS_HELD]:
            if not self._used[schema]:
                cursor.execute(f"DROP SCHEMA {schema} CASCADE")
                del self._schemas[edition], self._made[schema], self._used[schema]


def scan(files: Files) -> str:
    """SQL that reads the files as one table, columns matched by name."""
    paths = ", ".join(f"'{quoted(path)}'" for path in files.paths)
    by_name = "" if files.alike or len(files.paths) == 1 else ", union_by_name = true"
    return f"SELECT * FROM read_parquet([{paths}]{by_name})"


def quoted(path: Path) -> str:
    """A path for use between single quotes in SQL."""
    return str(path).replace("'", "''")
