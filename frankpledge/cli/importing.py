"""`frankpledge import KIND`: one command, to which each kind of file adds its own."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from frankpledge.cli.reply import Sorry
from frankpledge.documents.tables.shapes import Problem
from frankpledge.shared.words import count_of

Opened = TypeVar("Opened")


def import_kinds(commands: Any) -> Any:
    """The kinds of file that `frankpledge import` knows, to add a parser to.

    Whichever module asks first makes the command.
    """
    known: argparse.ArgumentParser | None = commands.choices.get("import")
    if known is None:
        known = commands.add_parser("import", help="bring in what is kept in files")
        return known.add_subparsers(dest="kind", metavar="KIND", required=True)
    return next(one for one in known._actions if isinstance(one, argparse._SubParsersAction))


def opened(path: Path, opening: Callable[[str, bytes], Opened], refusal: type[Exception]) -> Opened:
    """A file as its kind opens it. Raises Sorry where it cannot be read, or is of another kind."""
    try:
        return opening(path.name, path.read_bytes())
    except OSError as error:
        raise Sorry(f"{path} cannot be read: {error.strerror}.") from error
    except refusal as error:
        raise Sorry(str(error)) from error


def mistaken(name: str, problems: Sequence[Problem], good: int, noun: str) -> Sorry:
    """Why a file was not imported, each mistake with its place; `good`: what could be without them.

    `noun`: what the file is full of, such as “risk”.
    """
    lines = "\n".join(f"  {one}" for one in problems)
    rest = f"\n{count_of(good, noun)} could be imported without: --leave-out." if good else ""
    return Sorry(
        f"{name}: {count_of(len(problems), 'mistake')}. Nothing was imported.\n{lines}{rest}",
        {"mistakes": [vars(one) for one in problems]},
    )
