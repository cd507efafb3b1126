"""A paper of each marking, and people whose duties are at a body elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.accounts.models import Account
from frankpledge.meetings.models import AgendaItem, Paper
from frankpledge.meetings.operations import (
    change_paper_state,
    commission_paper,
    mark_paper,
    upload_paper,
)
from frankpledge.partnership.models import Body, BodyName, PostHolding
from frankpledge.partnership.queries.register import body_named
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.marking import Audience, Classification, Marking
from tests.support.county import SECRETARY, meeting

SURVEY = Path(__file__).parents[1] / "documents" / "files" / "survey-paper.docx"
PAPERS = "/meetings/county-board/2018-10-11/papers/"
SENSITIVE = Marking(Classification.SENSITIVE, "Do not forward")


@dataclass(frozen=True)
class Marked:
    """A paper to be made: how it is marked, its slug, for whom, and the bodies named."""

    name: str
    slug: str
    marking: Marking
    audience: str
    named: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Its page."""
        return f"{PAPERS}{self.slug}/"


# The sample's own papers of this item are road-safety and road-safety-2.
MARKED = (
    Marked("official, public", "road-safety-3", Marking(), Audience.PUBLIC),
    Marked("official, partnership", "road-safety-4", Marking(), Audience.PARTNERSHIP),
    Marked(
        "official-sensitive, named bodies",
        "road-safety-5",
        SENSITIVE,
        Audience.NAMED,
        ("huntingdonshire-council", "south-cambridgeshire-scrutiny"),
    ),
    Marked(
        "official-sensitive, one body", "road-safety-6", SENSITIVE, Audience.ONE, ("fenland-csp",)
    ),
)
# Those who sit on the board, or run it; and who acts for which of the named bodies.
SITS = frozenset({"secretary", "chair", "csp-manager", "member"})
NAMED = {"member": 1, "scrutiny": 2, "csp-manager": 3}


def add_marked_papers() -> None:
    """One paper of each marking, in and not yet out; its author is nobody in the table."""
    item = AgendaItem.objects.get(meeting=meeting(), slug="road-safety")
    for one in MARKED:
        paper = commission_paper(
            by=SECRETARY, item=item, author_body=body_named("offender"), title=f"Marked {one.name}"
        )
        paper = Paper.objects.select_related("item__meeting__body").get(pk=paper.pk)
        assert paper.get_absolute_url() == one.address
        upload_paper(by=SECRETARY, paper=paper, name="s.docx", data=SURVEY.read_bytes())
        mark_paper(
            by=SECRETARY,
            paper=paper,
            marking=one.marking,
            audience=one.audience,
            named=[body_named(slug) for slug in one.named],
        )
        change_paper_state(by=SECRETARY, paper=paper, state="received", on=clock.today())


@operation("Made people whose duties are elsewhere, for a test")
def add_people_elsewhere(*, by: Actor, duties: dict[str, str]) -> None:
    """Accounts, name → duty, each with that duty at one body of another area."""
    area = Area(slug="elsewhere", name="Elsewhere")
    area.save()
    body = Body(area=area, slug="elsewhere-board")
    body.save()
    BodyName(body=body, name="A board elsewhere").save()
    for username, duty in duties.items():
        account = Account(username=username, post="Somebody elsewhere")
        account.save()
        hold(by=by, account=account, body=body, duty=duty)


@operation("Gave somebody a post, for a test")
def hold(*, by: Actor, account: Any, body: Body, duty: str) -> None:
    """A post from long ago, still held."""
    PostHolding(account=account, body=body, duty=duty).save()
