"""`frankpledge area …` and `frankpledge demo …`: setting an area up from its file."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings

from frankpledge.areafile.checks import checked
from frankpledge.areafile.operations import (
    PASSWORD,
    AreaFileWrong,
    demonstration_evidence,
    load,
    load_demonstration,
)
from frankpledge.areafile.operations.sync import Sync
from frankpledge.areafile.reading import Mistake
from frankpledge.areafile.wording import schema
from frankpledge.cli.reply import Reply, Sorry, add_json, database, make_ready
from frankpledge.evidence.releases.running import load_paths
from frankpledge.shared.words import count_of

# Sections of an area file whose singular is not the plural without its s.
SINGULAR = {"bodies": "body", "priorities": "priority", "risk_matrices": "risk matrix"}


def words_of(section: str) -> str:
    """A section's key as words: "forward plans"."""
    return section.replace("_", " ")


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    area = commands.add_parser("area", help="check and load area files")
    kinds = area.add_subparsers(dest="kind", metavar="check|load|schema", required=True)
    for name, run, words in (
        ("check", check, "check an area file or folder, changing nothing"),
        ("load", load_file, "load an area file or folder: all of it, or nothing"),
    ):
        one = kinds.add_parser(name, help=words, description=words.capitalize() + ".")
        one.add_argument("file", type=Path, metavar="FILE")
        add_json(one)
        one.set_defaults(run=run)
    shown = kinds.add_parser("schema", help="print the schema of area files as JSON")
    shown.set_defaults(run=show_schema, json=True)

    demo = commands.add_parser("demo", help="the demonstration county")
    kinds = demo.add_subparsers(dest="kind", metavar="load", required=True)
    one = kinds.add_parser("load", help="load the demonstration county and its accounts")
    one.add_argument("--no-evidence", action="store_true", help="leave its crime data out")
    add_json(one)
    one.set_defaults(run=load_demo)


def _told(mistakes: list[Mistake], root: Path) -> Sorry:
    count = len(mistakes)
    lines = "\n".join(f"  {mistake}" for mistake in mistakes)
    return Sorry(
        f"{root}: {count} mistake{'s' if count != 1 else ''}. Nothing was loaded.\n{lines}",
        {
            "mistakes": [
                {"file": one.file, "line": one.line, "value": one.value, "expected": one.expected}
                for one in mistakes
            ]
        },
    )


def check(options: argparse.Namespace) -> Reply:
    """Check an area file."""
    found = checked(options.file)
    if found.mistakes:
        raise _told(found.mistakes, options.file)
    counts = {key: len(value) for key, value in found.data.items() if isinstance(value, list)}
    told = ", ".join(
        count_of(count, SINGULAR.get(key, key.removesuffix("s")).replace("_", " "), words_of(key))
        for key, count in counts.items()
    )
    area = found.data["area"]
    words = f"{options.file} is right. {area['name']}: {told}."
    return Reply(words, {"area": area["slug"], "mistakes": [], "counts": counts})


def _loaded(sync: Sync) -> dict[str, Any]:
    return {
        "added": dict(sync.added),
        "changed": dict(sync.changed),
        "removed": dict(sync.removed),
        "left": sync.left,
    }


def load_file(options: argparse.Namespace) -> Reply:
    """Load an area file."""
    make_ready()
    with database():
        try:
            sync = load(options.file)
        except AreaFileWrong as wrong:
            raise _told(wrong.mistakes, options.file) from wrong
    return Reply(sync.summary, _loaded(sync))


def load_demo(options: argparse.Namespace) -> Reply:
    """Load the demonstration county."""
    root: Path = settings.DEMONSTRATION_AREA
    make_ready()
    with database():
        try:
            sync, accounts = load_demonstration(root)
        except AreaFileWrong as wrong:
            raise _told(wrong.mistakes, root) from wrong
    told = "" if options.no_evidence else "\n".join(_load_evidence(root))
    words = (
        f"{sync.summary}\n{told}\n\nSign in as {', '.join(accounts[:-1])} or {accounts[-1]}; "
        f"the password of each is {PASSWORD}."
    )
    return Reply(words, {**_loaded(sync), "accounts": accounts, "password": PASSWORD})


def _load_evidence(root: Path) -> list[str]:
    """Load the demonstration's data, where it is not loaded yet; what was loaded, in words."""
    told: list[str] = []
    for one in demonstration_evidence(root):
        done = load_paths(one["paths"], by="Demonstration", published=one["published"])
        told += [] if done.already else done.words
    return told


def show_schema(options: argparse.Namespace) -> Reply:
    """Print the published schema."""
    return Reply("", schema())
