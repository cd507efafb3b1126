"""`frankpledge backup`, `restore` and `move`: nothing is lost."""

import argparse
import os
from pathlib import Path
from typing import Any

from frankpledge.cli.importing import import_kinds
from frankpledge.cli.reply import Reply, Sorry, add_json
from frankpledge.safekeeping.backup import backup
from frankpledge.safekeeping.exporting import export
from frankpledge.safekeeping.importing import import_area
from frankpledge.safekeeping.move import move
from frankpledge.safekeeping.refusing import CannotKeep, in_words
from frankpledge.safekeeping.restore import Restored, check, restore
from frankpledge.safekeeping.sealing import Ways, identities, new_key, recipients
from frankpledge.shared.words import count_of


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("backup", help="back up the database, files and evidence, encrypted")
    one.add_argument("file", type=Path, metavar="FILE")
    what = one.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="try an existing backup out")
    what.add_argument("--new-key", action="store_true", help="make a key in FILE, and no backup")
    one.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="KEY",
        help="the public key of who may open it (default: FRANKPLEDGE_BACKUP_TO); may be repeated",
    )
    _add_key(one)
    add_json(one)
    one.set_defaults(run=make_backup)

    one = commands.add_parser("restore", help="put a backup back: all of it, or nothing")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--replace", action="store_true", help="in place of what is here, kept aside")
    _add_key(one)
    add_json(one)
    one.set_defaults(run=put_back)

    one = commands.add_parser("move", help="move the records to another database")
    one.add_argument("--to", required=True, metavar="DATABASE_URL", help="the new database")
    one.add_argument("--replace", action="store_true", help="in place of what is there, kept aside")
    add_json(one)
    one.set_defaults(run=move_records)

    one = commands.add_parser("export", help="write an area's whole record in open formats")
    one.add_argument("folder", type=Path, metavar="FOLDER")
    one.add_argument("--area", default="", metavar="AREA", help="where there are several")
    add_json(one)
    one.set_defaults(run=take_away)
    one = import_kinds(commands).add_parser("area", help="bring an export into an empty system")
    one.add_argument("folder", type=Path, metavar="FOLDER")
    add_json(one)
    one.set_defaults(run=bring_in)


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--key",
        type=Path,
        default=os.environ.get("FRANKPLEDGE_BACKUP_KEY"),
        metavar="FILE",
        help="the file with the secret key (default: FRANKPLEDGE_BACKUP_KEY)",
    )


def _keys(options: argparse.Namespace) -> Ways:
    if options.key is None:
        raise Sorry("Give the file with the secret key as --key, or as FRANKPLEDGE_BACKUP_KEY.")
    with in_words("The key was not read."):
        return identities(Path(options.key))


def make_backup(options: argparse.Namespace) -> Reply:
    """Make a backup, or try one out, or make a key."""
    try:
        if options.new_key:
            with in_words("No key was made."):
                return _key_made(options.file)
        if options.check:
            found = check(options.file, _keys(options))
            words = f"{options.file} was put back aside and is equal, row by row: {_what(found)}."
            return Reply(words, vars(found))
        told = os.environ.get("FRANKPLEDGE_BACKUP_TO", "").replace(",", "\n").splitlines()
        made = backup(options.file, recipients(options.to or [one.strip() for one in told if one]))
    except CannotKeep as no:
        raise Sorry(str(no)) from no
    lines = [
        f"{made.path}: {count_of(made.rows, 'row')} of {count_of(made.tables, 'table')}, "
        f"{count_of(made.files, 'file')}, {made.size:,} bytes, encrypted.",
        *(f"A record names the file {one}, which is not there." for one in made.missing),
    ]
    if not made.has_secret_key:
        lines.append("SECRET_KEY is set from outside and is not in it: keep it elsewhere.")
    return Reply("\n".join(lines), {**vars(made), "path": str(made.path)})


def _key_made(path: Path) -> Reply:
    public = new_key(path)
    words = (
        f"The secret key is in {path}. Keep it away from this machine: who has it opens every "
        f"backup, and without it nobody does. Give backups this public key:\n{public}"
    )
    return Reply(words, {"file": str(path), "public_key": public})


def put_back(options: argparse.Namespace) -> Reply:
    """Restore a backup."""
    try:
        done = restore(options.file, _keys(options), replace=options.replace)
    except CannotKeep as no:
        raise Sorry(str(no)) from no
    lines = [f"Restored: {_what(done)}."]
    if done.aside:
        lines.append(f"What was here before is kept as {done.aside} in the data folder.")
    lines += [f"What lay on a volume of its own is kept there, as {one}." for one in done.apart]
    if os.environ.get("SECRET_KEY"):
        lines.append("SECRET_KEY is set from outside, so the key in the backup is not used.")
    lines.append("Start the service and its worker again.")
    return Reply("\n".join(lines), vars(done))


def _what(found: Restored) -> str:
    told = [
        f"{count_of(found.rows, 'row')} of {count_of(found.tables, 'table')}",
        count_of(found.files, "file"),
        found.history,
    ]
    return ", ".join(told)


def move_records(options: argparse.Namespace) -> Reply:
    """Move the records to another database."""
    try:
        done = move(options.to, replace=options.replace)
    except CannotKeep as no:
        raise Sorry(str(no)) from no
    lines = [
        f"Moved: {count_of(done.rows, 'row')} of {count_of(done.tables, 'table')} are in "
        f"{done.to}, each table equal; {done.history}.",
        *([f"What was there before is kept as {done.aside}."] if done.aside else []),
        "Set DATABASE_URL to it and start the service and its worker again; with the old one they "
        "stay closed. Files and evidence stay where they are.",
        "To go on with the old database instead, delete moved.json in the data folder.",
    ]
    return Reply("\n".join(lines), vars(done))


def take_away(options: argparse.Namespace) -> Reply:
    """Export an area."""
    try:
        done = export(options.folder, options.area)
    except CannotKeep as no:
        raise Sorry(str(no)) from no
    lines = [
        f"{done.folder}: {count_of(sum(done.records.values()), 'record')} of "
        f"{count_of(len(done.records), 'kind')}, {count_of(done.files, 'file')}. It holds what the "
        "public may not see, and is not encrypted: its README.txt says what is in it.",
        *(f"A record names {one}, which is not there." for one in done.missing),
    ]
    return Reply("\n".join(lines), {**vars(done), "folder": str(done.folder)})


def bring_in(options: argparse.Namespace) -> Reply:
    """Import an area's export."""
    try:
        done = import_area(options.folder)
    except CannotKeep as no:
        raise Sorry(str(no)) from no
    words = (
        f"Brought in: {_what(done)}. No password is in an export: give each account one with "
        "`frankpledge account open`."
    )
    return Reply(words, vars(done))
