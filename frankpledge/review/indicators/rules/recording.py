"""Whether a figure may be recorded: its period, its parts, what it would replace."""

from collections.abc import Iterable
from datetime import date

from frankpledge.review.indicators.rules.known import Entry, Scale
from frankpledge.review.indicators.rules.periods import Period, may_be_of
from frankpledge.review.indicators.rules.wording import plain_number
from frankpledge.shared.verdict import ALLOWED, Verdict, refused
from frankpledge.shared.words import spell_day


def may_record(
    scale: Scale, frequency: str, entry: Entry, others: Iterable[Period], held: Entry | None
) -> Verdict:
    """Whether a figure may stand beside the others, `held` the one of its period until now."""
    for verdict in (
        may_be_of(entry.period, frequency),
        _in_its_time(entry),
        _apart(entry.period, others),
        _parts(scale, entry),
        _standing(entry, held),
    ):
        if not verdict:
            return verdict
    return ALLOWED


def _in_its_time(entry: Entry) -> Verdict:
    if entry.period.ends > entry.recorded:
        return refused(
            f"{entry.period.words} ends on {spell_day(entry.period.ends)}, after "
            f"{spell_day(entry.recorded)}. Record its figure when it has ended."
        )
    if entry.as_at and entry.as_at > entry.recorded:
        return refused(
            f"The figure cannot be as at {spell_day(entry.as_at)}: that is after "
            f"{spell_day(entry.recorded)}, when it was recorded."
        )
    return ALLOWED


def _apart(period: Period, others: Iterable[Period]) -> Verdict:
    for other in others:
        if other != period and other.overlaps(period):
            return refused(
                f"{period.words} overlaps {other.words}, which has a figure. Give a period that "
                "follows it, or revise that figure."
            )
    return ALLOWED


def _parts(scale: Scale, entry: Entry) -> Verdict:
    if (entry.numerator is None) != (entry.denominator is None):
        return refused("Give both the number counted and the number it is out of, or neither.")
    if (entry.value is None) == (entry.numerator is None):
        return refused("Give the figure, or the number counted and what it is out of: not both.")
    if entry.denominator is not None and entry.denominator <= 0:
        return refused("The number it is out of must be more than nought.")
    if entry.denominator is not None and scale.kind not in ("percent", "rate"):
        return refused("Only a percentage or a rate is out of something. Give the figure alone.")
    figure = scale.figure(entry)
    if scale.kind in ("count", "rate", "percent") and figure < 0:
        return refused(f"{plain_number(figure)} is below nought, which this cannot be.")
    if scale.kind == "count" and figure != figure.to_integral_value():
        return refused(f"{figure.normalize():f} is not a whole number, and this is a count.")
    if scale.kind == "percent" and entry.denominator is not None and figure > 100:
        return refused("The number counted is more than the number it is out of.")
    return ALLOWED


def _standing(entry: Entry, held: Entry | None) -> Verdict:
    if held and held.standing in ("final", "revised") and entry.standing == "provisional":
        return refused(
            f"The figure for {entry.period.words} is {held.standing} already. Record this one as "
            "revised or final."
        )
    if held and entry.recorded < held.recorded:
        return refused(
            f"A figure for {entry.period.words} was recorded on {spell_day(held.recorded)}. A "
            "revision is recorded on that day or after it."
        )
    return ALLOWED


def may_define(name_taken: bool, slug: str) -> Verdict:
    """Whether an indicator may have this name among its body's."""
    if name_taken:
        return refused("This body has an indicator of that name. Choose another name.")
    if slug in RESERVED or not slug:
        return refused("This name cannot make an address. Add a word to it.")
    return ALLOWED


# What stands in the place of an indicator's name in an address.
RESERVED = frozenset({"define", "import", "throw-away"})
LAST_DAY = date(2100, 12, 31)
