"""Marking a paper, saying who may read it, and withholding parts of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import (
    Decision,
    NamedReader,
    NamedReaderOfPart,
    Paper,
    Withholding,
)
from frankpledge.meetings.operations.decisions import decision_facts
from frankpledge.meetings.rules.decisions import may_rest_on
from frankpledge.meetings.rules.withholding import (
    PartFacts,
    can_be_withheld,
    may_release,
    may_withhold,
    paragraph_mark,
)
from frankpledge.partnership.marking.operations import save_marked
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.marking import Audience, Marking, may_be_marked
from frankpledge.shared.verdict import refused, require

# From these a paper has reached those who may read it.
SENT = frozenset({"circulated", "published"})


@operation("Marked a paper")
def mark_paper(
    *, by: Actor, paper: Paper, marking: Marking, audience: str, named: Collection[Body] = ()
) -> None:
    """Say how a paper is marked and who may read it, once it is out to them.

    Raises Refused where the two do not go together, and while the public can read the paper.
    """
    require(may_be_marked(marking, audience, len(named)))
    if paper.state == "published" and audience != Audience.PUBLIC:
        require(refused("This paper is published. Withhold it from the public first."))
    save_marked(paper, NamedReader, "paper", marking, audience, named)


@dataclass(frozen=True)
class Part:
    """Paragraphs to withhold: their marks, who may still read them, why and until when."""

    marks: tuple[str, ...]
    audience: str
    why: str
    until: date | None = None
    until_decision: str = ""
    named: tuple[Body, ...] = ()


@operation("Withheld part of a paper")
def withhold_part(*, by: Actor, paper: Paper, part: Part, on: date) -> Withholding:
    """Keep some paragraphs of a paper from all but those who may still read them.

    Raises Refused without paragraphs, a reason, or something to wait for.
    """
    chosen = _standing_in(paper, part.marks)
    require(may_withhold(_facts(paper, part), len(chosen), paper.source))
    made = Withholding(
        paper=paper,
        marks=sorted(set(chosen)),
        count=len(chosen),
        audience=part.audience,
        why=part.why.strip(),
        since=on,
        until=part.until,
        until_decision=part.until_decision.strip(),
    )
    made.save()
    for body in part.named:
        NamedReaderOfPart(withholding=made, body=body).save()
    return made


@operation("Chose the withheld paragraphs again")
def choose_again(*, by: Actor, withholding: Withholding, marks: Collection[str]) -> None:
    """After the paper was changed, say which of its paragraphs are withheld now: perhaps none.

    The wordings that they had stay withheld where they went out.
    """
    chosen = _standing_in(withholding.paper, marks)
    withholding.marks = sorted({*withholding.marks, *chosen})
    now = _standing_in(withholding.paper, withholding.marks)
    withholding.count = len(now)
    withholding.save()


@operation("Released part of a paper")
def release_part(
    *, by: Actor, withholding: Withholding, on: date, decision: Decision | None = None
) -> None:
    """Show withheld paragraphs to whoever may read their paper. Raises Refused before their time.

    `decision`: the one that they waited for, carried by the paper's own board.
    """
    paper = withholding.paper
    if withholding.released:
        require(refused("These paragraphs have been released already."))
    if decision is not None:
        require(may_rest_on(decision_facts(decision), paper.item.meeting.body.slug))
    facts = PartFacts(
        audience=withholding.audience,
        named=0,
        why=withholding.why,
        until=withholding.until,
        until_decision=withholding.until_decision,
        sent=has_been_sent(paper),
    )
    require(may_release(facts, on, decided=decision is not None))
    withholding.released, withholding.released_by = on, decision
    withholding.save()


def has_been_sent(paper: Paper) -> bool:
    """Whether a paper, or an earlier wording of it, has gone out to anybody."""
    return paper.state in SENT or paper.circulations.exists()


def _facts(paper: Paper, part: Part) -> PartFacts:
    return PartFacts(
        audience=part.audience,
        named=len(part.named),
        why=part.why,
        until=part.until,
        until_decision=part.until_decision,
        sent=has_been_sent(paper),
    )


def _standing_in(paper: Paper, marks: Collection[str]) -> list[str]:
    """Those of the marks that paragraphs of the paper have, one for each paragraph."""
    found = (paragraph_mark(block) for block in paper.content if can_be_withheld(block))
    return [mark for mark in found if mark in marks]
