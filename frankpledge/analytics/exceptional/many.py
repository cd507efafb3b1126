"""Many places looked at together: of a hundred quiet places some look exceptional by chance.

Source: Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995): of the
places named, no more than a share `q` is expected to be named by chance. It holds for independent
places, and for places that rise and fall together (Benjamini and Yekutieli, 2001).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from frankpledge.analytics.exceptional.judging import Exceptional
from frankpledge.shared.words import count_of


@dataclass(frozen=True, slots=True)
class AcrossPlaces:
    """Each place judged among all. `stand_out` names the exceptional, the least likely first.

    `judged` has every place, its verdict what it is among all the places; `adjusted` the p-values
    that go with it, for those of which something can be said.
    """

    judged: Mapping[str, Exceptional]
    adjusted: Mapping[str, float]
    stand_out: tuple[str, ...]
    unsaid: tuple[str, ...]
    words: str


def adjusted(p_values: Sequence[float]) -> tuple[float, ...]:
    """Benjamini and Hochberg's p-values, in the order given: exceptional where at most `q`.

    Raises ValueError for a p-value outside 0 to 1.
    """
    values = np.asarray(p_values, dtype=float)
    if not np.all((values >= 0) & (values <= 1)):
        raise ValueError("A p-value lies between 0 and 1.")
    many = len(values)
    order = np.argsort(values)[::-1]
    raised = np.minimum.accumulate(values[order] * many / np.arange(many, 0, -1))
    found = np.empty(many)
    found[order] = raised
    return tuple(float(value) for value in found)


def across_places(places: Mapping[str, Exceptional], *, q: float = 0.05) -> AcrossPlaces:
    """Judge again, all together, what was judged place by place.

    A place stands out when it is exceptional by itself and its adjusted p-value is at most `q`. One
    of which nothing can be said is not counted among those looked at, and is listed.
    """
    said = {name: one.p_value for name, one in places.items() if one.p_value is not None}
    raised = dict(zip(said, adjusted(tuple(said.values())), strict=True))
    named = [name for name in raised if _stands(places[name], raised[name], q)]
    out = sorted(named, key=lambda name: (raised[name], said[name]))
    judged = {name: _again(one, out, name, len(said)) for name, one in places.items()}
    unsaid = tuple(name for name in places if name not in said)
    return AcrossPlaces(judged, raised, tuple(out), unsaid, _words(len(said), out, unsaid, q))


def _stands(one: Exceptional, p_value: float, q: float) -> bool:
    return one.verdict == "exceptional" and p_value <= q


def _again(one: Exceptional, out: Collection[str], name: str, looked: int) -> Exceptional:
    if one.verdict != "exceptional":
        return one
    among = f"Among the {count_of(looked, 'place')} looked at together, it"
    if name in out:
        return replace(one, words=f"{among} stands out. {one.words}")
    words = f"{among} does not stand out: looked at alone it would. {one.words}"
    return replace(one, verdict="within the usual range", words=words)


def _words(looked: int, out: Sequence[str], unsaid: Sequence[str], q: float) -> str:
    if not looked:
        return "No place has enough earlier periods to say what is usual."
    places = count_of(looked, "place")
    stands = "none stands out" if not out else f"{len(out):,} stand{'s' * (len(out) == 1)} out"
    words = f"Of {places} looked at together, {stands} from what chance gives."
    if out:
        words += f" No more than about {q:.0%} of places named so are expected to be chance."
    if unsaid:
        words += f" Of {count_of(len(unsaid), 'place')} more nothing can be said."
    return words
