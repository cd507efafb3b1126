"""The store on disk: immutable releases in folders, committed by one rename.

releases/0003-police-3f9a1c2b/   manifest.json, <table>.parquet …, rejects.csv
staging/<random>/                being written; whatever is there without the lock is rubbish
lock                             one load at a time; readers need none
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from frankpledge.analytics.store.nouns import Release, SlicePair

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Part:
    """A Parquet file that holds now, whole (`slices` None) or for those units and periods only.

    The slices of a release are named for each of its files, also where a file has none of them.
    """

    release: Release
    path: Path
    slices: tuple[SlicePair, ...] | None


class Store:
    """The releases under one root folder."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._read: dict[str, Release] = {}

    def releases(self) -> tuple[Release, ...]:
        """Every release, in the order of loading. A release is immutable, so it is read once.

        A folder without a manifest is none: something that was put or left there.
        """
        folder = self.root / "releases"
        try:
            names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
        except FileNotFoundError:
            return ()
        found = [self._release(name) for name in names if self._is_release(name)]
        return tuple(sorted(found, key=lambda one: one.number))

    def release(self, id: str) -> Release:
        """The release with this id. Raises KeyError where there is none."""
        for one in self.releases():
            if one.id == id:
                return one
        raise KeyError(f"There is no release “{id}”.")

    def folder(self, release: Release) -> Path:
        """Where its files are."""
        return self.root / "releases" / release.id

    def current(self, table: str, as_at: datetime | None = None) -> tuple[Part, ...]:
        """The files, and slices of them, that make up a table; as it was at `as_at`, if given.

        A slice is the latest published release's that has it; of equals the later loaded.
        """
        having = [
            one
            for one in self.releases()
            if table in one.tables and (as_at is None or one.loaded <= as_at)
        ]
        holder: dict[SlicePair, Release] = {}
        for one in sorted(having, key=lambda one: (one.published, one.number)):
            for slice in one.tables[table].slices:
                holder[slice.unit, slice.period] = one
        parts = []
        for one in having:
            own = [(slice.unit, slice.period) for slice in one.tables[table].slices]
            holding = tuple(pair for pair in own if holder[pair] is one)
            if holding:
                slices = None if len(holding) == len(own) else holding
                parts += [
                    Part(one, self.folder(one) / name, slices) for name in one.tables[table].parts
                ]
        return tuple(parts)

    def _is_release(self, name: str) -> bool:
        return name in self._read or (self.root / "releases" / name / MANIFEST).is_file()

    def _release(self, name: str) -> Release:
        if name not in self._read:
            text = (self.root / "releases" / name / MANIFEST).read_text(encoding="utf-8")
            self._read[name] = Release.from_json(json.loads(text))
        return self._read[name]


@contextmanager
def staging(store: Store, waiting: Callable[[], None]) -> Iterator[Path]:
    """A folder to write in, while nobody else loads; it is gone afterwards, committed or not.

    `waiting` is called once where another load holds the lock; then it is waited for. What an
    earlier load that was killed left behind is removed.
    """
    store.root.mkdir(parents=True, exist_ok=True)
    with (store.root / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        everything = store.root / "staging"
        shutil.rmtree(everything, ignore_errors=True)
        folder = everything / secrets.token_hex(8)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(everything, ignore_errors=True)


def commit(store: Store, folder: Path, release: Release) -> None:
    """Make the staged `folder` a release, for ever: it is there whole after this, or not at all."""
    text = json.dumps(release.to_json(), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for path in folder.iterdir():
        _to_disk(path)
    _to_disk(folder)
    releases = store.root / "releases"
    releases.mkdir(exist_ok=True)
    folder.rename(releases / release.id)
    _to_disk(releases)
    _to_disk(store.root)


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
