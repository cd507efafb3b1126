"""Which kind of file a header belongs to, and which of its columns is which field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from frankpledge.analytics.store.nouns import Family, Field, Kind, NotLoaded
from frankpledge.analytics.store.reading import Taken


@dataclass(frozen=True)
class Recognised:
    """A file's kind; for each column in order its field or None; what the file's name says."""

    taken: Taken
    kind: Kind
    columns: tuple[Field | None, ...]
    hints: dict[str, str | None]

    @property
    def extra(self) -> tuple[str, ...]:
        """The columns that are not kept."""
        pairs = zip(self.taken.header, self.columns, strict=True)
        return tuple(name for name, field in pairs if field is None and name)


def recognise(taken: Taken, kinds: Sequence[Kind | Family]) -> Recognised:
    """Know a file by its header: the kind most of whose columns are there, if all needed are.

    Raises NotLoaded, naming the columns that are missing, twice there, or of no known kind.
    """
    if taken.bytes == 0:
        raise NotLoaded(f"“{taken.name}” is empty: it has not even a header.")
    names = [name.strip().strip("\ufeff").lower() for name in taken.header]
    best, score = None, 0.0
    for kind in _possible(kinds, names):
        there = sum(1 for field in kind.fields if _matches(field, names))
        share = there / len(kind.fields)
        if there and (_missing(kind, names) == [], share, there) > (
            best is not None and _missing(best, names) == [],
            score,
            0,
        ):
            best, score = kind, share
    if best is None or (score < 0.5 and _missing(best, names)):
        raise NotLoaded(_unknown(taken, kinds))
    if missing := _missing(best, names):
        listed = ", ".join(f"“{field.headers[0]}”" for field in missing)
        raise NotLoaded(
            f"“{taken.name}” looks like {best.title.lower()} but has no column {listed}."
        )
    return Recognised(taken, best, _columns(taken, best, names), hints(taken.name, best))


def is_known(headings: Sequence[str], kinds: Sequence[Kind | Family]) -> bool:
    """Whether these headings are those of a kind, with nothing missing."""
    names = [heading.strip().lower() for heading in headings]
    return any(not _missing(kind, names) for kind in _possible(kinds, names))


def _possible(kinds: Sequence[Kind | Family], names: Sequence[str]) -> list[Kind]:
    made = (one if isinstance(one, Kind) else one.make(names) for one in kinds)
    return [one for one in made if one is not None]


def _matches(field: Field, names: Sequence[str]) -> bool:
    return any(header.lower() in names for header in field.headers)


def _missing(kind: Kind, names: Sequence[str]) -> list[Field]:
    return [field for field in kind.fields if not field.optional and not _matches(field, names)]


def _columns(taken: Taken, kind: Kind, names: Sequence[str]) -> tuple[Field | None, ...]:
    by_header = {header.lower(): field for field in kind.fields for header in field.headers}
    columns = tuple(by_header.get(name) for name in names)
    for field in kind.fields:
        places = [at for at, one in enumerate(columns) if one is field]
        if len(places) > 1:
            twice = " and ".join(f"“{taken.header[at]}”" for at in places)
            raise NotLoaded(f"“{taken.name}” has a column twice: {twice}. Which holds is unknown.")
    return columns


def _unknown(taken: Taken, kinds: Sequence[Kind | Family]) -> str:
    # A first line with figures in it is no header but a row of data, which may name somebody.
    is_header = not any(re.search(r"\d{3}|\d[/:.]\d|@", name) for name in taken.header)
    shown = f"its first line is “{', '.join(taken.header)[:200]}”"
    if not is_header:
        shown = "its first line is no header"
    titles = (kind.titles if isinstance(kind, Family) else (kind.title,) for kind in kinds)
    known = ", ".join(sorted({title.lower() for some in titles for title in some}))
    return (
        f"“{taken.name}” is no kind of file that is known here: {shown}."
        f" Expected the header of one of: {known}."
    )


def hints(name: str, kind: Kind) -> dict[str, str | None]:
    """What a file's name says: the named groups of the kind's pattern."""
    if kind.file_name is None:
        return {}
    pattern = re.compile(kind.file_name)
    found = pattern.search(PurePosixPath(name).name.lower())
    return {
        group: found.group(group) if found is not None else None for group in pattern.groupindex
    }
