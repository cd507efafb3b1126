"""DuckDB for one load: in memory, within a limit, and without the network."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import duckdb

MEMORY = "600MB"


def connect(spill: Path | None) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory, with a limit; what does not fit is spilled to a folder, if one is given."""
    return duckdb.connect(
        config={
            "memory_limit": MEMORY,
            "temp_directory": str(spill) if spill else "",
            "threads": str(max(1, min(4, os.cpu_count() or 1))),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )


def small_connection() -> duckdb.DuckDBPyConnection:
    """A cursor of the one for all small loads of this process, without a folder to spill to.

    To open one of its own takes longer than to load a small file.
    """
    return _shared(os.getpid()).cursor()


@cache
def _shared(process: int) -> duckdb.DuckDBPyConnection:
    return connect(None)
