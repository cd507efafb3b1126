"""`frankpledge indicator` and `frankpledge import values`: an indicator on a day, its figures."""

import argparse
from pathlib import Path
from typing import Any

from frankpledge.cli.importing import import_kinds, mistaken, opened
from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, database, on
from frankpledge.documents.tables.shapes import UnreadableTables
from frankpledge.review.indicators.importing.plan import ValuePlan, offered_by, plan_values
from frankpledge.review.indicators.importing.reading import (
    ValueReading,
    open_figures,
    read_values,
)
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.operations import take_measure
from frankpledge.review.indicators.operations.importing import import_values
from frankpledge.review.indicators.queries.finding import indicators_named
from frankpledge.review.indicators.queries.page import IndicatorPage, indicator_page
from frankpledge.review.indicators.rules.known import Entry
from frankpledge.review.indicators.rules.wording import hidden
from frankpledge.review.indicators.tables import plain
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of, spell_day

BY = Actor("Command line")


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("indicator", help="an indicator on a day: figures, target, breaks")
    one.add_argument("name", metavar="NAME", help="its short name, or BODY/NAME")
    one.add_argument(
        "--take", action="store_true", help="first take the figures that its measure gives"
    )
    one.set_defaults(run=show)
    add_on(one)
    add_json(one)
    one = import_kinds(commands).add_parser("values", help="figures of an indicator")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--indicator", required=True, metavar="NAME", help="whose figures they are")
    one.add_argument("--dry-run", action="store_true", help="say what would be imported")
    one.add_argument(
        "--leave-out",
        action="store_true",
        help="import the rows that can be read, and leave out those that cannot",
    )
    one.set_defaults(run=bring_in)
    add_json(one)


def find_indicator(name: str) -> Indicator:
    """The indicator of that short name, or BODY/NAME. Raises Sorry, naming those like it."""
    with database():
        found, like = indicators_named(name)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{one.body.slug}/{one.slug}" for one in found)
        raise Sorry(f"Several bodies have an indicator “{name}”. Say which: {names}.")
    hint = f" Did you mean {', '.join(like)}?" if like else ""
    raise Sorry(f"There is no indicator “{name}”.{hint}")


def show(options: argparse.Namespace) -> Reply:
    """An indicator on a day, in words or as data."""
    one, asked = find_indicator(options.name), on(options)
    if options.take:
        _take(one)
    if asked < one.defined:
        raise Sorry(f"“{one}” was defined on {spell_day(one.defined)}. Ask for a day since then.")
    page = indicator_page(one, asked)
    return Reply("\n".join(_words(page)), _data(page))


def _take(one: Indicator) -> None:
    try:
        take_measure(by=BY, indicator=one, on=clock.today())
    except Refused as no:
        raise Sorry(no.reason) from no


def _words(page: IndicatorPage) -> list[str]:
    line = page.line
    lines = [f"{line.name} ({line.facts.body}) on {spell_day(line.on)}: {line.state}."]
    lines.append(line.sentence)
    lines += [f"Stated: {said}." for said in line.stated]
    lines += [each.words for each in page.others if each.words]
    if line.last and not line.exceptional:
        lines.append(line.chart.sentence)
    lines += [f"{each.since.words}. {each.words}" for each in page.readiness]
    lines += [apart.warning for apart in page.apart]
    if line.due:
        due = spell_day(line.due.on)
        lines.append(f"The figure for {line.due.period.words} is due by {due}.")
    return lines


def _data(page: IndicatorPage) -> dict[str, Any]:
    line, facts = page.line, page.line.facts
    standing = line.standing
    return {
        "indicator": line.slug,
        "body": line.indicator.body.slug,
        "name": line.name,
        "on": line.on,
        "state": line.state,
        "why": standing.words,
        "latest": line.latest or None,
        "period": line.period or None,
        "exceptional": line.exceptional,
        "sentence": line.sentence,
        "stated": list(line.stated),
        "baseline": plain(facts.baseline.value) if facts.baseline else None,
        "target": plain(standing.target) or None,
        "expected": plain(standing.expected) or None,
        "breaks": [
            {"on": one.since.on, "what": one.since.what, "new_baseline_from": one.since.ready}
            for one in page.readiness
        ],
        "not_to_be_merged_with": [one.line.slug for one in page.apart],
        "figures": [_figure(one, page) for one in facts.known],
        "url": line.url,
    }


def _figure(entry: Entry, page: IndicatorPage) -> dict[str, Any]:
    guarded = hidden(entry, page.line.indicator.hide_below)
    return {
        "from": entry.period.starts,
        "to": entry.period.ends,
        "figure": None if guarded else plain(page.line.facts.scale.figure(entry)),
        "guarded": guarded,
        "at_least": entry.at_least,
        "standing": entry.standing,
        "recorded": entry.recorded,
        "source": entry.source or page.line.indicator.source,
    }


def bring_in(options: argparse.Namespace) -> Reply:
    """Import figures, or say what that would do."""
    one, today = find_indicator(options.indicator), clock.today()
    reading = _read(options.file, one)
    plan = plan_values(reading, today)
    if plan.problems and not (options.leave_out and plan.changes):
        raise mistaken(plan.reading.name, plan.problems, plan.changes, "figure")
    if not options.dry_run:
        plan = import_values(
            by=BY, body=one.body, reading=reading, today=today, leave_out=options.leave_out
        )
    return Reply("\n".join(_told(plan, dry=options.dry_run)), _plan(plan, options.dry_run))


def _read(path: Path, one: Indicator) -> ValueReading:
    file = opened(path, open_figures, UnreadableTables)
    return read_values(file, offered_by(one.body), one)


def _told(plan: ValuePlan, *, dry: bool) -> list[str]:
    lines = [
        f"{count_of(len(plan.reading.rows), 'figure')} read from “{plan.reading.name}”.",
        plan.words if dry else f"Imported. {plan.done}",
    ]
    if dry:
        lines.append("Nothing was changed: this was a dry run.")
    lines += [f"  {note}" for note in plan.reading.notes]
    lines += [f"  Left out: {one}" for one in plan.problems]
    return lines


def _plan(plan: ValuePlan, dry: bool) -> dict[str, Any]:
    return {
        "file": plan.reading.name,
        "dry_run": dry,
        "read": len(plan.reading.rows),
        "added": len(plan.additions),
        "revised": len(plan.revisions),
        "unchanged": plan.unchanged,
        "rows_left_out": plan.bad_rows,
        "notes": list(plan.reading.notes),
        "mistakes": [vars(one) for one in plan.problems],
    }
