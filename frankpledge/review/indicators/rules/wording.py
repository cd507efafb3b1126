"""How figures are said: with their unit, guarded where they count few, "at least" kept."""

from decimal import Decimal

from frankpledge.analytics.small_numbers import Policy, guard, small_base_warning
from frankpledge.review.indicators.rules.known import Entry, Scale

TENTH = Decimal("0.1")


def plain_number(figure: Decimal) -> str:
    """A figure with its thousands marked, and no more than one place after the point."""
    rounded = figure.quantize(TENTH)
    if rounded == rounded.to_integral_value():
        return f"{int(rounded):,}"
    return f"{rounded:,}"


def hidden(entry: Entry, hide_below: int) -> bool:
    """Whether a count of people is too small to be shown, or its part of a whole is."""
    counted = entry.numerator if entry.value is None else entry.value
    return bool(hide_below and counted is not None and 0 < counted < hide_below)


def figure_words(entry: Entry, scale: Scale, unit: str, hide_below: int = 0) -> str:
    """A figure as it is read: "80 people", "at least 80", "36.2%, 512 of 1,420", "£1,250"."""
    if hidden(entry, hide_below):
        counted = entry.numerator if entry.value is None else entry.value
        assert counted is not None  # what is hidden has a count
        said = guard(int(counted), Policy(threshold=hide_below)).words
    else:
        said = _shown(entry, scale)
    if scale.kind in ("count", "number", "rate") and unit and not entry.denominator:
        said = f"{said} {unit}"
    return f"at least {said}" if entry.at_least else said


def short_words(entry: Entry, scale: Scale, hide_below: int = 0) -> str:
    """The figure alone, for a cell under a head that names the unit."""
    bare = figure_words(entry, scale, "", hide_below)
    return bare.split(", ")[0] if entry.denominator else bare


def _shown(entry: Entry, scale: Scale) -> str:
    figure = scale.figure(entry)
    if scale.kind == "money":
        return f"£{int(figure):,}" if figure == figure.to_integral_value() else f"£{figure:,.2f}"
    said = plain_number(figure)
    if scale.kind == "percent":
        said = f"{said}%"
    if scale.kind == "rate" and entry.denominator:
        said = f"{said} per {scale.per:,}"
    if entry.denominator:
        assert entry.numerator is not None  # the database holds them together
        said = f"{said}, {plain_number(entry.numerator)} of {plain_number(entry.denominator)}"
    return said


def aim_words(figure: Decimal, scale: Scale, unit: str) -> str:
    """A baseline or a target as it is read."""
    if scale.kind == "money":
        return f"£{figure:,.0f}"
    if scale.kind == "percent":
        return f"{plain_number(figure)}%"
    return f"{plain_number(figure)} {unit}".strip()


def base_warning(entry: Entry | None) -> str:
    """That a percentage or rate is of few, where it is: or nothing."""
    if entry is None or not entry.denominator:
        return ""
    return small_base_warning(int(entry.denominator))
