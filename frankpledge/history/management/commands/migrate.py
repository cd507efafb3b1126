"""Django's `migrate`: at once where there is nothing yet, and with the history guarded after it."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from frankpledge.history import guards
from frankpledge.history.making import is_empty, make_at_once

# What asks for something else than the newest tables.
OTHERWISE = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(Migrate):
    """Makes an empty database's tables at once; puts back triggers that a migration lost."""

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django's own, which after that has nothing to apply to an empty database.

        On SQLite a table that is rebuilt loses its triggers.
        """
        connection = connections[options["database"]]
        if not any(options.get(one) for one in OTHERWISE) and is_empty(connection):
            make_at_once(connection)
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        lost = guards.put_back(connection)
        if lost and options["verbosity"] >= 1:
            self.stdout.write(f"  The history is guarded again: {', '.join(lost)}.")
