"""Getis-Ord Gi*: where high values, or low ones, lie together more than chance would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, norm

from frankpledge.analytics.hot_spots.neighbours import Neighbours

LEVEL = 0.05
LEAST_PLACES = 30
# Below so few neighbours and with values as lopsided as this, the normal curve is a poor guide.
FEW_NEIGHBOURS = 8
LOPSIDED = 2.0

Kind = Literal["hot", "cold", "neither", "not judged"]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Of each place the z-score, two-sided p, and p after control of false discoveries.

    All three are not a number (nan) for a place with no neighbour.
    """

    z: NDArray[np.float64]
    p: NDArray[np.float64]
    discovery_p: NDArray[np.float64]

    @property
    def hot(self) -> NDArray[np.bool_]:
        """Which places are part of a hot spot."""
        return (self.z > 0) & (self.discovery_p <= LEVEL)

    @property
    def cold(self) -> NDArray[np.bool_]:
        """Which places are part of a cold spot."""
        return (self.z < 0) & (self.discovery_p <= LEVEL)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: its z-score, two-sided p, p after control of false discoveries, and the kind.

    All are None for a place that was not judged: one with no neighbours.
    """

    z: float | None
    p: float | None
    discovery_p: float | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class HotSpots:
    """Gi* of every place, in the order given, and the words; `cautions` go with them always."""

    spots: tuple[Spot, ...]
    words: str
    cautions: tuple[str, ...]


def hot_spots(values: Sequence[float] | NDArray[Any], neighbours: Neighbours) -> HotSpots:
    """Gi* (Ord and Getis 1995) of each place's own value and its neighbours', all of one weight.

    `values`: counts, or better rates, one for each place. The z-score compares the sum over a place
    and its neighbours with what the mean of all places would give. Weights that are standardised by
    row give the very same z. Hot or cold is what stays below 5% after Benjamini and Hochberg's
    control of false discoveries: about one in twenty of the places named would be named by chance.

    Raises ValueError for values that are not numbers or are not as many as the places, for fewer
    than 30 places, for values that are all equal, and where all places are islands.
    """
    scores = gi_star(values, neighbours)
    kinds = np.select(
        [np.isnan(scores.z), scores.hot, scores.cold], ["not judged", "hot", "cold"], "neither"
    )
    spots = tuple(
        Spot(None, None, None, kind) if kind == "not judged" else Spot(z, p, discovery, kind)
        for z, p, discovery, kind in zip(
            scores.z.tolist(),
            scores.p.tolist(),
            scores.discovery_p.tolist(),
            kinds.tolist(),
            strict=True,
        )
    )
    return HotSpots(spots, _words(spots, neighbours), _cautions(values, neighbours))


def gi_star(values: Sequence[float] | NDArray[Any], neighbours: Neighbours) -> Scores:
    """The scores alone, as arrays; for what they are and what is refused see `hot_spots`.

    z = (sum of own and neighbours' - w * mean) / (s * root of w * (n - w) / (n - 1)), where w is
    the number of neighbours and 1 for the place itself, and s the standard deviation over n.
    """
    figures = _checked(values, neighbours)
    number = len(figures)
    # From the mean, so that large figures far from nought lose no digits.
    apart = figures - figures.mean()
    weight = neighbours.counts + 1.0
    above = neighbours.matrix @ apart + apart
    z = above / (apart.std() * np.sqrt(weight * (number - weight) / (number - 1)))
    judged = neighbours.counts > 0
    z[~judged] = np.nan
    p = 2 * norm.sf(np.abs(z))
    discovery = np.full(number, np.nan)
    discovery[judged] = false_discovery_control(p[judged])
    return Scores(z, p, discovery)


def _checked(values: Any, neighbours: Neighbours) -> NDArray[np.float64]:
    figures = np.asarray(values, dtype=np.float64)
    if len(figures) != neighbours.number:
        raise ValueError(
            f"There are {len(figures):,} values for {neighbours.number:,} places: each has one."
        )
    wrong = np.flatnonzero(~np.isfinite(figures))
    if len(wrong):
        raise ValueError(f"Place {wrong[0] + 1} has no value. Leave it out, or find its value.")
    if len(figures) < LEAST_PLACES:
        raise ValueError(
            f"{len(figures)} places are too few to look for hot spots: at least {LEAST_PLACES} are "
            "needed. Compare them in a table."
        )
    if np.ptp(figures) == 0:
        raise ValueError(f"All places have the same value, {figures[0]:g}: there is no hot spot.")
    if not neighbours.counts.any():
        raise ValueError("No place has a neighbour, so no two can lie together.")
    if neighbours.counts.max() == len(figures) - 1:
        raise ValueError(
            f"Place {neighbours.counts.argmax() + 1} has all others as its neighbours, so nothing "
            "is left to compare it with. Use a shorter distance or fewer neighbours."
        )
    return figures


def _words(spots: Sequence[Spot], neighbours: Neighbours) -> str:
    hot = sum(spot.kind == "hot" for spot in spots)
    cold = sum(spot.kind == "cold" for spot in spots)
    judged = sum(spot.kind != "not judged" for spot in spots)
    basis = (
        f"Of {judged:,} places ({neighbours.how}; after control of false discoveries at "
        f"{LEVEL:.0%})"
    )
    if not hot and not cold:
        return (
            f"{basis} none is part of a hot spot or a cold spot: the pattern is what chance could "
            "bring. A single place can still stand out by itself."
        )
    return (
        f"{basis} {_number(hot)} part of a hot spot, where high values lie together, and "
        f"{_number(cold)} part of a cold spot. It says where, not why."
    )


def _number(places: int) -> str:
    if not places:
        return "none is"
    return f"{places:,} {'is' if places == 1 else 'are'}"


def _cautions(values: Any, neighbours: Neighbours) -> tuple[str, ...]:
    figures = np.asarray(values, dtype=np.float64)
    said = [neighbours.warning] if neighbours.warning else []
    apart = figures - figures.mean()
    lopsided = float((apart**3).mean() / apart.std() ** 3)
    usual = float(np.median(neighbours.counts))
    if abs(lopsided) > LOPSIDED and usual < FEW_NEIGHBOURS:
        said.append(
            f"A few places have far higher or lower values than the rest, and half of the places "
            f"have no more than {usual:g} neighbours: read places near the edge of 5% with care."
        )
    return tuple(said)
