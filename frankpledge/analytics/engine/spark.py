"""Apache Spark: for areas whose policy or number of readers asks for a cluster.

It gives the same answers, not quicker ones (STACK: one machine with DuckDB outdoes it). The workers
must see the evidence folder under the same path. pyspark is not among the programme's needs: an
area that names a cluster installs it.
"""

from __future__ import annotations

import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlglot

from frankpledge.analytics.engine.nouns import EngineFailed, Files, Parameters, Rows, Tables

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "4",
    # Nothing is kept there; without this Spark makes the folder wherever it happens to be run.
    "spark.sql.warehouse.dir": str(Path(tempfile.gettempdir()) / "frankpledge-spark-warehouse"),
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
            # What goes wrong is said by EngineFailed: Java's own lines help nobody at a terminal.
            self._spark.sparkContext.setLogLevel("OFF")
        except Exception as why:  # py4j raises whatever Java raised
            raise EngineFailed(
                f"Spark at {master} could not be reached: {first_line(why)}"
            ) from why
        self._making = threading.Lock()
        self._made: dict[str, tuple[Any, set[str]]] = {}

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
        try:
            session = self._session(tables, sql) if tables is not None else self._spark
            frame = session.sql(carried(sql), args=dict(parameters or {}))
            return Rows.of(frame.columns, frame.collect())
        except EngineFailed:
            raise
        except Exception as why:
            raise EngineFailed(f"Spark could not work this out: {first_line(why)}") from why

    def _session(self, tables: Tables, sql: str) -> Any:
        """The session of these tables; views that the statement names are made if they are not."""
        with self._making:
            if tables.edition not in self._made:
                self._made[tables.edition] = (self._spark.newSession(), set())
            session, made = self._made[tables.edition]
            for one in tables.needed(sql):
                if one.name in made:
                    continue
                if isinstance(one, Files):
                    reader = session.read.option("mergeSchema", str(not one.alike))
                    frame = reader.parquet(*(str(path) for path in one.paths))
                else:
                    frame = session.sql(carried(one.sql))
                    frame = frame.cache() if one.kept else frame
                frame.createOrReplaceTempView(one.name)
                made.add(one.name)
            return session


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
