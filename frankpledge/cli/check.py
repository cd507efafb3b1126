"""`frankpledge check`: the settings as they are, and whether what they name can be used."""

import argparse
import os
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from frankpledge.accounts.models import Account
from frankpledge.cli.reply import Reply, add_json
from frankpledge.config import variables
from frankpledge.config.environment import Variable, shown
from frankpledge.monitoring.attempts import attempts
from frankpledge.monitoring.readiness import Finding
from frankpledge.monitoring.worries import worries


def add_to(commands: Any) -> None:
    """Add this module's command."""
    one = commands.add_parser("check", help="try the settings, the database, the mail, the disk")
    add_json(one)
    one.set_defaults(run=check)


def check(options: argparse.Namespace) -> Reply:
    """Every setting without its secrets, what was tried, what is unwise. 1 where a try failed."""
    found = attempts()
    unwise = [*variables.unknown(settings.ENVIRONMENT), *worries(where(), has_demonstration())]
    effective = {one.name: _told(one) for one in variables.VARIABLES}
    data = {
        "settings": effective,
        "tried": [{"what": one.name, "well": one.well, "words": one.words} for one in found],
        "warnings": unwise,
    }
    lines = ["Settings"]
    lines += [f"  {name:<26} {told}" for name, told in effective.items()]
    lines += ["", "Tried", *(f"  {_mark(one)} {one.words}" for one in found)]
    if unwise:
        lines += ["", "Should not stay so", *(f"  {one}" for one in unwise)]
    wrong = [one for one in found if not one.well]
    lines += ["", f"{len(wrong)} of {len(found)} tries failed." if wrong else "All is well."]
    if unwise and not wrong:
        lines[-1] = "Everything works; read the warnings above."
    return Reply("\n".join(lines), data, status=1 if wrong else 0)


def where() -> str:
    """Where the pages are served."""
    environment = settings.ENVIRONMENT
    return str(environment["FRANKPLEDGE_BIND"] or f"127.0.0.1:{environment['PORT']}")


def has_demonstration() -> bool:
    """Whether the demonstration's accounts are in the database; no where it does not answer."""
    try:
        return Account.objects.filter(demonstration=True).exists()
    except DatabaseError:
        return False


def _told(one: Variable) -> str:
    given = os.environ.get(one.name, "").strip()
    if given:
        return shown(one, given)
    return f"({one.without.replace('`', '')})" if one.without else "(nothing)"


def _mark(one: Finding) -> str:
    return "ok   " if one.well else "WRONG"
