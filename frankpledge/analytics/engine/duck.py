"""DuckDB, in this process: the engine that every area has.

One connection serves all threads: every statement has a cursor of its own, as DuckDB asks for
(duckdb.org, "Using DuckDB in multi-threaded Python"). Nothing is written but spilled rows, which
go to the system's folder for temporary files and away with the process.
"""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

import duckdb

from .nouns import EngineFailed, Files, Parameters, Rows, Tables

EDITIONS_HELD = 8
"""How many editions of the tables stay known. An older one is made anew when asked for again."""


class DuckEngine:
    """DuckDB in process, read-only over Parquet files."""

    def __init__(self, *, threads: int | None = None, memory: str = "1GB") -> None:
        """`threads`: as many as there are cores if not said. `memory`: "500MB"; more is spilled."""
        self._spill = tempfile.TemporaryDirectory(prefix="frankpledge-duckdb-")
        settings = {
            "memory_limit": memory,
            "temp_directory": self._spill.name,
            "preserve_insertion_order": "false",
            **({"threads": str(threads)} if threads else {}),
        }
        self._connection = duckdb.connect(":memory:", config=settings)
        self._making = threading.Lock()
        self._made: OrderedDict[str, str] = OrderedDict()
        self._number = 0

    @property
    def name(self) -> str:
        """The engine and its version."""
        return f"DuckDB {duckdb.__version__}"

    def close(self) -> None:
        """Let go of memory and of spilled rows. The engine cannot be used afterwards."""
        self._connection.close()
        self._spill.cleanup()

    def run(
        self, sql: str, parameters: Parameters | None = None, tables: Tables | None = None
    ) -> Rows:
        """The rows of one SELECT; see `Engine.run`."""
        try:
            cursor = self._connection.cursor()
            if tables is not None:
                cursor.execute(f"SET schema = '{self._schema(tables)}'")
            found = cursor.execute(sql, dict(parameters or {}))
            columns = [one[0] for one in found.description or ()]
            return Rows.of(columns, found.fetchall())
        except duckdb.Error as why:
            raise EngineFailed(f"DuckDB could not work this out: {why}") from why

    def write(self, sql: str, path: Path, tables: Tables) -> None:
        """Write the rows of one SELECT to a new Parquet file, in the statement's order."""
        try:
            cursor = self._connection.cursor()
            cursor.execute(f"SET schema = '{self._schema(tables)}'")
            cursor.execute(
                f"COPY ({sql}) TO '{quoted(path)}' "
                "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 30720)"
            )
        except duckdb.Error as why:
            raise EngineFailed(f"DuckDB could not write {path.name}: {why}") from why

    def _schema(self, tables: Tables) -> str:
        """The schema that holds these tables, made if this is the first time they are asked of."""
        with self._making:
            if tables.edition in self._made:
                self._made.move_to_end(tables.edition)
                return self._made[tables.edition]
            self._number += 1
            schema = f"edition_{self._number}"
            cursor = self._connection.cursor()
            cursor.execute(f"CREATE SCHEMA {schema}")
            cursor.execute(f"SET schema = '{schema}'")
            for files in tables.files:
                cursor.execute(f"CREATE VIEW {files.name} AS {scan(files)}")
            for view in tables.views:
                what = "TABLE" if view.kept else "VIEW"
                cursor.execute(f"CREATE {what} {view.name} AS {view.sql}")
            self._made[tables.edition] = schema
            while len(self._made) > EDITIONS_HELD:
                _, old = self._made.popitem(last=False)
                cursor.execute(f"DROP SCHEMA {old} CASCADE")
            return schema


def scan(files: Files) -> str:
    """SQL that reads the files as one table, columns matched by name."""
    paths = ", ".join(f"'{quoted(path)}'" for path in files.paths)
    return f"SELECT * FROM read_parquet([{paths}], union_by_name = true)"


def quoted(path: Path) -> str:
    """A path for use between single quotes in SQL."""
    return str(path).replace("'", "''")
