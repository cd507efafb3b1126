"""Whether, not who: from when posts end or change, and who gives which duties. No database."""

from datetime import date, timedelta

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

ONE_DAY = timedelta(days=1)
# Duties through which a person acts for a body, and so gets the papers of boards it sits on.
ACTS_FOR = frozenset({"chair", "manager", "member"})
# Who gives, changes and ends which duties: a chair none that reaches further than their own body.
GIVEN_BY_CHAIR = ACTS_FOR
GIVEN_BY_SECRETARY = ACTS_FOR | {"secretary", "scrutiny", "analyst"}


def may_end(starts: date | None, ended: date | None, last: date | None, today: date) -> Verdict:
    """Whether a post can end after `last`, or at once where that is None.

    `ended` is the last day that is on record already. What is over is not ended again.
    """
    if ended and ended < today:
        return refused(f"This post ended on {spell_day(ended)} already.")
    if last and starts and last < starts:
        return refused(
            f"The last day, {spell_day(last)}, is before the first, {spell_day(starts)}. "
            "Change it, or end the post at once."
        )
    return ALLOWED


def may_move(starts: date | None, ended: date | None, on: date, today: date) -> Verdict:
    """Whether a post can become another one from a day on."""
    if ended and (ended < today or on > ended + ONE_DAY):
        return refused(
            f"This post ends on {spell_day(ended)}. Invite its holder to the new one instead."
        )
    if starts and on <= starts:
        return refused(
            f"The change must come after the post’s first day, {spell_day(starts)}. "
            "Give a later day, or end the post and invite its holder to the new one."
        )
    return ALLOWED


def may_leave(duty: str, others: bool) -> Verdict:
    """Whether a body can do without this post: somebody must keep its people and its papers."""
    if duty != "secretary" or others:
        return ALLOWED
    return refused(
        "This is the body’s only secretary from then on. Invite another first: without one nobody "
        "keeps its agenda, its papers and its people."
    )


def may_close(holds: bool) -> Verdict:
    """Whether an account can be closed: not while it holds a post."""
    if holds:
        return refused("This account holds a post. End that first.")
    return ALLOWED


def may_give(duty: str, given: frozenset[str]) -> Verdict:
    """Whether somebody who gives these duties may give, change or end this one."""
    if duty in given:
        return ALLOWED
    return refused("Only a secretary gives, changes or ends this duty. Ask them.")
