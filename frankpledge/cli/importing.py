"""`frankpledge import KIND`: one command, to which each kind of file adds its own."""

import argparse
from typing import Any


def import_kinds(commands: Any) -> Any:
    """The kinds of file that `frankpledge import` knows, to add a parser to.

    Whichever module asks first makes the command.
    """
    known: argparse.ArgumentParser | None = commands.choices.get("import")
    if known is None:
        known = commands.add_parser("import", help="bring in what is kept in files")
        return known.add_subparsers(dest="kind", metavar="KIND", required=True)
    return next(one for one in known._actions if isinstance(one, argparse._SubParsersAction))
