"""`frankpledge actions` and `frankpledge import actions`: a board's register, and logs into it."""

import argparse
from pathlib import Path
from typing import Any

from frankpledge.actions.importing.plan import Plan, plan_import
from frankpledge.actions.importing.reading import Reading, open_log, read_log, told
from frankpledge.actions.operations import import_actions
from frankpledge.actions.queries.register import NARROWINGS, Line, register
from frankpledge.actions.tables import line_words
from frankpledge.cli.importing import import_kinds
from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, day, find_body, on
from frankpledge.documents.tables.shapes import Problem, UnreadableTables
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.words import count_of, spell_day

BY = Actor("Command line")


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("actions", help="a board's register of actions")
    one.add_argument("body", metavar="BODY")
    one.add_argument(
        "--show", choices=list(NARROWINGS), default="open", help="which ones (default: open)"
    )
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)
    one = import_kinds(commands).add_parser("actions", help="an action log: all of it, or nothing")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--body", required=True, metavar="BODY", help="the board whose log it is")
    one.add_argument(
        "--meeting", type=day, metavar="DATE", help="the meeting's day, where the file has none"
    )
    one.add_argument("--dry-run", action="store_true", help="say what would be imported")
    one.add_argument(
        "--keep-names",
        action="store_true",
        help="keep owners that match no body as they are written; none of them may be a person",
    )
    one.set_defaults(run=bring_in)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """A board's actions on a day."""
    body, asked = find_body(options.body), on(options)
    found = register(body, asked, narrowed=options.show)
    what = {"open": "open action", "all": "action"}.get(options.show, f"{options.show} action")
    late = f", {found.counts['late']} late" if found.counts["late"] else ""
    lines = [f"{found.name} had {count_of(len(found.lines), what)} on {spell_day(asked)}{late}."]
    lines += [f"  {line_words(one)}" for one in found.lines]
    data = {
        "body": body.slug,
        "on": asked,
        "counts": found.counts,
        "actions": [_data(one) for one in found.lines],
    }
    return Reply("\n".join(lines), data)


def _data(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "text": line.text,
        "owner": line.owner or None,
        "owner_body": line.owner_slug or None,
        "due": line.due,
        "due_words": line.action.due_words or None,
        "asked": line.asked,
        "state": line.state,
        "standing": line.standing if line.state == "open" else None,
        "carried": line.carried,
        "progress": line.progress or None,
        "url": line.url,
    }


def bring_in(options: argparse.Namespace) -> Reply:
    """Import an action log, or say what that would do."""
    body, today = find_body(options.body), clock.today()
    reading = _read(options.file, options)
    plan = plan_import(body, reading, today, keep_names=options.keep_names)
    if plan.problems:
        raise _sorry(plan)
    if not options.dry_run:
        plan = import_actions(
            by=BY, register=body, reading=reading, today=today, keep_names=options.keep_names
        )
    return Reply("\n".join(_words(plan, dry=options.dry_run)), _plan_data(plan, options.dry_run))


def _read(path: Path, options: argparse.Namespace) -> Reading:
    try:
        return read_log(open_log(path.name, path.read_bytes()), options.meeting)
    except OSError as error:
        raise Sorry(f"{path} cannot be read: {error.strerror}.") from error
    except UnreadableTables as error:
        raise Sorry(str(error)) from error


def _sorry(plan: Plan) -> Sorry:
    lines = "\n".join(f"  {one}" for one in plan.problems)
    mistakes = count_of(len(plan.problems), "mistake")
    return Sorry(
        f"{plan.reading.name}: {mistakes}. Nothing was imported.\n{lines}",
        {"mistakes": [_problem(one) for one in plan.problems]},
    )


def _problem(one: Problem) -> dict[str, str]:
    return {
        "place": one.place,
        "column": one.column,
        "value": one.value,
        "expected": one.expected,
    }


def _words(plan: Plan, *, dry: bool) -> list[str]:
    lines = [told(plan.reading), plan.words if dry else f"Imported: {plan.done}"]
    if dry:
        lines.append("Nothing was changed: this was a dry run.")
    lines += [f"  {note}" for note in plan.reading.notes]
    lines += [f"  To look at: {one}" for one in plan.warnings]
    if plan.kept:
        lines.append(f"  Match no body, kept as written: {', '.join(plan.kept)}.")
    if plan.names:
        lines.append(f"  May be people's names, left out: {', '.join(plan.names)}.")
    return lines


def _plan_data(plan: Plan, dry: bool) -> dict[str, Any]:
    return {
        "file": plan.reading.name,
        "meeting": plan.reading.meeting,
        "dry_run": dry,
        "read": len(plan.reading.rows),
        "added": len(plan.additions),
        "brought_up_to_date": len(plan.again),
        "unchanged": plan.unchanged,
        "not_in_file": plan.not_in_file,
        "notes": list(plan.reading.notes),
        "warnings": [_problem(one) for one in plan.warnings],
        "kept_as_written": plan.kept,
        "may_be_names": plan.names,
    }
