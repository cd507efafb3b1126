"""Apache Spark: for areas whose policy or number of readers asks for a cluster.

It gives the same answers, not quicker ones (STACK: one machine with DuckDB outdoes it). The workers
must see the evidence folder under the same path. pyspark is not among the programme's needs: an
area that names a cluster installs it.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

import sqlglot

from .nouns import EngineFailed, Parameters, Rows, Tables

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "4",
}
"""What the answers or the speed of small ones depend on; anything else is the cluster's own."""


class SparkEngine:
    """The same measures on a Spark cluster, or on "local[2]"."""

    def __init__(self, master: str, settings: Parameters | None = None) -> None:
        """`master`: "spark://host:port" or "local[2]". Raises EngineFailed if it cannot start."""
        try:
            from pyspark.sql import SparkSession
        except ImportError as why:
            raise EngineFailed("A Spark cluster is named, but pyspark is not installed.") from why
        builder = SparkSession.builder.master(master).appName("frankpledge")
        for key, value in {**SETTINGS, **(settings or {})}.items():
            builder = builder.config(key, str(value))
        try:
            self._spark: Any = builder.getOrCreate()
        except Exception as why:  # py4j raises whatever Java raised
            raise EngineFailed(
                f"Spark at {master} could not be reached: {first_line(why)}"
            ) from why
        self._making = threading.Lock()
        self._made: dict[str, Any] = {}

    @property
    def name(self) -> str:
        """The engine and its version."""
        return f"Apache Spark {self._spark.version}"

    def close(self) -> None:
        """Leave the cluster. The engine cannot be used afterwards."""
        self._spark.stop()

    def run(
        self, sql: str, parameters: Parameters | None = None, tables: Tables | None = None
    ) -> Rows:
        """The rows of one SELECT; see `Engine.run`."""
        session = self._session(tables) if tables is not None else self._spark
        try:
            frame = session.sql(carried(sql), args=dict(parameters or {}))
            return Rows.of(frame.columns, frame.collect())
        except EngineFailed:
            raise
        except Exception as why:
            raise EngineFailed(f"Spark could not work this out: {first_line(why)}") from why

    def _session(self, tables: Tables) -> Any:
        """The session whose temporary views are these tables, made if not yet there."""
        with self._making:
            if tables.edition not in self._made:
                session = self._spark.newSession()
                for files in tables.files:
                    reader = session.read.option("mergeSchema", "true")
                    paths = [str(path) for path in files.paths]
                    reader.parquet(*paths).createOrReplaceTempView(files.name)
                for view in tables.views:
                    frame = session.sql(carried(view.sql))
                    (frame.cache() if view.kept else frame).createOrReplaceTempView(view.name)
                self._made[tables.edition] = session
            return self._made[tables.edition]


@lru_cache(maxsize=512)
def carried(sql: str) -> str:
    """A statement of DuckDB's dialect in Spark's. Raises EngineFailed if sqlglot cannot read it."""
    try:
        return sqlglot.transpile(
            sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
        )[0]
    except sqlglot.errors.SqlglotError as why:
        raise EngineFailed(f"A measure cannot be carried to Spark: {first_line(why)}") from why


def first_line(why: Exception) -> str:
    """The first line of a complaint: Java's run to hundreds."""
    return (str(why).splitlines() or [type(why).__name__])[0]
