"""What a control chart found, in sentences that a board can read."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.analytics.control.limits import MINIMUM, SETTLED
from frankpledge.analytics.control.nouns import Better, ControlPoint, Meaning, Segment, Side, Signal
from frankpledge.analytics.control.rules import Found

_MEANING = {"improvement": "an improvement", "concern": "a concern", "change": "a change"}


def figure(value: float) -> str:
    """A figure for a sentence: 1,924, 50.8, 0.23, −3."""
    places = 0 if abs(value) >= 1000 or value == round(value) else 1 if abs(value) >= 10 else 2
    text = f"{abs(value):,.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    return f"−{text}" if value < 0 and text.strip("0.,") else text


def meaning_of(side: Side, better: Better) -> Meaning:
    """What going to that side means, when `better` says which side is wanted."""
    if better == "neither":
        return "change"
    return "improvement" if (side == "below") == (better == "lower") else "concern"


def signal_words(found: Found, labels: Sequence[str], first: int) -> str:
    """One signal: "7 readings in a row above the average, April 2018 to October 2018"."""
    points = [first + index for index in found.points]
    count, span = len(points), labels[points[0]]
    if count > 1:
        span += f" to {labels[points[-1]]}"
    match found.rule:
        case "beyond a limit":
            limit = "above the upper limit" if found.side == "above" else "below the lower limit"
            return f"{limit}, {span}"
        case "shift":
            return f"{count} readings in a row {found.side} the average, {span}"
        case "trend":
            way = "rising" if found.side == "above" else "falling"
            return f"{count} readings in a row {way}, {span}"
        case "two of three":
            among = max(3, points[-1] - points[0] + 1)
            edge = "upper" if found.side == "above" else "lower"
            return f"{count} of {among} readings near or beyond the {edge} limit, {span}"


def segment_words(count: int, usable: int, *, limits: bool, break_before: str) -> str:
    """How far a segment's limits can be trusted."""
    since = f" since the break ({break_before})" if break_before else ""
    readings = "1 reading" if count == 1 else f"{count} readings"
    if not limits:
        side_by_side = ", counting those with a neighbour" if usable < MINIMUM <= count else ""
        return f"No limits: {readings}{since}, and {MINIMUM} are needed{side_by_side}."
    if usable < SETTLED:
        return (
            f"Limits are provisional: they rest on {usable} readings{since}, fewer than {SETTLED}."
        )
    return f"Limits rest on {usable} readings{since}."


def verdict(point: ControlPoint | None, segment: Segment | None) -> str:
    """The latest reading in one or two sentences."""
    if point is None or segment is None or point.value is None:
        return "No readings yet."
    at = f"{figure(point.value)} in {point.label}"
    if point.centre is None or point.upper is None or point.lower is None:
        return f"{at}. Too few readings to say whether it is exceptional. {segment.words}"
    caution = f" {segment.words}" if segment.provisional else ""
    if not point.signals:
        usual = f"{figure(point.lower)} to {figure(point.upper)} around {figure(point.centre)}"
        return f"Not exceptional: {at} is within what chance allows, {usual}.{caution}"
    return f"Exceptional, {_meanings(point.signals)}: {at}. {_said(point.signals)}{caution}"


def _meanings(signals: Sequence[Signal]) -> str:
    return " and ".join(dict.fromkeys(_MEANING[signal.meaning] for signal in signals))


def _said(signals: Sequence[Signal]) -> str:
    said = [signal.words for signal in signals]
    return " ".join(f"{words[0].upper()}{words[1:]}." for words in said)
