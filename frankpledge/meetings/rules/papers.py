"""The states of a paper: where it may go next, and when. No database."""

from dataclasses import dataclass
from datetime import date

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

# From each state of a paper, the states it may go to and the button that takes it there.
PAPER_TRANSITIONS: dict[str, dict[str, str]] = {
    "to-follow": {"draft": "Start writing", "received": "Mark as received"},
    "draft": {"received": "Send to the secretary"},
    "received": {"draft": "Send back to the author", "circulated": "Circulate to members"},
    "circulated": {
        "published": "Publish",
        "withheld": "Withhold from the public",
        "received": "Take it back to revise it",
    },
    "withheld": {"published": "Publish"},
    "published": {"withheld": "Withhold from the public"},
}


@dataclass(frozen=True)
class PaperFacts:
    """What the rules need to know of a paper."""

    state: str
    has_content: bool
    withheld_until: date | None = None
    withheld_until_decision: str = ""


def may_become(
    paper: PaperFacts, state: str, on: date, *, decision: str = "", why: str = ""
) -> Verdict:
    """Whether a paper may go to `state` on a day.

    A withheld paper is published once its date has come, or once the decision it waits for is
    recorded. A paper with nothing in it goes nowhere but to its author. One that members have is
    taken back only for a reason that they are told.
    """
    if state not in PAPER_TRANSITIONS[paper.state]:
        return refused(
            f"A paper that is {paper.state.replace('-', ' ')} cannot become "
            f"{state.replace('-', ' ')}."
        )
    if state in {"received", "circulated", "published"} and not paper.has_content:
        return refused("There is nothing in this paper yet. Write it here or upload a file.")
    if state == "withheld" and not (paper.withheld_until or paper.withheld_until_decision):
        return refused("Say until which day, or until which decision, the paper is withheld.")
    if (paper.state, state) == ("circulated", "received") and not why.strip():
        return refused("Say why the paper is revised: members are told with the new version.")
    if (paper.state, state) == ("withheld", "published"):
        if paper.withheld_until and on < paper.withheld_until:
            return refused(f"This paper is withheld until {spell_day(paper.withheld_until)}.")
        if paper.withheld_until_decision and not decision.strip():
            return refused(
                f"This paper is withheld {paper.withheld_until_decision}. Record that decision."
            )
    return ALLOWED
