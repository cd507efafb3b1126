"""`frankpledge migrate` and `frankpledge serve`: the database and the pages."""

import argparse
import os
import sys
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command

from frankpledge.accounts.models import Account
from frankpledge.areafile.operations import PASSWORD, demonstration_day
from frankpledge.cli.check import where
from frankpledge.cli.reply import Reply, database
from frankpledge.monitoring.worries import worries
from frankpledge.shared.words import spell_day


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("migrate", help="make or update the database")
    one.set_defaults(run=migrate)
    one = commands.add_parser("serve", help="serve the pages")
    one.add_argument("--port", type=int, default=0, help="on this machine alone (8000)")
    one.add_argument("--workers", type=int, default=0, help="processes (2)")
    one.set_defaults(run=serve)


def migrate(options: argparse.Namespace) -> Reply:
    """Make the database, or bring it up to date."""
    call_command("migrate", verbosity=0, interactive=False)
    return Reply("The database is up to date.", {"migrated": True})


def serve(options: argparse.Namespace) -> Reply:
    """Serve the pages until interrupted, saying where they are and whom to sign in as."""
    with database():
        accounts = list(Account.objects.filter(demonstration=True).order_by("pk"))
    bind = f"127.0.0.1:{options.port}" if options.port else where()
    for worry in worries(bind, bool(accounts)):
        print(f"Warning: {worry}", file=sys.stderr, flush=True)
    told = bind if bind.startswith("unix:") else f"http://{bind.replace('127.0.0.1', 'localhost')}"
    print(f"\nFrankpledge is at {told}  (Ctrl-C stops it)", flush=True)
    day = os.environ.get("TODAY", "").strip()
    if accounts and not day:
        # A demonstration is about its own time: there, on the real day everything would be late.
        day = os.environ["TODAY"] = demonstration_day(settings.DEMONSTRATION_AREA)
    if day not in {"", "now"}:
        print(f"Demonstration clock: today is {spell_day(date.fromisoformat(day))}.", flush=True)
        print("(TODAY=2019-01-07 chooses another day, TODAY=now the real one.)", flush=True)
    if accounts:
        print(f"\nSign in with the password “{PASSWORD}” as", flush=True)
        for account in accounts:
            print(f"  {account.username:<14}{account.post}", flush=True)
        print("or look round as a member of the public.\n", flush=True)
    command = [sys.executable, "-m", "gunicorn", "--config=python:frankpledge.config.gunicorn"]
    if options.port:
        command.append(f"--bind={bind}")
    if options.workers:
        command.append(f"--workers={options.workers}")
    os.execv(sys.executable, command)
