"""Which tables a database has, as its own applied migrations say: not as today's code would."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connections, models
from django.db.migrations.loader import MigrationLoader
from django.db.models import F
from django.db.models.functions import Collate

from frankpledge.safekeeping.refusing import CannotKeep

# Django's own notes of what was migrated are written anew by migrating.
OWN_NOTES = "django_migrations"


@dataclass(frozen=True)
class Table:
    """One table, by the model that it had when its migrations ran."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        """As the database calls it."""
        return self.model._meta.db_table

    @property
    def label(self) -> str:
        """As the program calls it: partnership.body."""
        return self.model._meta.label_lower

    @cached_property
    def fields(self) -> tuple[Any, ...]:
        """Its columns, in their order."""
        return tuple(self.model._meta.concrete_fields)

    @property
    def key(self) -> Any:
        """Its primary key."""
        return self.model._meta.pk

    @property
    def counts_up(self) -> bool:
        """Whether the database itself numbers its rows."""
        return isinstance(self.key, models.AutoField)

    @property
    def files(self) -> tuple[str, ...]:
        """The columns that name files."""
        return tuple(one.attname for one in self.fields if isinstance(one, models.FileField))

    def in_order(self, alias: str) -> Any:
        """Its rows as tuples, ordered by key in the same way on every database."""
        order: Any = self.key.attname
        if not isinstance(self.key, models.IntegerField | models.ForeignKey):
            plain = "C" if connections[alias].vendor == "postgresql" else "BINARY"
            order = Collate(F(order), plain)
        rows = self.model._base_manager.using(alias).order_by(order)
        return rows.values_list(*(one.attname for one in self.fields))


def applied_migrations(alias: str) -> tuple[tuple[str, str], ...]:
    """What was migrated in a database, of what this program knows.

    Raises CannotKeep where there is no database yet, or a newer program has been at it.
    """
    loader = MigrationLoader(connections[alias], ignore_no_migrations=True)
    applied = set(loader.applied_migrations)
    if not applied:
        raise CannotKeep("There is nothing here yet: the database is empty.")
    refuse_unknown(applied, loader, "The database")
    return tuple(sorted(applied))


def refuse_unknown(applied: set[tuple[str, str]], loader: MigrationLoader, what: str) -> None:
    """Raises CannotKeep where some of these migrations are none of this program's."""
    replaced = {one for each in loader.disk_migrations.values() for one in each.replaces}
    unknown = applied - loader.disk_migrations.keys() - replaced
    if unknown:
        app, name = min(unknown)
        raise CannotKeep(
            f"{what} was made by a newer version of Frankpledge: this one does not know its "
            f"change “{app} {name}”. Install that version or a later one first."
        )


def tables_of(alias: str, applied: tuple[tuple[str, str], ...]) -> tuple[Table, ...]:
    """Every table that these migrations made, in the order of their names."""
    loader = MigrationLoader(connections[alias], ignore_no_migrations=True)
    known = [one for one in applied if one in loader.graph.nodes]
    state = loader.project_state(known)
    found = state.apps.get_models(include_auto_created=True)
    managed = [one for one in found if one._meta.managed and not one._meta.proxy]
    return tuple(sorted(map(Table, managed), key=lambda one: one.name))


def others(alias: str, tables: tuple[Table, ...]) -> list[str]:
    """Tables that are none of the program's records, such as a cache; they are not kept."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
    return sorted(set(there) - {one.name for one in tables} - {OWN_NOTES})
