"""The words of the store: what a kind of file is, and what a release, a slice and a revision are.

All are frozen. `Release.to_json` and `Release.from_json` are each other's inverse, so a manifest on
disk is read back as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Type = Literal["text", "integer", "number", "month", "day", "time", "moment", "yes-no"]
SlicePair = tuple[str, str]
"""A unit and a period: ("cambridgeshire", "2024-03")."""


@dataclass(frozen=True)
class Field:
    """One column of a kind of file.

    `headers`: the accepted spellings, compared in lower case and stripped. `required`: a row
    without a value is rejected. `codes`: accepted spellings → stored value, compared in lower case;
    or the accepted values alone. `low`, `high`: inclusive limits of a number, or of a date's year.
    `blank`: values that mean none. `pattern`: a regular expression that the whole of a text must
    match, and `expected` the words for it. `optional`: the column itself may be absent.
    """

    name: str
    headers: tuple[str, ...]
    type: Type = "text"
    required: bool = False
    codes: Mapping[str, str] | tuple[str, ...] | None = field(default=None, hash=False)
    low: float | None = None
    high: float | None = None
    blank: tuple[str, ...] = ()
    pattern: str | None = None
    expected: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Check:
    """A rule over a whole row: `sql` must not be false. `column` is named where it is."""

    column: str
    sql: str
    expected: str


@dataclass(frozen=True)
class Kind:
    """One kind of file and the table that it becomes.

    `unit`, `period`, `derive` (output column → SQL) and `checks` see each field by its name,
    typed, and its text as `<name>_text`; and what the file's name says: each named group of
    `file_name` (a regular expression searched in the lower-case name) as `file_<group>`, a text or
    null. A derived column may take a field's name; it then replaces it. `drop`: fields that serve
    derivations alone and are not stored. `one_file_a_slice`: two different files of one load whose
    names say the same cannot both be right. `reshape`: SQL with `{rows}` for the checked rows
    (wide → long); it keeps `unit`, `period` and `file_number`. `sort`: columns that sort the rows
    within a slice. `in_order`: the publisher's files are sorted well enough, by slice and place,
    so they are not sorted again.
    """

    table: str
    title: str
    source: str
    publisher: str
    licence: str
    fields: tuple[Field, ...]
    unit: str
    period: str
    derive: Mapping[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    drop: tuple[str, ...] = ()
    file_name: str | None = None
    one_file_a_slice: bool = False
    reshape: str | None = None
    sort: tuple[str, ...] = ()
    in_order: bool = False
    group: str = ""
    """The first word of a release's id, where tables belong together: "police"."""


@dataclass(frozen=True)
class Family:
    """Kinds of file whose headings say what they hold, as `lsoa21_code` says level and year.

    `make`: a file's headings, in lower case → its kind, or None. `titles`: what it can make.
    """

    titles: tuple[str, ...]
    make: Callable[[Sequence[str]], Kind | None]


@dataclass(frozen=True)
class SourceFile:
    """A file as it was given: its name, SHA-256, size and number of rows below the header."""

    name: str
    checksum: str
    bytes: int
    rows: int


@dataclass(frozen=True)
class Slice:
    """So many rows of one unit (a police force, a vintage) and period (a month, a year)."""

    unit: str
    period: str
    rows: int


@dataclass(frozen=True)
class Reject:
    """A row that was not taken: where it stands, what it says, and what was expected.

    `value` is a value of `column`, which is one that is kept. Where a row is wrong as a whole, or
    is no row of data, nothing of it is quoted: it may name somebody.
    """

    file: str
    line: int
    column: str
    value: str
    expected: str

    def words(self, *, quoting: bool = True) -> str:
        """One line that says all of it; without the value where it is not to be quoted."""
        where = f"{self.file}, line {self.line}"
        column = f", {self.column}" if self.column else ""
        value = f" “{self.value}”," if quoting and self.column else ""
        return f"{where}{column}:{value} expected {self.expected}"


@dataclass(frozen=True)
class Revision:
    """What a later release says anew of a slice: rows before and after, ids added, gone, changed.

    `release`: the id of the earlier one. `matched`: ids in both. `changed`: column → matched ids
    with another value. `bare_before`, `bare_after`: rows without an id, which are only counted.
    """

    release: str
    unit: str
    period: str
    before: int
    after: int
    added: int
    removed: int
    changed: Mapping[str, int]
    matched: int = 0
    bare_before: int = 0
    bare_after: int = 0


@dataclass(frozen=True)
class TableInfo:
    """What a release holds of one table, and what was counted when it was loaded.

    `rows_in` = `kept` + `rejected`, always, in rows of the files. `rows`: rows stored, the same as
    `kept` unless the kind reshapes. `parts`: the Parquet files. `first`, `last`: periods.
    """

    table: str
    rows_in: int
    kept: int
    rejected: Mapping[str, int]
    first: str
    last: str
    slices: tuple[Slice, ...]
    missing: tuple[SlicePair, ...]
    vintages: Mapping[str, int]
    no_place: int
    no_id: int
    identical: int
    revisions: tuple[Revision, ...]
    rows: int
    parts: tuple[str, ...]
    extra_columns: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    """The first hundred; all are in rejects.csv."""


@dataclass(frozen=True)
class Release:
    """One load: what was in it, whose it is, who loaded it and when. Never changed afterwards."""

    id: str
    number: int
    title: str
    publisher: str
    source: str
    licence: str
    loaded: datetime
    published: date
    by: str
    checksum: str
    files: tuple[SourceFile, ...]
    tables: Mapping[str, TableInfo]
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        plain = asdict(self)
        plain["loaded"] = self.loaded.isoformat()
        plain["published"] = self.published.isoformat()
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Release:
        """The release that `to_json` wrote. Raises KeyError or TypeError where it is not one."""
        return cls(
            **{
                **plain,
                "loaded": datetime.fromisoformat(plain["loaded"]),
                "published": date.fromisoformat(plain["published"]),
                "files": tuple(SourceFile(**one) for one in plain["files"]),
                "tables": {name: _table(one) for name, one in plain["tables"].items()},
                "notes": tuple(plain["notes"]),
            }
        )


def _table(plain: Mapping[str, Any]) -> TableInfo:
    return TableInfo(
        **{
            **plain,
            "slices": tuple(Slice(**one) for one in plain["slices"]),
            "missing": tuple((unit, period) for unit, period in plain["missing"]),
            "revisions": tuple(Revision(**one) for one in plain["revisions"]),
            "parts": tuple(plain["parts"]),
            "extra_columns": tuple(plain["extra_columns"]),
            "rejects": tuple(Reject(**one) for one in plain["rejects"]),
        }
    )


@dataclass(frozen=True)
class Progress:
    """How far a load is: words for people, and `done` of `of` (bytes or steps)."""

    words: str
    done: int
    of: int


class NotLoaded(Exception):
    """Nothing was loaded, and the store is as it was. `reasons`: plain sentences, worst first."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@dataclass(frozen=True)
class Loaded:
    """The release; `already`: the same bytes were loaded before; `words`: what is to be said."""

    release: Release
    already: bool
    words: tuple[str, ...]
