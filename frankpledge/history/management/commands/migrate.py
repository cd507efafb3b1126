"""Django's `migrate`, after which the history is guarded, whatever a migration did to its table."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from frankpledge.history import guards


class Command(Migrate):
    """Migrates, and puts back the history's triggers that a migration lost on the way."""

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django's own; on SQLite a table that is rebuilt loses its triggers."""
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        lost = guards.put_back(connections[options["database"]])
        if lost and options["verbosity"] >= 1:
            self.stdout.write(f"  The history is guarded again: {', '.join(lost)}.")
