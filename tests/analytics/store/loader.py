"""A load in a process of its own, to be killed or starved: `loader.py STORE SIZE FILE…`.

It says on a line each step that the load says, and waits for a line before it goes on.
"""

from __future__ import annotations

import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from frankpledge.analytics.store import NotLoaded, Progress, Store, load


def main(root: str, most: int, paths: list[str]) -> None:
    """Load the files; files larger than `most` bytes cannot be written, as on a full disk."""

    def say(progress: Progress) -> None:
        tell(progress.words)
        sys.stdin.readline()

    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    now = datetime(2026, 1, 1, tzinfo=UTC)
    try:
        loaded = load(Store(Path(root)), [Path(one) for one in paths], now=now, by="x", say=say)
        tell(f"Loaded {loaded.release.id}")
    except NotLoaded as why:
        tell(f"NotLoaded {why}")


def tell(words: str) -> None:
    """A line to whoever started this."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
