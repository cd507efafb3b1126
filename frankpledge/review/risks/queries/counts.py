"""How many risks of each group need somebody, for the one screen: a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.risks.models import Risk
from frankpledge.review.risks.queries.lines import RiskLine, lines_of


@dataclass(frozen=True)
class RiskCounts:
    """A group's open risks, counted. `worst`: the word of the worst band, or nothing.

    `new` and `up` are since the day asked; `cliffs` have money that ends within six months.
    """

    open: int = 0
    new: int = 0
    up: int = 0
    persistent: int = 0
    unscored: int = 0
    worst: str = ""
    cliffs: int = 0
    review_overdue: int = 0


NONE = RiskCounts()


def risk_counts(
    groups: Iterable[Body | int], on: date, since: date | None, viewer: Viewer | None = None
) -> dict[int, RiskCounts]:
    """Each group's open risks on a day, counted; every group asked for has its counts.

    With a viewer, those that the viewer may see; without one, those that are for all.
    """
    keys = [one.pk if isinstance(one, Body) else one for one in groups]
    risks = Risk.objects.filter(register__in=keys).shown_to(viewer, on)
    held: dict[int, list[RiskLine]] = {}
    for line in lines_of(risks.perhaps_open(on), on, since, lately=True):
        if line.open:
            held.setdefault(line.risk.register_id, []).append(line)
    return {key: counted(held[key]) if key in held else NONE for key in keys}


def counted(lines: list[RiskLine]) -> RiskCounts:
    """Open risks, counted."""
    worst = max((one.scored for one in lines if one.scored), key=lambda s: s.weight, default=None)
    return RiskCounts(
        open=len(lines),
        new=sum(one.is_new for one in lines),
        up=sum(one.up for one in lines),
        persistent=sum(one.persistent for one in lines),
        unscored=sum(one.scored is None for one in lines),
        worst=worst.band if worst else "",
        cliffs=sum(one.flagged for one in lines),
        review_overdue=sum(one.review_overdue for one in lines),
    )
