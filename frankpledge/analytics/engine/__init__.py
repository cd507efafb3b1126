"""The engines that run measures: DuckDB in this process, or a Spark cluster that an area names."""

from __future__ import annotations

from frankpledge.analytics.engine.duck import DuckEngine
from frankpledge.analytics.engine.nouns import (
    Engine,
    EngineFailed,
    Files,
    Rows,
    Tables,
    Value,
    View,
)
from frankpledge.analytics.engine.spark import SparkEngine

__all__ = [
    "DuckEngine",
    "Engine",
    "EngineFailed",
    "Files",
    "Rows",
    "SparkEngine",
    "Tables",
    "Value",
    "View",
    "engine_named",
]


def engine_named(
    name: str, *, threads: int | None = None, memory: str = "1GB"
) -> DuckEngine | SparkEngine:
    """The engine that a setting names: nothing or "duckdb", "spark://host:port", "local[2]".

    Raises EngineFailed when the name is none of these, or the cluster cannot be reached.
    """
    wanted = name.strip()
    if wanted.lower() in ("", "duckdb"):
        return DuckEngine(threads=threads, memory=memory)
    if wanted.startswith(("spark://", "local")):
        return SparkEngine(wanted)
    raise EngineFailed(
        f"No engine is called “{name}”. Expected nothing (DuckDB), or a Spark cluster as "
        "spark://host:port, or local[2]."
    )
