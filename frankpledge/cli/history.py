"""`frankpledge history verify`: is the history whole, and if not, where does it begin?"""

import argparse
import re
from typing import Any

from frankpledge.cli.reply import Reply, Sorry, add_json, database
from frankpledge.history.verifying import Verified, verify
from frankpledge.meetings.queries.minutes import printed_heads


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    history = commands.add_parser("history", help="who changed what, when: is it whole?")
    kinds = history.add_subparsers(dest="kind", metavar="verify", required=True)
    one = kinds.add_parser("verify", help="find the first entry that was altered or is missing")
    one.add_argument(
        "--head",
        metavar="SEAL",
        help="also say whether the history still holds this seal, as minutes print it",
    )
    add_json(one)
    one.set_defaults(run=walk)


def walk(options: argparse.Namespace) -> Reply:
    """Walk the chain, and look in it for every seal that published minutes hold."""
    with database():
        anchors = printed_heads()
        if options.head is not None:
            anchors["--head"] = _seal(options.head)
        found = verify(anchors)
    data = {
        "whole": found.whole,
        "entries": found.head.place,
        "head": found.head.digest,
        "fault": vars(found.fault) if found.fault else None,
        "erasures": [vars(one) for one in found.erased],
        "seals": [
            {"of": name, "seal": anchors[name], "entry": place}
            for name, place in found.anchors.items()
        ],
        "triggers_missing": list(found.unguarded),
    }
    return Reply("\n".join(_words(found, anchors)), data, 0 if found.whole else 1)


def _seal(given: str) -> str:
    """A seal as it is printed, in groups or not. Raises Sorry for what is none."""
    seal = re.sub(r"\s", "", given).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", seal):
        raise Sorry(f"“{given}” is no seal: one has 64 letters a to f and digits.")
    return seal


def _words(found: Verified, anchors: dict[str, str]) -> list[str]:
    if found.fault:
        # Nothing after the fault was looked at, so no seal there is said to be missing.
        return [f"The history is not whole. {found.fault.words}", *_guards(found)]
    lines = [f"{found.head.place:,} entries, whole. Seal: {found.head.digest}"]
    lines += [f"  {one}" for one in found.erased]
    for name, place in found.anchors.items():
        whose = "The seal that you gave" if name == "--head" else f"The seal in the {name}"
        if place is None:
            lines.append(
                f"{whose} is not in the history: entries were cut off or replaced since it was "
                f"printed. {anchors[name]}"
            )
        else:
            lines.append(f"{whose} is that of entry {place:,}.")
    return [*lines, *_guards(found)]


def _guards(found: Verified) -> list[str]:
    if not found.unguarded:
        return []
    missing = ", ".join(found.unguarded)
    return [f"The database no longer guards the history: triggers missing or off: {missing}."]
