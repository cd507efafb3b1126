"""Whether, not who: successions, seats and terms of reference. Pure functions, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day

# Crime and Disorder Act 1998 s.5(1A) as amended by the Police Reform and Social Responsibility Act
# 2011 Sch 11: from this day partnerships merge by a combination agreement with the local policing
# body; before it, by order of the Secretary of State.
COMBINATION_AGREEMENTS_SINCE = date(2012, 1, 16)
# How many bodies each kind of succession has before and after: least and most (None: no limit).
SIDES: dict[str, tuple[tuple[int, int | None], tuple[int, int | None]]] = {
    "merge": ((2, None), (1, 1)),
    "split": ((1, 1), (2, None)),
    "replace": ((1, None), (1, None)),
    "abolish": ((1, None), (0, 0)),
}


def may_succeed(
    kind: str, instrument: str, on: date, before: int, after: int, *, partnerships: bool
) -> Verdict:
    """Whether a succession of this kind and these numbers of bodies can have happened so.

    `partnerships` says that community safety partnerships are among the bodies, to which the law
    on merging applies.
    """
    for side, count, (least, most) in zip(
        ("before", "after"), (before, after), SIDES[kind], strict=True
    ):
        if count < least or (most is not None and count > most):
            return refused(f"A “{kind}” has {_limits(least, most)} {side} it, not {count}.")
    if kind == "merge" and partnerships:
        by_order = instrument == "ministerial-order"
        if by_order and on >= COMBINATION_AGREEMENTS_SINCE:
            return refused(
                f"Since {spell_day(COMBINATION_AGREEMENTS_SINCE)} partnerships merge by a "
                "combination agreement with the local policing body, not by ministerial order "
                "(Crime and Disorder Act 1998 s.5(1A))."
            )
        if instrument == "combination-agreement" and on < COMBINATION_AGREEMENTS_SINCE:
            return refused(
                "Combination agreements began on "
                f"{spell_day(COMBINATION_AGREEMENTS_SINCE)}; before that partnerships merged by "
                "ministerial order."
            )
    return ALLOWED


def _limits(least: int, most: int | None) -> str:
    if most == least:
        return f"{least} bod{'y' if least == 1 else 'ies'}" if least else "no bodies"
    return f"at least {least} bod{'y' if least == 1 else 'ies'}"


@dataclass(frozen=True)
class SeatRule:
    """What a seat's terms say about who may hold it, and when."""

    title: str
    starts: date | None
    ends: date | None
    for_body: str = ""
    for_role: str = ""


def may_hold(
    seat: SeatRule | None, starts: date | None, body: str, roles: Sequence[str], *, board: str
) -> Verdict:
    """Whether a body may be given a seat from a day.

    `seat` is None where the terms of reference in force provide no such seat: then the board must
    first decide to amend them.
    """
    if seat is None:
        return refused(
            f"The terms of reference of {board} provide no such seat. "
            "Record the board's decision to amend them first."
        )
    if seat.starts and (starts is None or starts < seat.starts):
        return refused(
            f"The seat “{seat.title}” exists from {spell_day(seat.starts)}; "
            "the membership cannot start before it."
        )
    if seat.ends and starts and starts > seat.ends:
        return refused(f"The seat “{seat.title}” ended on {spell_day(seat.ends)}.")
    if seat.for_body and seat.for_body != body:
        return refused(f"The seat “{seat.title}” is for {seat.for_body}, not {body}.")
    if seat.for_role and seat.for_role not in roles:
        return refused(f"The seat “{seat.title}” is for a body with the role {seat.for_role}.")
    return ALLOWED


@dataclass(frozen=True)
class Gap:
    """The days between two meetings that follow each other, and what the cadence makes of them."""

    after: date
    before: date
    days: int
    usual: int
    warning: str


def cadence(meetings: Sequence[date], a_year: int, tolerance: int) -> tuple[Gap, ...]:
    """The gaps between meetings in order, each with a warning where it is out of the cadence.

    A body that meets `a_year` times is expected every 365 ÷ `a_year` days, rounded down, give or
    take `tolerance` days. An extra meeting makes a short gap, which is never warned about.
    """
    usual = 365 // a_year
    return tuple(
        Gap(one, other, (other - one).days, usual, _gap_warning(one, other, usual, tolerance))
        for one, other in pairwise(meetings)
    )


def _gap_warning(one: date, other: date, usual: int, tolerance: int) -> str:
    days = other - one
    if days <= timedelta(days=usual + tolerance):
        return ""
    return (
        f"{days.days} days pass between {spell_day(one)} and {spell_day(other)}; "
        f"the terms of reference expect about {usual}."
    )
