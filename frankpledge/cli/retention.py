"""`frankpledge retention` and `frankpledge subject`: what goes in time, what is held of whom."""

import argparse
import json
from pathlib import Path
from typing import Any

from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, database, on
from frankpledge.retention.due import Due, due, stays
from frankpledge.retention.operations import Erased, erase_subject, let_go
from frankpledge.retention.schedule import PUBLIC_RECORD
from frankpledge.retention.subject import Holdings, Subject, holdings, subject_named
from frankpledge.shared.door import Actor, StaleRecord
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of, spell_day

BY = Actor("Command line")


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("retention", help="what need not be kept any longer, and why")
    how = one.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="only say what would go (the default)")
    how.add_argument("--apply", action="store_true", help="let it go")
    add_on(one)
    add_json(one)
    one.set_defaults(run=retain)
    one = commands.add_parser("subject", help="all that is held about somebody; erase it")
    one.add_argument("who", metavar="WHO", help="a user name, a post or an e-mail address")
    one.add_argument("--json", metavar="FILE", dest="file", help="write all of it to FILE")
    one.add_argument("--erase", action="store_true", help="erase what is personal")
    one.add_argument("--why", default="", metavar="WORDS", help="under what it is erased")
    add_on(one)
    one.set_defaults(run=about)


def retain(options: argparse.Namespace) -> Reply:
    """What the schedule lets go; with --apply, let it go."""
    day = on(options)
    with database():
        found = due(day)
        kept = stays()
        done = let_go(by=BY, on=day) if options.apply else {}
    lines = [_rule(one, done) for one in found]
    lines.append(f"{sum(kept.values()):,} records of {len(kept)} kinds stay. {PUBLIC_RECORD}")
    if not options.apply:
        lines.append("Nothing was changed. With --apply it is.")
    data = {
        "on": day,
        "applied": bool(options.apply),
        "rules": [{**_facts(one), "done": done.get(one.rule.name, 0)} for one in found],
        "stays": kept,
    }
    return Reply("\n".join(lines), data)


def _facts(one: Due) -> dict[str, Any]:
    rule = one.rule
    return {
        "rule": rule.name,
        "what": rule.what,
        "days": rule.days,
        "after": rule.after,
        "before": one.before,
        "records": one.count,
        "why": rule.why,
        "source": rule.source,
    }


def _rule(one: Due, done: dict[str, int]) -> str:
    count = done.get(one.rule.name, one.count)
    verb = "went" if done else "would go"
    said = f"{one.rule.what} ({one.rule.name}): {count_of(count, 'record')} {verb}"
    return f"{said}, from before {spell_day(one.before)}.\n    {one.rule.why} {one.rule.source}."


def about(options: argparse.Namespace) -> Reply:
    """What is held about somebody; with --erase, and a reason, erase what is personal."""
    with database():
        try:
            subject = subject_named(options.who)
        except LookupError as nobody:
            raise Sorry(str(nobody)) from nobody
        found = holdings(subject)
        data = _data(found)
        lines = [_held(options.who, found)]
        if options.file:
            _write(Path(options.file), data)
            lines.append(f"All of it is written to {options.file}.")
        if options.erase:
            lines.append(_erasure(_erase(subject, options)))
    return Reply("\n".join(lines), data)


def _erase(subject: Subject, options: argparse.Namespace) -> Erased:
    try:
        return erase_subject(by=BY, subject=subject, why=options.why, on=on(options))
    except Refused as no:
        raise Sorry(f"{no} Give it with --why, such as --why “Request of 3 May 2026”.") from no
    except StaleRecord as error:
        raise Sorry(
            "Somebody changed one of these just now. Nothing was erased: try again."
        ) from error


def _held(who: str, found: Holdings) -> str:
    made, named = (count_of(len(one), "entry", "entries") for one in (found.did, found.named_in))
    return (
        f"Of “{who}” are held {count_of(len(found.records), 'record')}, "
        f"{count_of(len(found.sessions), 'session')}, {made} of the history that they made, "
        f"and {named} that say their address."
    )


def _erasure(done: Erased) -> str:
    words = (
        f"Erased: {count_of(done.records, 'record')}, {count_of(done.sessions, 'session')}, and "
        f"values in {count_of(done.entries, 'entry', 'entries')} of the history, which is whole."
        " What the post did stays on record."
    )
    for one in done.left:
        kind = one.record._meta.verbose_name
        where = ", ".join(one.columns)
        words += f"\n  Left in the public record: {kind} {one.record.pk}, {where}: {one.record}"
    return words


def _data(found: Holdings) -> dict[str, Any]:
    return {
        "account": found.subject.account.username if found.subject.account else None,
        "addresses": sorted(found.subject.addresses),
        "records": [
            {
                "kind": str(one.record._meta.verbose_name),
                "key": one.record.pk,
                "name": str(one.record),
                "says_the_address_in": list(one.columns),
                "values": one.values,
            }
            for one in found.records
        ],
        "sessions": [{"expires": one.expire_date} for one in found.sessions],
        "history_entries_made": [
            {"entry": one.place, "at": one.at, "what": one.what, "name": one.name}
            for one in found.did
        ],
        "history_entries_that_say_the_address": [
            {"entry": place, "parts": list(parts)} for place, parts in found.named_in.items()
        ],
    }


def _write(path: Path, data: dict[str, Any]) -> None:
    """Whole or not at all. Raises Sorry where it cannot be written."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_text(
            json.dumps(data, indent=2, ensure_ascii=False, default=str) + "\n", encoding="utf-8"
        )
        fresh.replace(path)
    except OSError as error:
        raise Sorry(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from error
