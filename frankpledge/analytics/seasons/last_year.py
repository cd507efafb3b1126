"""Last year's same month as a forecast: the plain method that any model has to beat."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analytics.months import Month, Series
from frankpledge.analytics.predicting import Floats, Prediction, predict


@dataclass(frozen=True, slots=True)
class LastYear:
    """What the same months gave before, and how far such pairs of months differed.

    `dispersion`: the squared differences of months a year apart over what Poisson counts would
    show (each pair's sum), from so many `pairs`.
    """

    known: dict[Month, int]
    last: Month
    dispersion: float
    pairs: int

    def month_for(self, month: Month) -> Month | None:
        """The latest of the same months of earlier years that is known; None when there is none."""
        earlier = month.after(-12)
        while earlier >= min(self.known):
            if earlier in self.known and earlier <= self.last:
                return earlier
            earlier = earlier.after(-12)
        return None

    def prediction(self, month: Month) -> Prediction | None:
        """The same count again, with the noise of both months. After nought, half a one."""
        earlier = self.month_for(month)
        if earlier is None or self.pairs == 0:
            return None
        mean = max(float(self.known[earlier]), 0.5)

        def variance(dispersions: Floats) -> Floats:
            return 2 * dispersions * mean

        return predict(mean, self.dispersion, self.pairs, variance)


def last_year(series: Series) -> LastYear:
    """What last year's same months say. Raises ValueError when no month is known."""
    known = series.known
    if not known:
        raise ValueError("No month of the series has a figure.")
    pairs = [(known[m.after(-12)], count) for m, count in known.items() if m.after(-12) in known]
    apart, both = sum((b - a) ** 2 for a, b in pairs), sum(a + b for a, b in pairs)
    return LastYear(known, max(known), apart / both if both else 1.0, len(pairs))
