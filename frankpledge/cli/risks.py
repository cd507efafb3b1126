"""`frankpledge risks`, and importing them: a register of risks."""

import argparse
from pathlib import Path
from typing import Any

from frankpledge.cli.importing import import_kinds, mistaken, opened
from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, find_body, on
from frankpledge.documents.tables.shapes import UnreadableTables
from frankpledge.review.risks.export import csv_rows, xlsx_file
from frankpledge.review.risks.importing.plan import RiskPlan, plan_import
from frankpledge.review.risks.importing.reading import (
    RiskReading,
    open_register,
    read_register,
)
from frankpledge.review.risks.operations.importing import import_risks
from frankpledge.review.risks.queries.lines import RiskLine
from frankpledge.review.risks.queries.matrices import matrix_on
from frankpledge.review.risks.queries.registers import NARROWINGS, RiskRegister, risk_register
from frankpledge.review.risks.tables import band_words, line_words
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.tables import as_read
from frankpledge.shared.words import count_of, spell_day

BY = Actor("Command line")


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("risks", help="a body's register of risks, the worst first")
    one.add_argument("body", metavar="BODY")
    one.add_argument(
        "--show", choices=list(NARROWINGS), default="open", help="which ones (default: open)"
    )
    one.add_argument(
        "--out", type=Path, metavar="FILE", help="write them to FILE, as .xlsx or .csv"
    )
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)
    one = import_kinds(commands).add_parser("risks", help="a register of risks")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--body", required=True, metavar="BODY", help="the body whose register it is")
    one.add_argument("--dry-run", action="store_true", help="say what would be imported")
    one.add_argument(
        "--leave-out",
        action="store_true",
        help="import the rows that can be read, and leave out those that cannot",
    )
    one.set_defaults(run=bring_in)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """A body's risks on a day, in words or in a file."""
    body, asked = find_body(options.body), on(options)
    found = risk_register(body, asked, narrowed=options.show)
    if options.out:
        return _written(found, options.out)
    what = {"open": "open risk", "all": "risk"}.get(options.show, "risk")
    told = f": {band_words(found.lines)}" if found.lines else ""
    lines = [f"{found.name} had {count_of(len(found.lines), what)} on {spell_day(asked)}{told}."]
    lines += [f"  {line_words(one)}" for one in found.lines]
    data = {
        "body": body.slug,
        "on": asked,
        "since": found.since,
        "counts": found.counts,
        "risks": [_data(one) for one in found.lines],
    }
    return Reply("\n".join(lines), data)


def _data(line: RiskLine) -> dict[str, Any]:
    scored, target = line.scored, line.target
    return {
        "number": line.number,
        "title": line.title,
        "text": line.text or None,
        "owner": line.owner or None,
        "open": line.open,
        "raised": line.risk.raised,
        "band": scored.band if scored else None,
        "score": line.score,
        "likelihood": scored.likelihood_words if scored else None,
        "impact": scored.impact_words if scored else None,
        "scored_on": line.score_on,
        "target": target.band if target else None,
        "new": line.is_new,
        "up": line.up,
        "persistent": line.persistent,
        "carried": line.carried or None,
        "meetings_running": len(line.run),
        "funding_ends": line.cliff.on if line.cliff else None,
        "funding_ends_as_known": line.cliff.words if line.cliff else None,
        "paid_for_by": line.risk.funding or None,
        "next_review": line.next_review,
        "review_overdue": line.review_overdue,
        "cause": line.risk.cause.name if line.risk.cause else None,
        "url": line.url,
    }


def _written(found: RiskRegister, path: Path) -> Reply:
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise Sorry(f"{path} must end in .xlsx or .csv.")
    if kind == ".xlsx":
        data = xlsx_file(found)
    else:
        data = _csv(found)
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        raise Sorry(f"{path} cannot be written: {error.strerror}.") from error
    words = f"{path}: {count_of(len(found.lines), 'risk')} of {found.name}."
    return Reply(words, {"file": str(path), "risks": len(found.lines)})


def _csv(found: RiskRegister) -> bytes:
    import csv
    import io

    file = io.StringIO(newline="")
    csv.writer(file).writerows([as_read(cell) for cell in row] for row in csv_rows(found))
    return ("\ufeff" + file.getvalue()).encode("utf-8")


def bring_in(options: argparse.Namespace) -> Reply:
    """Import a register, or say what that would do."""
    body, today = find_body(options.body), clock.today()
    reading = _read(options.file, body.area_id)
    plan = plan_import(body, reading, today)
    if plan.problems and not (options.leave_out and plan.changes):
        raise mistaken(plan.reading.name, plan.problems, plan.changes, "risk")
    if not options.dry_run:
        plan = import_risks(
            by=BY, register=body, reading=reading, today=today, leave_out=options.leave_out
        )
    return Reply("\n".join(_words(plan, dry=options.dry_run)), _plan_data(plan, options.dry_run))


def _read(path: Path, area: int) -> RiskReading:
    file = opened(path, open_register, UnreadableTables)
    return read_register(file, matrix_on(area, clock.today()))


def _words(plan: RiskPlan, *, dry: bool) -> list[str]:
    lines = [
        f"{count_of(len(plan.reading.rows), 'risk')} read from “{plan.reading.name}”.",
        plan.words if dry else f"Imported. {plan.done}",
    ]
    if dry:
        lines.append("Nothing was changed: this was a dry run.")
    lines += [f"  {note}" for note in plan.reading.notes]
    lines += [f"  To look at: {one}" for one in plan.warnings]
    lines += [f"  Left out: {one}" for one in plan.problems]
    return lines


def _plan_data(plan: RiskPlan, dry: bool) -> dict[str, Any]:
    return {
        "file": plan.reading.name,
        "dry_run": dry,
        "read": len(plan.reading.rows),
        "added": len(plan.additions),
        "changed": len(plan.again),
        "unchanged": plan.unchanged,
        "rows_left_out": plan.bad_rows,
        "not_in_file": plan.not_in_file,
        "notes": list(plan.reading.notes),
        "warnings": [vars(one) for one in plan.warnings],
        "mistakes": [vars(one) for one in plan.problems],
    }
