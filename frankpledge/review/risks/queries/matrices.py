"""The matrix on which an area scores its risks on a day."""

from datetime import date

from django.db.models import F, Q

from frankpledge.places.models import Area
from frankpledge.review.risks.models import RiskMatrix
from frankpledge.review.risks.rules.matrix import Matrix


def matrix_on(area: Area | int, on: date) -> Matrix | None:
    """The area's matrix in force on a day, or None where it has none yet."""
    held = RiskMatrix.objects.filter(Q(starts__isnull=True) | Q(starts__lte=on), area=area)
    found: RiskMatrix | None = held.order_by(F("starts").desc(nulls_last=True)).first()
    return found.plain if found else None
