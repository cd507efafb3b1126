"""Where figures stand on paper: round numbers for the scale, places for periods and labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.documents.charts.drawing import text_width


def figure(value: float) -> str:
    """A figure as readers write it: 1,924 and 0.35 and −40."""
    places = 0 if value == round(value) else 1 if abs(value) >= 10 else 2
    text = f"{abs(value):,.{places}f}"
    if places:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def exactly(value: float) -> str:
    """A round number of a scale with every place it has: 0.025, which `figure` would round."""
    text = f"{abs(value):,.10f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def ticks(lowest: float, highest: float, about: int = 5) -> list[float]:
    """Round numbers from below the lowest to above the highest, some `about` of them."""
    if highest <= lowest:
        lowest, highest = (0.0, lowest) if lowest > 0 else (lowest, lowest + 1.0)
    rough = (highest - lowest) / max(about - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= rough * 0.999)
    first, last = math.floor(lowest / step + 1e-9), math.ceil(highest / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def scale_for(figures: Sequence[float]) -> list[float]:
    """The ticks for these figures: from nought, unless that would press the line flat."""
    if not figures:
        return ticks(0.0, 1.0)
    lowest, highest = min(figures), max(figures)
    if 0 <= lowest <= 0.6 * highest or lowest == highest > 0:
        return ticks(0.0, highest)
    spread = (highest - lowest) * 0.1
    return ticks(max(lowest - spread, 0.0) if lowest >= 0 else lowest - spread, highest)


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's edges, its scale, and how many periods stand side by side."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    count: int

    @property
    def step(self) -> float:
        """The distance from one period to the next."""
        return (self.right - self.left) / max(self.count, 1)

    def x(self, index: float) -> float:
        """Where a period stands across."""
        return self.left + (index + 0.5) * self.step

    def y(self, value: float) -> float:
        """Where a figure stands on the scale."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)


def spread_out(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Middles for labels near where they are wanted, none over another, from top to bottom."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    edge = top
    for index in order:
        placed[index] = max(wanted[index], edge + heights[index] / 2)
        edge = placed[index] + heights[index] / 2
    edge = max(bottom, top + sum(heights))
    for index in reversed(order):
        placed[index] = min(placed[index], edge - heights[index] / 2)
        edge = placed[index] - heights[index] / 2
    return placed


def periods_named(labels: Sequence[str], size: float, step: float) -> list[int]:
    """Which periods have room for their name: the last, the first, and evenly between."""
    if len(labels) < 2:
        return list(range(len(labels)))
    room = max(text_width(line, size) for label in labels for line in two_lines(label)) + size * 0.7
    every = max(1, math.ceil(room / step))
    last = len(labels) - 1
    every = next((n for n in range(every, every + 4) if n <= last and last % n == 0), every)
    named = list(range(last, -1, -every))[::-1]
    if named[0] == 0 or last * step < room:
        return named
    # The first takes the place of the next, unless both have room.
    return [0, *(named if named[0] * step >= room else named[1:])]


def two_lines(label: str) -> list[str]:
    """A period's name on one line, or on two when it is long: "Jul to Sep" over "2018"."""
    words = label.split()
    if len(label) <= 7 or len(words) < 2:
        return [label]
    cut = min(
        range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(" ".join(words[n:])))
    )
    return [" ".join(words[:cut]), " ".join(words[cut:])]
