"""What a county agreement rests on before it may be adopted: the districts' assessments.

SI 2007/1830 reg 9: before the end of each year an agreement for that year, based on that year's
strategic assessments of the districts. See docs/decisions/0035.
"""

from __future__ import annotations

from datetime import date, timedelta

from frankpledge.evidence.assessments.rules.basis import REGULATION, Basis
from frankpledge.evidence.assessments.rules.cycle import year_of
from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def counts_for(begins: date, decided: date) -> str:
    """The year from 1 April whose assessments an agreement rests on: "2018/19".

    The year in which it begins. Decided on before that, it rests on the year of the decision:
    there can be no assessment yet of a year that has not begun.
    """
    return year_of(min(begins, decided))


def first_new_day(
    was: tuple[date | None, date | None], starts: date, ends: date | None
) -> date | None:
    """The first day on which an amended agreement holds and did not before; None where there is
    none. `was`: its first and its last day until now."""
    was_starts, was_ends = was
    if was_starts is not None and starts < was_starts:
        return starts
    if was_ends is not None and (ends is None or ends > was_ends):
        return max(starts, was_ends + timedelta(days=1))
    return None


def may_be_based(basis: Basis) -> Verdict:
    """Whether an agreement may hold for days it does not hold for yet.

    A county without districts owes no agreement, so nothing stands in the way of one. A unitary
    area's partnership takes part by choice: without its assessment the basis is complete too.
    """
    if basis.complete or not basis.districts:
        return ALLOWED
    return refused(
        f"{basis.words} A county agreement rests on the assessment of every district for "
        f"{basis.year} ({REGULATION}). Have those that are missing approved first."
    )
