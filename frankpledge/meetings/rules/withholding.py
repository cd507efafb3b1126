"""When parts of a paper may be withheld and released, and what marks a paragraph. No database."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.shared.marking import Audience
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

# What the paper asks is the board's to decide: it is withheld with the whole paper, or not.
NEVER_IN_PART = frozenset({"RecommendationsHere"})


def paragraph_mark(block: dict[str, Any]) -> str:
    """What marks a paragraph, list, table or picture: the same for the same content alone."""
    said = json.dumps(block, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def can_be_withheld(block: dict[str, Any]) -> bool:
    """Whether a block of a paper may be withheld by itself."""
    return block.get("type") not in NEVER_IN_PART


@dataclass(frozen=True)
class PartFacts:
    """What the rules need to know of some withheld paragraphs.

    `sent`: the paper has gone out to members, or is public.
    """

    audience: str
    named: int
    why: str
    until: date | None = None
    until_decision: str = ""
    sent: bool = False


def may_withhold(part: PartFacts, chosen: int, source: str) -> Verdict:
    """Whether these paragraphs may be withheld: who may still read them, why, until when."""
    if source == "bound":
        return refused(
            "This paper is a PDF, which is bound in as it is. Withhold the whole paper, or upload "
            "it as a Word file."
        )
    if not chosen:
        return refused("Choose the paragraphs to withhold.")
    if part.audience == Audience.PUBLIC:
        return refused("Choose who may still read the paragraphs.")
    if part.audience == Audience.PARTNERSHIP and part.named:
        return refused("Bodies are named only where the paragraphs are for named bodies.")
    if part.audience == Audience.NAMED and not part.named:
        return refused("Name the bodies that may still read the paragraphs.")
    if part.audience == Audience.ONE and part.named != 1:
        return refused("Name the one body that may still read the paragraphs.")
    if not part.why.strip():
        return refused("Say why the paragraphs are withheld: readers are told.")
    if not (part.until or part.until_decision.strip()):
        return refused("Say until which day, or until which decision, they are withheld.")
    return ALLOWED


def may_release(part: PartFacts, on: date, *, decided: bool) -> Verdict:
    """Whether withheld paragraphs may be shown: at will before the paper goes out, then as said."""
    if not part.sent:
        return ALLOWED
    if part.until and on < part.until:
        return refused(f"These paragraphs are withheld until {spell_day(part.until)}.")
    if part.until_decision and not decided:
        return refused(
            f"These paragraphs are withheld {part.until_decision}. Record that decision first."
        )
    return ALLOWED


def lost(marks: Collection[str], count: int, content: Iterable[dict[str, Any]]) -> bool:
    """Whether fewer of the withheld paragraphs stand in a paper than should: it was changed."""
    return sum(1 for block in content if paragraph_mark(block) in marks) < count


def waits(until: date | None, until_decision: str) -> str:
    """Until when something is withheld, in words."""
    day = f"until {spell_day(until)}" if until else ""
    return " and ".join(filter(None, (day, until_decision.strip())))
