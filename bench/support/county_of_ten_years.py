"""A county's ten years beside the demonstration: on PostgreSQL, and copied to SQLite."""

import io
import os
from contextlib import redirect_stdout

import django

BATCH = 2_000


def fill(lite: str) -> None:
    """Fill the database that DATABASE_URL names, an empty PostgreSQL; then copy it to `lite`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    django.setup()
    from django.core.management import call_command
    from django.db.models import QuerySet

    from frankpledge.accounts.models import Account
    from frankpledge.cli import main as frankpledge
    from frankpledge.meetings.operations import circulate
    from frankpledge.shared import clock
    from tests.support.country import Country, make_country
    from tests.support.county import SECRETARY, meeting

    call_command("migrate", verbosity=0)
    size = Country(boards=1, groups=30, partnerships=4, quarters=40, risks=3_000, actions=3_000)
    make_country(size, "county-secretary")
    with redirect_stdout(io.StringIO()):
        frankpledge(["demo", "load", "--no-evidence"])
    circulate(by=SECRETARY, meeting=meeting(), on=clock.today())
    QuerySet(Account).filter(username="county-secretary").update(demonstration=True)
    told = f"{size.groups} groups, {size.quarters} quarters, {size.risks} risks"
    print(
        f"A county's ten years: {told}, {size.actions} actions, and the demonstration", flush=True
    )
    copy_to(lite)


def copy_to(lite: str) -> None:
    """Make an empty SQLite database there, and copy every row of every table into it."""
    import dj_database_url
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connections
    from django.db.models import QuerySet

    connections.settings["lite"] = connections.configure_settings(
        {"default": {}, "lite": dj_database_url.parse(lite)}
    )["lite"]
    call_command("migrate", database="lite", verbosity=0)
    there = connections["lite"]
    with there.constraint_checks_disabled(), there.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {there.ops.quote_name(model._meta.db_table)}")
            rows = model._base_manager.using("default").iterator(BATCH)
            batch = list(rows)
            QuerySet(model, using="lite").bulk_create(batch, batch_size=BATCH)
        cursor.execute("ANALYZE")
