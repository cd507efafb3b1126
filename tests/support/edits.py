"""Real processes that change the same few actions through their form, and the account of it.

Each writer opens a form, opens another, and then sends the first: so it is often beaten. An answer
is a redirect (saved) or 409 (refused, with both texts); anything else is a fault. The record must
then tell one story: each version was saved once, and every saved text stands in the history, each
after the one before it.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
AT = "/actions/county-board/{}/change/"


def make_actions(count: int) -> None:
    """So many actions in the board's register, of nobody yet."""
    from datetime import date

    from frankpledge.actions.operations import ask
    from tests.support.county import SECRETARY, board

    for number in range(count):
        text = f"As asked, {number}"
        ask(by=SECRETARY, register=board(), text=text, asked=date(2018, 7, 19))


def write(name: str, edits: int) -> None:
    """Change actions so often, and print what came of each as a line of JSON."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from frankpledge.accounts.models import Account
    from frankpledge.actions.models import Action

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(Account.objects.get(username="secretary"))
    keys = list(Action.objects.values_list("pk", flat=True))
    pick = random.Random(name)

    def opened() -> tuple[int, str]:
        action = Action.objects.get(pk=pick.choice(keys))
        return action.number, str(action.version)

    waiting = opened()
    for edit in range(edits):
        (number, version), waiting = waiting, opened()
        text = f"{name}, edit {edit}"
        answer = client.post(AT.format(number), {"text": text, "version": version})
        shows = answer.status_code == 302 or text in answer.content.decode()
        sys.stdout.write(json.dumps([number, text, answer.status_code, shows]) + "\n")


@dataclass(frozen=True)
class Told:
    """What came of all edits."""

    saved: int
    refused: int
    faults: tuple[str, ...]


def run_writers(environment: dict[str, str], writers: int, edits: int) -> list[list[Any]]:
    """So many processes, each making so many edits at the same time; what each was answered."""
    command = "from tests.support.edits import write; import sys; write(sys.argv[1], {})"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", command.format(edits), f"writer {n}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        for n in range(writers)
    ]
    answers: list[list[Any]] = []
    for out, error in [one.communicate() for one in running]:
        lines = [json.loads(line) for line in out.splitlines()]
        if len(lines) != edits:
            raise RuntimeError(error[-2000:])
        answers += lines
    return answers


Rows = Callable[[str], list[Any]]


def account_of(answers: list[list[Any]], rows: Rows) -> Told:
    """Hold the answers against the record; `rows` asks the writers' database in plain SQL."""
    saved = [(number, text) for number, text, status, _ in answers if status == 302]
    faults = [f"{text}: {status}" for _, text, status, _ in answers if status not in (302, 409)]
    faults += [
        f"{text}: refused, and its words are lost" for _, text, _, shows in answers if not shows
    ]
    per_action = Counter(number for number, _ in saved)
    chains: dict[int, list[tuple[str, str]]] = {}
    for record, fields in rows(
        "SELECT record, fields FROM history_entry"
        " WHERE kind = 'actions.action' AND action = 'changed' ORDER BY id"
    ):
        told = json.loads(fields) if isinstance(fields, str) else fields
        chains.setdefault(record, []).append(tuple(told["text"]))
    for key, number, version, text in rows("SELECT id, number, version, text FROM actions_action"):
        chain = chains.get(key, [])
        if version != 1 + per_action[number]:
            faults.append(f"action {number}: version {version} after {per_action[number]} saves")
        if Counter(now for _, now in chain) != Counter(t for n, t in saved if n == number):
            faults.append(f"action {number}: the history has other texts than were saved")
        if any(was != before for (was, _), (_, before) in zip(chain[1:], chain, strict=False)):
            faults.append(f"action {number}: a text was overwritten by one that had not seen it")
        if chain and chain[-1][1] != text:
            faults.append(f"action {number}: it does not say what was saved last")
    return Told(len(saved), len(answers) - len(saved), tuple(faults))
