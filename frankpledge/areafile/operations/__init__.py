"""Loading an area: all of it, or nothing."""

from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError

from frankpledge.accounts.operations import open_account
from frankpledge.areafile.checks import checked
from frankpledge.areafile.operations import (
    assessments,
    bodies,
    chasing,
    indicators,
    meetings,
    papers,
    places,
    planning,
    requests,
    requirements,
    review,
    risks,
)
from frankpledge.areafile.operations.sync import Sync, TooLong
from frankpledge.areafile.reading import AreaFile, Mistake
from frankpledge.partnership.models import Body
from frankpledge.partnership.operations import give_post
from frankpledge.shared.door import Actor, operation

PASSWORD = "frankpledge"


CLASH = (
    "this cannot stand beside what was changed in the application since the last load ({}). "
    "Bring the file into line with the application first"
)


class AreaFileWrong(Exception):
    """The file has mistakes; nothing was loaded."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = mistakes


def load(root: Path) -> Sync:
    """Load an area file or folder. Loaded again unchanged, it changes nothing.

    What the file says is added or changed, each with its history. What it no longer says of a
    body, a meeting or a paper is removed where it was the file's own; a whole body or place that
    it drops stays and is reported, and so does what somebody changed in the application since.
    Raises AreaFileWrong, having changed nothing.
    """
    found = checked(root)
    if found.mistakes:
        raise AreaFileWrong(found.mistakes)
    by = Actor(f"Area file, {found.data['area']['name']}")
    try:
        return load_area(by=by, found=found)
    except TooLong as error:
        found.mistake((), None, str(error))
        raise AreaFileWrong(found.mistakes) from error
    except (IntegrityError, ObjectDoesNotExist) as error:
        # The file hangs together, but not with what people have changed in the application.
        found.mistake((), None, CLASH.format(str(error).splitlines()[0]))
        raise AreaFileWrong(found.mistakes) from error


@operation("Loaded the area file")
def load_area(*, by: Actor, found: AreaFile) -> Sync:
    """Bring the database into line with a checked area file."""
    sync = Sync(by)
    area = places.load(sync, found.data)
    bodies.load(sync, area, found.data)
    chasing.load(sync, area, found.data)
    meetings.load(sync, found.data)
    papers.load(sync, found)
    assessments.load(sync, area, found.data)
    planning.load(sync, found)
    for part in (risks, indicators, requests, requirements, review):
        part.load(sync, found.data)
    return sync


def load_demonstration(root: Path) -> tuple[Sync, list[str]]:
    """Load a demonstration folder: its area, then accounts that anybody may enter.

    Returns what was loaded and the accounts' user names. Raises AreaFileWrong.
    """
    sync = load(root)
    accounts = _demonstration(root)["accounts"]
    return sync, open_demonstration(by=Actor("Demonstration"), accounts=accounts)


def demonstration_day(root: Path) -> str:
    """The day that a demonstration folder is about, such as 2018-10-01."""
    return str(_demonstration(root)["today"])


def demonstration_evidence(root: Path) -> list[dict[str, Any]]:
    """What a demonstration folder loads as evidence: paths and the day each was published."""
    return [
        {"paths": [root / path for path in one["paths"]], "published": one.get("published")}
        for one in _demonstration(root).get("evidence", [])
    ]


def _demonstration(root: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((root / "demonstration.yaml").read_text("utf-8"))
    found: dict[str, Any] = told["demonstration"]
    return found


@operation("Opened the demonstration’s accounts")
def open_demonstration(*, by: Actor, accounts: list[dict[str, Any]]) -> list[str]:
    """Accounts by post for a demonstration, with the posts they hold."""
    for given in accounts:
        account = open_account(
            by=by,
            username=given["username"],
            post=given["post"],
            password=PASSWORD,
            demonstration=True,
        )
        for holding in given["holdings"]:
            body = Body.objects.get(slug=holding["body"])
            give_post(by=by, account=account, body=body, duty=holding["duty"])
    return [given["username"] for given in accounts]
