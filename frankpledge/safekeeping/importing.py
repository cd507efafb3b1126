"""An export brought into an empty system, by the same road as a backup: whole, or not at all."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from frankpledge.safekeeping import archive
from frankpledge.safekeeping.exporting import (
    ABOUT,
    FORMAT,
    FORMAT_VERSION,
    SUMS,
    WITHHELD,
    checksum,
    names_by_slug,
)
from frankpledge.safekeeping.refusing import CannotKeep
from frankpledge.safekeeping.restore import Restored, put_in_place
from frankpledge.safekeeping.rows import Tally, as_line
from frankpledge.safekeeping.tables import Table, refuse_unknown, tables_of

HELD = ("files", "evidence")


def import_area(folder: Path) -> Restored:
    """Bring an area's export in. Raises CannotKeep, with nothing changed."""
    return put_in_place(_Export(folder).pour, only_empty=True)


@dataclass(frozen=True)
class _Export:
    """An export's folder."""

    folder: Path

    def pour(self, into: IO[bytes]) -> None:
        """Write it as a backup is written. Raises CannotKeep where it is none, or was changed."""
        about = self._checked()
        applied = tuple((app, name) for app, name in about["migrations"])
        loader = MigrationLoader(connection, ignore_no_migrations=True)
        refuse_unknown(set(applied), loader, "The export")
        tables = {one.label: one for one in tables_of("default", applied)}
        writer = archive.Writer(into)
        head = {
            "format": archive.FORMAT,
            "format_version": archive.FORMAT_VERSION,
            "migrations": about["migrations"],
        }
        writer.add_json(archive.ABOUT, head)
        numbers = {label: self._numbers(tables[label]) for label in about["records"]}
        for label in about["records"]:
            table, tally = tables[label], Tally()
            lines = self._lines(table, numbers, tally)
            writer.add_lines(f"database/{table.name}", lines)
            writer.manifest.tables.append(
                archive.TableKept(
                    table.name, label, tally.rows, tally.digest.hexdigest(), about["last"][label]
                )
            )
        for name in HELD:
            for path in sorted((self.folder / name).rglob("*")):
                if path.is_file():
                    writer.add_file(path.relative_to(self.folder).as_posix(), path)
        writer.end()

    def _checked(self) -> dict[str, Any]:
        try:
            about: dict[str, Any] = json.loads((self.folder / ABOUT).read_text(encoding="utf-8"))
            sums = (self.folder / SUMS).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise CannotKeep(f"{self.folder} is no export of Frankpledge.") from error
        if about.get("format") != FORMAT or about.get("format_version") != FORMAT_VERSION:
            raise CannotKeep(f"{self.folder} is no export of this version of Frankpledge.")
        expected = {name: digest for digest, _, name in (one.partition("  ") for one in sums)}
        there = {
            path.relative_to(self.folder).as_posix(): path
            for path in self.folder.rglob("*")
            if path.is_file() and path.name != SUMS
        }
        for name in sorted(expected.keys() | there.keys()):
            if name not in there or checksum(there[name]) != expected.get(name):
                raise CannotKeep(
                    f"{name} is not as it was exported: it is missing, was changed or was put in."
                )
        return about

    def _records(self, table: Table) -> Iterator[dict[str, Any]]:
        with (self.folder / "records" / f"{table.label}.jsonl").open("rb") as lines:
            yield from map(json.loads, lines)

    def _numbers(self, table: Table) -> dict[Any, Any]:
        """Slug → key, of a kind that is pointed at by its slug."""
        if not names_by_slug(table):
            return {}
        return {one["slug"]: one[table.key.name] for one in self._records(table)}

    def _lines(
        self, table: Table, numbers: dict[str, dict[Any, Any]], tally: Tally
    ) -> Iterator[bytes]:
        for record in self._records(table):
            values: dict[str, Any] = {}
            for one in table.fields:
                if (table.label, one.attname) in WITHHELD:
                    values[one.attname] = WITHHELD[table.label, one.attname]
                    continue
                value = record[one.name]
                if isinstance(one, models.ForeignKey):
                    slugs = numbers.get(one.remote_field.model._meta.label_lower, {})
                    value = slugs.get(value, value)
                values[one.attname] = value
            line = as_line(values)
            tally.add(values, line)
            yield line
