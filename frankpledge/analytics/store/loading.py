"""Load files into the store: one call, one release, or nothing at all.

Files are taken in batches: unpacked, counted and hashed while the batch before is checked and
written. A kill at any moment leaves the store without the release or with all of it.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from frankpledge.analytics.store import counting, linking
from frankpledge.analytics.store.connecting import connect, small_connection
from frankpledge.analytics.store.converting import converted
from frankpledge.analytics.store.doubting import doubts, not_yet
from frankpledge.analytics.store.kinds import ALL_KINDS
from frankpledge.analytics.store.mapping import Mapping
from frankpledge.analytics.store.nouns import (
    Family,
    Kind,
    Loaded,
    NotLoaded,
    Progress,
    Release,
    SourceFile,
    TableInfo,
)
from frankpledge.analytics.store.reading import MOST_FILES, Found, Taken, batched, find, take
from frankpledge.analytics.store.recognising import Recognised, is_known, recognise
from frankpledge.analytics.store.rejects import write_rejects
from frankpledge.analytics.store.repeating import loaded_before
from frankpledge.analytics.store.revisions import revised
from frankpledge.analytics.store.shrinking import shrinking
from frankpledge.analytics.store.store import Store, commit, staging
from frankpledge.analytics.store.wording import undated, words_of
from frankpledge.analytics.store.writing import Written, write_part

WRITERS = 2
"""Batches written at once: while one waits for its last rows the other has the processor."""
NAMED = 100
"""So many rejected rows are named in a release; rejects.csv names all."""
LONDON = ZoneInfo("Europe/London")
SMALL = 32 << 20
"""So many bytes are checked in memory without a folder to spill to."""
Say = Callable[[Progress], None]


@dataclass
class _Table:
    """What has been written of one table so far."""

    kind: Kind
    parts: list[str] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)


def load(
    store: Store,
    paths: Sequence[Path],
    *,
    now: datetime,
    by: str,
    published: date | None = None,
    kinds: Sequence[Kind | Family] = ALL_KINDS,
    mapping: Mapping | None = None,
    say: Say | None = None,
    shrink: bool = False,
) -> Loaded:
    """Load CSV files, spreadsheets, folders and zips as one release.

    `published`: the day the publisher brought them out, today if not said. `mapping`: how a
    partner's own files are read; they are read as nothing else then. `shrink`: less than is held
    now is meant to stand for it. The same bytes again change nothing, and give the release that
    has them, while it still holds. Waits where another load is running. Raises NotLoaded, with the
    store as it was, where a file is not known, is damaged or has too many mistakes, where nothing
    is left to keep or far less than is held, and where the disk is full.
    """
    tell = say or (lambda progress: None)
    found, notes = find([Path(path) for path in paths])
    if not found:
        raise NotLoaded("There is no CSV file in what was given.", *notes)
    try:
        with staging(store, lambda: tell(Progress("Waiting for another load to end.", 0, 1))) as at:
            small = len(found) <= MOST_FILES and sum(file.bytes for file in found) <= SMALL
            connection = small_connection() if small else connect(at / "spill")
            one = _Load(store, at, connection, mapping, tuple(kinds), notes, tell, now)
            one.may_shrink = shrink
            return one.run(found, by=by, published=published)
    except OSError as why:
        if why.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NotLoaded(_FULL) from None
        raise NotLoaded(f"The files could not be read or written: {why}.") from None
    except duckdb.OutOfMemoryException:
        raise NotLoaded("The checks need more memory than they may use.") from None
    except duckdb.IOException as why:
        if "space" in str(why) or "too large" in str(why):
            raise NotLoaded(_FULL) from None
        raise NotLoaded(f"The files could not be read or written: {why}.") from None


_FULL = "The disk is full. Nothing was loaded, and what was there is as it was."


class _Load:
    """One load under way, in its staging folder."""

    def __init__(
        self,
        store: Store,
        at: Path,
        connection: duckdb.DuckDBPyConnection,
        mapping: Mapping | None,
        kinds: Sequence[Kind | Family],
        notes: list[str],
        tell: Say,
        now: datetime,
    ) -> None:
        self.store, self.notes, self.tell, self.mapping = store, notes, tell, mapping
        self.now, self.today = now, (now.astimezone(LONDON) if now.tzinfo else now).date()
        self.kinds = (mapping.kind(self.today),) if mapping else kinds
        self.folder, self.scratch = at / "release", at / "scratch"
        self.folder.mkdir()
        self.scratch.mkdir()
        self.tables: dict[str, _Table] = {}
        self.files: list[Recognised] = []
        self.seen: dict[tuple[object, ...], Recognised] = {}
        self.connection = connection
        self.may_shrink = False

    def run(self, found: Sequence[Found], *, by: str, published: date | None) -> Loaded:
        """Every batch, then the counts, then the commit."""
        is_dated, published = published is not None, published or self.now.date()
        try:
            self._batches(found)
            checksum = self._checksum()
            if before := loaded_before(self.store, checksum, published):
                if before.already:
                    return before
                self.notes += before.words
            self.tell(Progress("Counting.", 1, 1))
            tables = {name: self._info(one, published) for name, one in self.tables.items()}
            if wrong := [
                words
                for name, one in tables.items()
                for words in not_yet(self.tables[name].kind, one.slices, self.today)
            ]:
                raise NotLoaded(*wrong)
            if not any(one.kept for one in tables.values()):
                raise NotLoaded("There is no row in these files.", *self.notes)
            paths = {
                name: [self.folder / part for part in one.parts]
                for name, one in self.tables.items()
            }
            if not is_dated:
                self.notes[:0] = undated(tables)
            if not self.may_shrink:
                self._refuse_less(tables, paths, published)
            self.notes += self._later(tables, published)
            self.notes += linking.unlinked(self.connection, self.store, paths)
            release = self._release(tables, checksum, by, published)
        finally:
            self.connection.close()
        write_rejects(
            self.folder / "rejects.csv",
            (
                (name, reject)
                for name, table in self.tables.items()
                for one in table.written
                for reject in one.rejects
            ),
        )
        self.tell(Progress("Storing.", 1, 1))
        commit(self.store, self.folder, release)
        return Loaded(release, False, (*self.notes, *words_of(release)))

    def _batches(self, found: Sequence[Found]) -> None:
        """Take the next batch while the ones before are written, each in a thread of its own."""
        of, done, start = sum(one.bytes for one in found), 0, 0
        batches = list(batched(found))
        with ThreadPoolExecutor(1) as taking, ThreadPoolExecutor(WRITERS) as writing:
            under_way: deque[tuple[list[Future[list[Written]]], list[Taken]]] = deque()
            ahead = taking.submit(self._take, batches[0], start)
            for batch, following in zip(batches, [*batches[1:], None], strict=True):
                taken = ahead.result()
                start += len(batch)
                if following:
                    ahead = taking.submit(self._take, following, start)
                self.tell(Progress(f"Checking {batch[0].name}", done, of))
                under_way.append((self._write(writing, self._recognised(taken)), taken))
                if len(under_way) == WRITERS:
                    self._written(*under_way.popleft())
                done += sum(one.bytes for one in batch)
            for one in under_way:
                self._written(*one)
        self.tell(Progress("Every file is checked.", of, of))

    def _take(self, batch: Sequence[Found], start: int) -> list[Taken]:
        taken = []
        for number, given in enumerate(batch, start):
            fits = partial(is_known, kinds=self.kinds)
            one = converted(given, self.scratch, number, self.mapping, fits)
            self.notes += one.notes
            read = one.as_given(take(one.found, self.scratch, number))
            taken.append(replace(read, inside=given.inside))
        return taken

    def _recognised(self, taken: Sequence[Taken]) -> list[tuple[int, Recognised]]:
        """The batch's files, each with its number; a file that is there twice is left out."""
        reasons: list[str] = []
        known = []
        for one in taken:
            try:
                file = recognise(one, self.kinds)
            except NotLoaded as why:
                reasons += why.reasons
                continue
            if wrong := doubts(file, self.today):
                reasons += wrong
            elif self._is_new(file):
                known.append((len(self.files), file))
                self.files.append(file)
        if reasons:
            raise NotLoaded(*reasons)
        return known

    def _is_new(self, file: Recognised) -> bool:
        """False for the same file again. Raises NotLoaded for two versions of one slice."""
        said = tuple(file.hints.values())
        whole = bool(said) and None not in said and file.kind.one_file_a_slice
        mark = (file.kind.table, said) if whole else (file.kind.table, file.taken.checksum)
        other = self.seen.setdefault(mark, file)
        if other is file:
            return True
        if other.taken.checksum == file.taken.checksum:
            self.notes.append(
                f"“{file.taken.name}” is the same as “{other.taken.name}”: read once."
            )
            return False
        raise NotLoaded(
            f"{_where(other)} and {_where(file)} are two versions of the same month:"
            " load the earlier first, then the later as a release of its own."
        )

    def _write(
        self, writing: ThreadPoolExecutor, files: Sequence[tuple[int, Recognised]]
    ) -> list[Future[list[Written]]]:
        """Begin a Parquet file for each kind and header in a batch."""
        groups: dict[tuple[object, ...], list[tuple[int, Recognised]]] = {}
        for number, file in files:
            mark = (file.kind.table, file.columns, file.taken.delimiter)
            groups.setdefault(mark, []).append((number, file))
        begun = []
        for group in groups.values():
            kind = group[0][1].kind
            table = self.tables.setdefault(kind.table, _Table(kind))
            count = len(table.parts) + 1
            name = f"{kind.table}.parquet" if count == 1 else f"{kind.table}-{count}.parquet"
            table.parts.append(name)
            cursor = self.connection.cursor()
            begun.append(
                writing.submit(write_part, cursor, group, self.folder / name, self.scratch)
            )
        return begun

    def _written(self, parts: Sequence[Future[list[Written]]], taken: Sequence[Taken]) -> None:
        """Wait for a batch to be written; account for its rows and throw what was unpacked away."""
        for part in parts:
            written = part.result()
            if written:
                self.tables[written[0].file.kind.table].written += written
        for one in taken:
            if one.path.is_relative_to(self.scratch):
                one.path.unlink()

    def _checksum(self) -> str:
        """Of the files' bytes and the kinds they were read as, whatever their names and order."""
        marks = sorted(f"{one.kind.table} {one.taken.checksum}" for one in self.files)
        if self.mapping:
            marks.append(json.dumps(self.mapping.to_json(), sort_keys=True))
        return hashlib.sha256("\n".join(marks).encode()).hexdigest()

    def _info(self, table: _Table, published: date) -> TableInfo:
        kind, paths = table.kind, [self.folder / name for name in table.parts]
        there = counting.slices(self.connection, paths)
        rows = sum(one.rows for one in there)
        none = counting.without(self.connection, paths)
        places = rows - none.get("lsoa", rows)
        rejects = [reject for one in table.written for reject in one.rejects]
        counts: dict[str, int] = {}
        for one in rejects:
            reason = f"{one.column}: {one.expected}" if one.column else one.expected
            counts[reason] = counts.get(reason, 0) + 1
        periods = sorted(one.period for one in there) or [""]
        return TableInfo(
            table=kind.table,
            rows_in=sum(one.rows for one in table.written),
            kept=sum(one.kept for one in table.written),
            rejected=counts,
            first=periods[0],
            last=periods[-1],
            slices=there,
            missing=counting.missing(there),
            vintages=counting.vintages(self.connection, paths, self.store, places),
            no_place=none.get("lsoa", 0),
            no_id=none.get("crime_id", 0),
            identical=counting.identical(self.connection, paths, kind),
            revisions=revised(self.connection, self.store, kind, paths, there, published),
            rows=rows,
            parts=tuple(table.parts),
            extra_columns=tuple(sorted({name for one in table.written for name in one.file.extra})),
            rejects=tuple(rejects[:NAMED]),
        )

    def _refuse_less(
        self,
        tables: dict[str, TableInfo],
        paths: dict[str, list[Path]],
        published: date,
    ) -> None:
        """Raises NotLoaded where far less than is held now would stand for it."""
        reasons = []
        for name, info in tables.items():
            kind = self.tables[name].kind
            reasons += shrinking(
                self.connection, self.store, kind, paths[name], info.slices, published
            )
        if reasons:
            raise NotLoaded(*reasons)

    def _later(self, tables: dict[str, TableInfo], published: date) -> list[str]:
        """What of this load does not hold, since a release published later has the same slices."""
        notes = []
        for name, info in tables.items():
            own = {(one.unit, one.period) for one in info.slices}
            for part in self.store.current(name):
                if part.release.published > published and part.path.name == f"{name}.parquet":
                    held = part.slices or [
                        (one.unit, one.period) for one in part.release.tables[name].slices
                    ]
                    if both := len(own.intersection(held)):
                        notes.append(
                            f"{name}: of {len(own):,} slices {both:,} were published later, in"
                            f" release {part.release.id}, which goes on to hold."
                        )
        return notes

    def _release(
        self,
        tables: dict[str, TableInfo],
        checksum: str,
        by: str,
        published: date,
    ) -> Release:
        number = max((one.number for one in self.store.releases()), default=0) + 1
        kinds = [one.kind for one in self.tables.values()]
        written = [one for table in self.tables.values() for one in table.written]
        rows = {id(one.file): one.rows for one in written}
        word = kinds[0].group or kinds[0].table
        return Release(
            id=f"{number:04d}-{word.replace('_', '-')}-{checksum[:8]}",
            number=number,
            title=", ".join(dict.fromkeys(one.title for one in kinds)),
            publisher=", ".join(dict.fromkeys(one.publisher for one in kinds)),
            source=", ".join(dict.fromkeys(one.source for one in kinds)),
            licence=", ".join(dict.fromkeys(one.licence for one in kinds)),
            loaded=self.now,
            published=published,
            by=by,
            checksum=checksum,
            files=tuple(
                SourceFile(one.taken.name, one.taken.checksum, one.taken.bytes, rows[id(one)])
                for one in self.files
            ),
            tables=tables,
            notes=tuple(self.notes),
        )


def _where(file: Recognised) -> str:
    inside = f" in “{file.taken.inside}”" if file.taken.inside else ""
    return f"“{file.taken.name}”{inside}"
