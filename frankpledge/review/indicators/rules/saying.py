"""An indicator in plain English: its latest figure, beside what went before, and how it stands."""

from collections.abc import Sequence
from datetime import date

from frankpledge.analytics.comparing import Comparison, Span, like_for_like, percentage_change
from frankpledge.review.indicators.rules.breaks import between
from frankpledge.review.indicators.rules.judging import IN_DEVELOPMENT, NO_TARGET, Course, Standing
from frankpledge.review.indicators.rules.known import Entry, same_period_before
from frankpledge.review.indicators.rules.wording import figure_words


def year_before(course: Course, known: Sequence[Entry]) -> Entry | None:
    """The same period a year earlier, where no break lies between it and the latest."""
    if not known:
        return None
    found = same_period_before(known, known[-1])
    if found and between(course.breaks, found.period, known[-1].period):
        return None
    return found


def change_words(course: Course, known: Sequence[Entry]) -> str:
    """How the latest figure stands to the same period a year earlier, or nothing."""
    before = year_before(course, known)
    if before is None:
        return ""
    last = known[-1]
    if any(one.at_least or course.hides(one) for one in (before, last)):
        return ""
    was, now = course.scale.figure(before), course.scale.figure(last)
    if was == now:
        return f"the same as in {before.period.words}"
    if not was:
        return f"nought in {before.period.words}"
    if course.scale.kind == "percent":
        points = abs(now - was).quantize(was.__class__("0.1")).normalize()
        way = "up" if now > was else "down"
        return f"{way} {points:f} percentage points on {before.period.words}"
    return f"{percentage_change(was, now).words} on {before.period.words}"


def like_for_like_of(course: Course, known: Sequence[Entry]) -> Comparison | None:
    """The latest count a day beside that of the same period a year earlier: or None.

    February beside a longer February is put right by the days that each has.
    """
    before = year_before(course, known)
    if before is None or not course.scale.adds_up:
        return None
    if any(one.at_least or course.hides(one) for one in (before, known[-1])):
        return None
    spans = [
        Span(one.period.starts, one.period.ends, course.scale.figure(one))
        for one in (before, known[-1])
    ]
    return like_for_like(*spans)


def sentence(course: Course, known: Sequence[Entry], standing: Standing, signal: str) -> str:
    """The whole of it in two or three sentences; `signal` what the control chart found, if any."""
    if not known:
        return "In development: there are no figures yet."
    last = known[-1]
    said = figure_words(last, course.scale, course.unit, course.hide_below)
    parts = [f"{said[:1].upper()}{said[1:]} in {last.period.words}"]
    if last.period.starts == last.period.ends:
        parts = [f"{said[:1].upper()}{said[1:]} on {last.period.words}"]
    if last.standing == "provisional":
        parts[0] += " (provisional)"
    if change := change_words(course, known):
        parts.append(change)
    told = [f"{', '.join(parts)}."]
    if standing.state not in (NO_TARGET, IN_DEVELOPMENT):
        told.append(standing.words)
    if signal:
        told.append(signal)
    return " ".join(told)


def stated_words(about: str, word: str, place: str, on: date) -> str:
    """What was said without figures: "Anytown: above the national average"."""
    said = {
        "national": f"{word} the national average",
        "neighbours": f"{word} its statistical neighbours",
        "course": word,
    }[about]
    return f"{place}: {said}" if place else f"{said[:1].upper()}{said[1:]}"
