"""An area's records in open formats, in a folder: to read, to keep, to start elsewhere with.

README.txt  fields.csv  SHA256SUMS  about.json
records/<app>.<kind>.jsonl   one record a line; files/…, evidence/…   as they came in
"""

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from frankpledge.history.chain import GENESIS, digest_of
from frankpledge.safekeeping.refusing import CannotKeep, in_words
from frankpledge.safekeeping.rows import as_line, last_number
from frankpledge.safekeeping.selecting import AREA, ENTRY, Chosen, chosen
from frankpledge.safekeeping.snapshot import snapshot
from frankpledge.safekeeping.tables import Table, applied_migrations, tables_of
from frankpledge.safekeeping.wording import README

FORMAT, FORMAT_VERSION = "frankpledge-area", 1
SUMS, ABOUT, FIELDS = "SHA256SUMS", "about.json", "fields.csv"
# Never taken away, and what stands there instead in the system that it is brought into.
WITHHELD: dict[tuple[str, str], Any] = {("accounts.account", "password"): "!"}
FIELD_HEAD = ("record", "field", "type", "meaning", "may be empty", "points at", "values")


@dataclass
class Exported:
    """What was written."""

    folder: Path
    area: str
    records: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: list[str] = field(default_factory=list)


def export(folder: Path, area: str = "") -> Exported:
    """Write an area's records to a new folder: there whole, or not at all. Raises CannotKeep.

    `area`: its slug; it may be left out where there is but one.
    """
    if folder.exists():
        raise CannotKeep(f"{folder} is there already. Name a folder that is not there yet.")
    partial = folder.with_name(f"{folder.name}.partial")
    with in_words("Nothing was exported."):
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700, parents=True)
        try:
            with snapshot() as alias:
                done = _Export(partial, alias, area).write()
            os.sync()
            partial.rename(folder)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
    done.folder = folder
    return done


class _Export:
    """One export under way."""

    def __init__(self, folder: Path, alias: str, slug: str) -> None:
        self.folder, self.alias = folder, alias
        self.applied = applied_migrations(alias)
        self.tables = tables_of(alias, self.applied)
        self.by_label = {one.label: one for one in self.tables}
        self.area, self.alone = self._area(slug)
        self.slugs: dict[str, dict[Any, str]] = {}
        self.done = Exported(folder, self.area.slug)

    def _rows(self, label: str) -> Any:
        return self.by_label[label].model._base_manager.using(self.alias)

    def _area(self, slug: str) -> tuple[Any, bool]:
        there = list(self._rows(AREA).order_by("slug"))
        found = [one for one in there if slug in ("", one.slug)]
        if len(found) == 1:
            return found[0], len(there) == 1
        names = ", ".join(one.slug for one in there) or "none"
        raise CannotKeep(f"Say which area, as --area. There are: {names}.")

    def write(self) -> Exported:
        """Everything, the checksums last."""
        found = chosen(self.tables, self.area.pk, self.alias, alone=self.alone)
        tables = [one for one in self.tables if one.label in found]
        for table in tables:
            if names_by_slug(table):
                self.slugs[table.label] = dict(self._rows(table.label).values_list("pk", "slug"))
        (self.folder / "records").mkdir()
        named: set[str] = set()
        for table in tables:
            lines = self._lines(table, found[table.label], named)
            with (self.folder / "records" / f"{table.label}.jsonl").open("wb") as out:
                self.done.records[table.label] = sum(1 for line in lines if out.write(line))
        self._copy_files(named)
        self._copy_evidence(found)
        self._write_words(tables)
        self._write_sums()
        return self.done

    def _lines(self, table: Table, keys: set[Any], named: set[str]) -> Iterator[bytes]:
        names = [one.attname for one in table.fields]
        place, previous = 0, GENESIS
        for row in table.in_order(self.alias).iterator(chunk_size=2_000):
            values = dict(zip(names, row, strict=True))
            if values[table.key.attname] not in keys:
                continue
            if table.label == ENTRY and not self.alone:
                # The chain ran over several areas: what is taken out of it is chained anew.
                place += 1
                values |= {"place": place, "previous": previous}
                previous = values["digest"] = digest_of(SimpleNamespace(**values))
            named |= {values[one] for one in table.files if values[one]}
            yield as_line(self._told(table, values))

    def _told(self, table: Table, values: dict[str, Any]) -> dict[str, Any]:
        told = {}
        for one in table.fields:
            value = values[one.attname]
            if (table.label, one.attname) in WITHHELD:
                continue
            if isinstance(one, models.ForeignKey):
                slugs = self.slugs.get(one.related_model._meta.label_lower, {})
                value = slugs.get(value, value)
            told[one.name] = value
        return told

    def _copy_files(self, named: set[str]) -> None:
        for name in sorted(named):
            source, target = Path(settings.MEDIA_ROOT) / name, self.folder / "files" / name
            if not source.is_file():
                self.done.missing.append(name)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            self.done.files += 1

    def _copy_evidence(self, found: Chosen) -> None:
        keys = found.get("releases.release", set())
        rows = self._rows("releases.release").filter(pk__in=keys).order_by("number")
        for key in rows.values_list("key", flat=True):
            source = Path(settings.EVIDENCE_ROOT) / "releases" / key
            if not source.is_dir():
                self.done.missing.append(f"evidence/releases/{key}")
                continue
            target = self.folder / "evidence" / "releases" / key
            shutil.copytree(source, target, copy_function=shutil.copyfile)
            self.done.files += sum(one.is_file() for one in target.rglob("*"))

    def _write_words(self, tables: list[Table]) -> None:
        about = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "area": self.area.slug,
            "migrations": [list(one) for one in self.applied],
            "records": self.done.records,
            # No number is given twice, also not those of records that are gone.
            "last": {one.label: last_number(one, self.alias) for one in tables},
            "missing": self.done.missing,
        }
        (self.folder / ABOUT).write_text(
            json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        chain = "as it stands" if self.alone else "chained anew: the service holds other areas too"
        words = README.format(area=self.area.name, history=chain)
        (self.folder / "README.txt").write_text(words, encoding="utf-8")
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(FIELD_HEAD)
        writer.writerows(row for table in tables for row in meanings(table))
        (self.folder / FIELDS).write_text(text.getvalue(), encoding="utf-8")

    def _write_sums(self) -> None:
        lines = [
            f"{checksum(path)}  {path.relative_to(self.folder).as_posix()}\n"
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        ]
        (self.folder / SUMS).write_text("".join(lines), encoding="utf-8")


def names_by_slug(table: Table) -> bool:
    """Whether records of this kind are pointed at by a slug of their own rather than by number."""
    return any(one.name == "slug" and one.unique for one in table.fields)


def meanings(table: Table) -> Iterator[tuple[str, ...]]:
    """The data dictionary's lines for one kind of record, in the program's own words."""
    model = apps.get_model(table.label)
    for one in model._meta.concrete_fields:
        if (table.label, one.attname) in WITHHELD:
            continue
        kind, to = one.get_internal_type(), one.related_model
        meaning = str(one.verbose_name)
        if one.help_text:
            meaning = f"{meaning}: {one.help_text}"
        values = "; ".join(f"{key} = {words}" for key, words in one.flatchoices)
        may = "yes" if one.null or one.blank else "no"
        points = to._meta.label_lower if isinstance(to, type) else ""
        yield table.label, one.name, kind, meaning, may, points, values


def checksum(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
