"""The demonstration's own evidence in a store, loaded once and read by every test that asks.

Loading takes ten seconds, so the store is kept between runs, for the very code and files that it
was made with. Nobody writes there: a test that loads has a store of its own.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "areas" / "demonstration" / "evidence"
LOADED = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
# What is loaded, in this order, and the day on which it was published (where that is not known,
# one that puts the releases in their right order).
RELEASES = (
    ("geography", date(2025, 1, 1)),
    ("police/three-forces-2018-q4.zip", date(2019, 2, 1)),
    ("police/cambridgeshire-2024-03-earlier-release.zip", date(2024, 6, 1)),
    ("police/cambridgeshire-2024.zip", date(2025, 2, 1)),
    ("road", date(2025, 2, 15)),
    ("harm", date(2025, 2, 16)),
)


def kept_store(folder: Path) -> Path:
    """The root of a store in `folder` that holds the demonstration's evidence, made if needed."""
    kept = folder / _digest()
    if not kept.exists():
        for other in folder.iterdir():
            if not other.name.startswith(kept.name):
                shutil.rmtree(other, ignore_errors=True)
        fresh = folder / f"{kept.name}.{os.getpid()}"
        load_demonstration_evidence(fresh)
        try:
            fresh.rename(kept)
        except OSError:  # Another worker was as quick, with the same.
            shutil.rmtree(fresh)
    return kept


def load_demonstration_evidence(root: Path) -> None:
    """Load every file of the demonstration's evidence into a store at `root`."""
    from frankpledge.analytics.store import Store, load

    store = Store(root)
    for name, published in RELEASES:
        load(store, [FILES / name], now=LOADED, by="Demonstration", published=published)


def _digest() -> str:
    digest = hashlib.sha256()
    code = (ROOT / "frankpledge" / "analytics" / "store").rglob("*.py")
    for path in sorted([*code, Path(__file__), *FILES.rglob("*")]):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:24]
