"""Exceptional change: is a count beyond what chance allows, against a year before or a history?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import replace

from frankpledge.analytics.exceptional import (
    MINIMUM,
    Exceptional,
    across_places,
    against_history,
)
from frankpledge.analytics.exceptional.changed import (
    LEAST_PAIRS,
    Noise,
    against_year_before,
    noise_of,
)
from frankpledge.analytics.exceptional.judging import once_in
from frankpledge.analytics.measures.derived._support import (
    CORRECTED_P,
    CRIMES,
    NOT_WHY,
    ONE_PLACE,
    P_VALUE,
    RECORDED,
    SOURCE,
    by_months,
)
from frankpledge.analytics.measures.derived.grounds import OTHER_CENSUS, ground_of, in_both_censuses
from frankpledge.analytics.measures.derived.working import (
    Counted,
    Figures,
    Key,
    Row,
    Working,
    by_month,
    in_order,
    loaded_words,
    month_of,
    p_value,
    period_words,
    places_split,
)
from frankpledge.analytics.measures.months import Coverage, spans
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    Question,
)
from frankpledge.shared.words import count_of

MOST, MOST_WITH_HISTORY = 3_000, 600
"""So many counts are judged in a few seconds; more are not read by anybody."""

LOOKED_BACK = 3
"""Years of months that show how much months vary, where those that are judged are too few."""


def derive(work: Working) -> Figures:
    """Every place and type asked about, the least likely first."""
    by = places_split(work.question.by)
    coverage = work.coverage()
    if work.given["history"]:
        judged, covered, notes, columns = _by_history(work, by, coverage)
    else:
        judged, covered, notes, columns = _by_year(work, by, coverage)
    keys = list(judged)
    across = across_places({str(n): judged[key] for n, key in enumerate(keys)})
    found = [(key, str(n)) for n, key in enumerate(keys)]
    rows = [_row(key, across.judged[name], across.adjusted.get(name)) for key, name in found]
    said = across.words if by else _verdict_words(across.judged["0"])
    return Figures(
        columns=(*columns, *EXCEPTIONAL_CHANGE.figures),
        rows=tuple(sorted(rows, key=lambda row: _order(row, len(columns)))),
        covered=covered,
        notes=(*notes, said if _of_places(by) else said.replace("place", "count")),
    )


def _verdict_words(found: Exceptional) -> str:
    """One count judged, without the count: a note is shown where a small count is held back."""
    if found.verdict != "exceptional" or found.p_value is None:
        return "No more than chance allows: within the usual range."
    often = once_in(found.p_value)
    return f"Exceptional, {found.side} the usual range: by chance so far out {often}. {NOT_WHY}"


def _of_places(by: tuple[str, ...]) -> bool:
    """Whether each count is of a place, and not of a type or of a type in a place."""
    return len(by) == 1 and by[0] in ONE_PLACE


Judged = tuple[dict[Key, Exceptional], tuple[int, int], tuple[str, ...], tuple[Column, ...]]


def _by_year(work: Working, by: tuple[str, ...], coverage: Coverage) -> Judged:
    """Against the same months one or more years before."""
    years = int(work.given["years"])
    first, last = _months(work, coverage, 12 * years)
    before = (first - 12 * years, last - 12 * years)
    counted = _counted(work, (*by, "month"), first, last)
    later, columns = by_month(counted), counted.columns[:-1]
    earlier = by_month(_counted(work, (*by, "month"), *before))
    asked = work.of_months(first, last)
    totals = {key: _sum(of, *before) for key, of in earlier.items()}
    keys, notes = _keys(asked, columns, totals, {*later, *earlier} or {()}, MOST)
    days = (float(_days(*before)), float(_days(first, last)))
    noise = _noise(work, by, coverage, (first, last))
    judged = {
        key: against_year_before(
            _months_of(earlier.get(key, {}), *before),
            _months_of(later.get(key, {}), first, last),
            days=days,
            noise=noise.get(key),
        )
        for key in keys
    }
    said = (f"Held against {period_words(*before)}, day for day.", *_hedges(judged))
    return judged, (first, last), (*said, *notes), columns


def _noise(
    work: Working, by: tuple[str, ...], coverage: Coverage, period: tuple[int, int]
) -> Mapping[Key, Noise | None]:
    """How much the months of each vary of themselves, where the period is too short to show it.

    Of the loaded months of LOOKED_BACK years, all but those that are judged, each beside its next.
    """
    first, last = period
    if last - first + 1 >= LEAST_PAIRS:
        return {}
    start = max(min(coverage.months), first - 12 * LOOKED_BACK)
    end = max(coverage.months)
    known = coverage.whole(start, end) - set(range(first, last + 1))
    pairs = [(m, m + 1) for m in sorted(known) if m + 1 in known]
    if len(pairs) < LEAST_PAIRS:
        return {}
    # Months that are missing there are not of the question: no note tells of them.
    apart = replace(work, heard=[])
    series = by_month(_counted(apart, (*by, "month"), min(known), max(known)))
    work.heard.extend(replace(one, notes=()) for one in apart.heard)
    return {
        key: noise_of([(of.get(a, 0), of.get(b, 0)) for a, b in pairs])
        for key, of in series.items()
    }


def _months_of(series: Mapping[int, int], first: int, last: int) -> list[int]:
    return [series.get(m, 0) for m in range(first, last + 1)]


def _hedges(judged: Mapping[Key, Exceptional]) -> tuple[str, ...]:
    """What stands beside the verdicts: whether the months' own noise is allowed for."""
    noises = [one.dispersion for one in judged.values()]
    known = [one for one in noises if one is not None]
    if len(noises) == 1 and known:
        much = f"{known[0]:.1f} times as much as chance alone makes them"
        return (
            (f"The months vary {much}; that is allowed for.",)
            if known[0] > 1
            else ("The months vary no more than chance alone makes them.",)
        )
    said: tuple[str, ...] = ()
    if any(one > 1 for one in known):
        said = ("Where months vary more than chance alone makes them, that is allowed for.",)
    without = len(noises) - len(known)
    if not without:
        return said
    whose = "There" if len(noises) == 1 else f"For {without:,} of {len(noises):,} counts there"
    return (
        *said,
        f"{whose} are too few months to show how much they vary of themselves, so more may be "
        "chance than this says.",
    )


def _by_history(work: Working, by: tuple[str, ...], coverage: Coverage) -> Judged:
    """Against as many periods of the same length as were asked for, right before this one."""
    asked, many = work.question, int(work.given["history"])
    last = work.period(coverage)[1]
    first = work.period(coverage)[0] if asked.first else last
    length = last - first + 1
    start = max(min(coverage.months), first - many * length)
    periods = [(a, a + length - 1) for a in range(first - length, start - 1, -length)]
    whole = coverage.whole(start, last)
    _refuse_unless(coverage, range(first, last + 1))
    known = [one for one in periods if set(range(one[0], one[1] + 1)) <= whole]
    if len(known) < MINIMUM:
        raise CannotAnswer(
            f"{loaded_words(coverage)}: before {period_words(first, last)} that gives "
            f"{len(known)} periods as long, and {MINIMUM} at least are needed. Load earlier "
            "months, ask for a shorter period, or leave “history” out."
        )
    counted = _counted(work, (*by, "month"), start, last)
    series = by_month(counted) or {(): {}}
    before = {key: _sum(of, start, first - 1) for key, of in series.items()}
    columns, most = counted.columns[:-1], MOST_WITH_HISTORY
    keys, notes = _keys(work.of_months(first, last), columns, before, series, most)
    exposures = [float(_days(*one)) for one in known]
    judged = {
        key: against_history(
            [_sum(series[key], *one) for one in known],
            _sum(series[key], first, last),
            exposures=exposures,
            latest_exposure=float(_days(first, last)),
        )
        for key in keys
    }
    note = (
        f"Held against {len(known)} earlier periods, {period_words(known[-1][0], known[0][1])}, "
        "day for day, with the noise that they show."
    )
    return judged, (first, last), (note, *notes), columns


def _keys(
    work: Working,
    columns: tuple[Column, ...],
    earlier: Mapping[Key, int],
    keys: Iterable[Key],
    most: int,
) -> tuple[list[Key], tuple[str, ...]]:
    """What is judged: places on the ground asked about, of one census. Refused where too many.

    A small area that another census drew would have none in one of the two periods.
    """
    keys = list(keys) or [()]
    notes: tuple[str, ...] = ()
    names = [column.name for column in columns]
    level = next((one for one in ("lsoa", "ward", "district", "csp") if one in names), None)
    if level is not None:
        at = names.index(f"{level}_code")
        codes = set(ground_of(work, level)[0].codes)
        other = sum(count for key, count in earlier.items() if key[at] not in codes)
        if level == "lsoa" and other > OTHER_CENSUS * sum(earlier.values()):
            codes &= in_both_censuses(work)
            notes = (f"Judged are the {len(codes):,} small areas that both censuses have.",)
        keys = [key for key in keys if key[at] in codes] if codes else keys
    if len(keys) > most:
        raise CannotAnswer(
            f"{len(keys):,} counts are too many to judge one by one: expected {most:,} or fewer. "
            "Ask for fewer places or types."
        )
    return sorted(keys, key=in_order), notes


def _months(work: Working, coverage: Coverage, back: int) -> tuple[int, int]:
    """The months asked about; else the latest twelve or fewer that have theirs of years before."""
    asked = work.question
    if not asked.first and not asked.last:
        whole = coverage.whole(min(coverage.months, default=0), max(coverage.months, default=0))
        both = {m for m in whole if m - back in whole}
        last = max(both, default=0)
        first = last
        while first - 1 in both and last - first < 11:
            first -= 1
        if both:
            return first, last
        raise CannotAnswer(_nothing_to_compare(coverage, whole, back // 12))
    first, last = work.period(coverage)
    _refuse_unless(coverage, (*range(first, last + 1), *range(first - back, last - back + 1)))
    if last - first >= back:
        raise CannotAnswer(
            f"{period_words(first, last)} overlaps what it is to be held against. Ask for "
            f"{back} months at most."
        )
    return first, last


def _nothing_to_compare(coverage: Coverage, whole: frozenset[int], years: int) -> str:
    """Why there is no month with its own of years before, and of how many years there is one."""
    other = [y for y in range(1, 21) if any(m - 12 * y in whole for m in whole)]
    hint = f" There are months {other[0]} years apart: ask with years={other[0]}." if other else ""
    return (
        f"{loaded_words(coverage)}: no month has the same month {count_of(years, 'year')} before "
        f"it. Load earlier months.{hint}"
    )


def _refuse_unless(coverage: Coverage, wanted: Iterable[int]) -> None:
    """Raise CannotAnswer unless these months are loaded for every force asked about."""
    wanted = list(wanted)
    held = frozenset.intersection(*coverage.held.values()) if coverage.held else frozenset()
    missing = [m for m in wanted if m not in held]
    if missing:
        raise CannotAnswer(
            f"{loaded_words(coverage)}; {spans(missing)} would be needed too, for every force "
            "asked about. Load them, or ask for other months, or with other “years” or a “history”."
        )


def _counted(work: Working, by: tuple[str, ...], first: int, last: int) -> Counted:
    return work.counts(by, first=month_of(first), last=month_of(last))


def _days(first: int, last: int) -> int:
    months = (month_of(m) for m in range(first, last + 1))
    return sum(monthrange(one.year, one.month)[1] for one in months)


def _sum(series: Mapping[int, int], first: int, last: int) -> int:
    return sum(series.get(m, 0) for m in range(first, last + 1))


def _row(key: Key, found: Exceptional, adjusted: float | None) -> Row:
    low, high = found.usual if found.usual else (None, None)
    side = f"{found.side} the usual range" if found.verdict == "exceptional" else found.verdict
    return (
        *key,
        found.observed,
        None if found.expected is None else round(found.expected, 1),
        None if low is None else int(low),
        None if high is None else int(high),
        p_value(found.p_value),
        p_value(adjusted),
        side,
    )


def _order(row: Row, width: int) -> tuple[object, ...]:
    plain, adjusted = row[width + 4], row[width + 5]
    usual = str(row[-1]).startswith(("within", "cannot"))
    worst = [1.0 if one is None else float(str(one)) for one in (adjusted, plain)]
    return (usual, *worst, *(str(one) for one in row[:width]))


EXCEPTIONAL_CHANGE = Measure(
    name="exceptional-change",
    title="Exceptional change",
    what="Whether recorded crime is beyond what chance allows, against a year before or a history.",
    unit="crimes",
    source=(
        f"{SOURCE}. Methods: the exact test of two Poisson counts (Przyborowski and Wilenski, "
        "1940), and of counts with noise (McCullagh and Nelder, 1989, 4.5); prediction from a "
        "history with noise (the same); control of false discoveries (Benjamini and Hochberg, 1995)"
    ),
    formula=(
        "Against the same months a year (or more) before: p of the later count, given both counts "
        "together and the days of each, and no smaller than how much the months vary of themselves "
        "allows: pairs of a month and its own of the year before, or neighbouring months where "
        f"there are fewer than {LEAST_PAIRS} pairs. Against a history: p by a negative binomial "
        "with the mean "
        "and noise of the earlier periods. Exceptional: p below 0.01, and of several places or "
        "types also a corrected p of no more than 0.05."
    ),
    kind="count",
    subject="street",
    dimensions=(*ONE_PLACE, "type"),
    figures=(
        CRIMES,
        Column("expected", "Expected", "number", "crimes"),
        Column("low", "Usual from", "count", "crimes"),
        Column("high", "Usual to", "count", "crimes"),
        P_VALUE,
        CORRECTED_P,
        Column("verdict", "What it is", "verdict"),
    ),
    caveats=(
        *RECORDED,
        "Where too few months are loaded to show how much they vary of themselves, crimes are "
        "taken to come one by one, so that too much looks exceptional.",
        "Against a history the noise is measured; seasons are not.",
        "Places without crime in both periods are not among those looked at.",
        NOT_WHY,
    ),
    given=(
        Given("years", "How many years before", "number", default=1, low=1, high=20),
        Given(
            "history",
            "How many earlier periods of the same length to judge by (0: the same months before)",
            "number",
            default=0,
            high=120,
        ),
    ),
    most_places=1,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={"street": by_months("E01000001", (("2023-01", 40), ("2024-01", 72)))},
        question=Question("exceptional-change"),
        rows=((72, 40.0, 20, 67, 0.0032, 0.0032, "above the usual range"),),
        arithmetic=(
            "72 after 40: of 112 crimes 72 or more fall to one of two equal months once in 624 "
            "times, so twice that, p = 0.003. After 40, chance alone usually gives 20 to 67."
        ),
    ),
)
