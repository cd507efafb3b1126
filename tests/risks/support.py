"""Short names for what tests ask of registers of risks."""

from __future__ import annotations

from datetime import date
from typing import Any

from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.register import body_named
from frankpledge.places.models import Area
from frankpledge.review.risks.models import Risk, RiskMatrix
from frankpledge.review.risks.operations import raise_risk
from frankpledge.review.risks.rules.matrix import cells_by_product
from frankpledge.shared.door import Actor, operation

GROUP = Actor("Chair of the group")
APRIL, JULY, OCTOBER = date(2018, 4, 19), date(2018, 7, 19), date(2018, 10, 11)
TODAY = date(2018, 10, 1)
LEVELS = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"]
IMPACTS = ["Negligible", "Minor", "Moderate", "Major", "Severe"]
BANDS = ["Low", "Moderate", "High", "Very high"]


@operation("Set a risk matrix")
def set_matrix(
    *,
    by: Actor,
    starts: date | None = None,
    likelihood: list[str] = LEVELS,
    impact: list[str] = IMPACTS,
    bands: list[str] = BANDS,
    up_to: tuple[int, ...] = (4, 9, 15, 25),
) -> RiskMatrix:
    """Give the area a matrix from a day on, in place of any that starts on that day."""
    area = Area.objects.get()
    found = RiskMatrix.objects.filter(area=area, starts=starts).first()
    matrix = found or RiskMatrix(area=area, starts=starts)
    matrix.likelihood, matrix.impact, matrix.bands = likelihood, impact, bands
    matrix.cells = [list(row) for row in cells_by_product(len(likelihood), len(impact), up_to)]
    matrix.save()
    return matrix


def raised(title: str = "Collisions rise", register: str = "road-safety", **more: Any) -> Risk:
    """A risk in a register of the demonstration, raised on 1 August 2018 unless told."""
    body: Body = body_named(register)
    return raise_risk(
        **{"by": GROUP, "register": body, "title": title, "raised": date(2018, 8, 1), **more}
    )
