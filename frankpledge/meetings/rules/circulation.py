"""Whether papers may go out, or be taken back once they have. No database."""

from dataclasses import dataclass

from frankpledge.shared.verdict import ALLOWED, Verdict, refused


@dataclass(frozen=True)
class CirculationFacts:
    """What the rules need to know before papers go out.

    `out`: whether the papers of this meeting have gone out before, so that what follows is late.
    """

    cancelled: bool
    dated: bool
    items: int
    papers: int
    out: bool


def may_circulate(facts: CirculationFacts, why: str) -> Verdict:
    """Whether what has come in may go out to members. What goes out late says why."""
    if facts.cancelled:
        return refused("This meeting has been cancelled, so its papers go to nobody.")
    if not facts.dated:
        return refused("This meeting has no date yet. Give it one before its papers go out.")
    if not facts.out:
        return ALLOWED if facts.items else refused("There is no agenda yet. Draft it first.")
    if not facts.papers:
        return refused(
            "Nothing has come in since the papers went out. Mark a late paper as received first."
        )
    if not why.strip():
        return refused("Say why these papers are late: members read it first.")
    return ALLOWED


def next_number(numbers: list[int], *, out: bool) -> int:
    """The number of the next circulation: 0 is the pack, and each addendum has the next.

    A meeting whose pack went out before circulations were kept begins at addendum 1.
    """
    if numbers:
        return max(numbers) + 1
    return 1 if out else 0
