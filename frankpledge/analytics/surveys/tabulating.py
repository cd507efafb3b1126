"""A question's answers counted: how many and what share, of how many, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Final

from frankpledge.analytics.comparing.changes import rounded, spoken
from frankpledge.analytics.disclosure import ALL, Cell, Published, Table, protect
from frankpledge.analytics.small_numbers import (
    NOT_SHOWN,
    SMALL_BASE,
    Policy,
    small_base_warning,
)
from frankpledge.analytics.surveys.answers import Question, Survey
from frankpledge.analytics.surveys.weighting import Estimate, effective_base, estimate

USUAL: Final = Policy()
OVERLAP: Final = "More than one answer could be given, so the percentages are not added."


@dataclass(frozen=True, slots=True)
class Line:
    """An option: how many chose it, unweighted, and the share (weighted, where there are weights).

    Both are None where the count may not be shown.
    """

    option: str
    count: int | None
    share: Estimate | None
    words: str


@dataclass(frozen=True, slots=True)
class Tabulation:
    """A question's answers. `base`: who answered, unweighted (None: too few to say); `effective`
    base: what that is worth with its weights; `notes`: what to beware of."""

    question: Question
    base: int | None
    effective: Decimal
    not_answered: int | None
    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    def line(self, option: str) -> Line:
        """The line of an option. Raises ValueError where the question has no such option."""
        for one in self.lines:
            if one.option == option:
                return one
        raise ValueError(f"“{self.question.id}” has no answer “{option}”.")


def tabulate(survey: Survey, id: str, policy: Policy = USUAL) -> Tabulation:
    """Count a single or multiple choice. Shares are of those who answered, and small counts held
    back with all that would give them away, percentages too.

    Raises ValueError for a question that the survey does not have, or that asks for a number.
    """
    question = survey.question(id)
    answers = survey.chosen(id)
    weights = [by for _, by in answers]
    total, effective = sum(weights, Decimal(0)), effective_base(weights)
    shown = _guarded(question, [given for given, _ in answers], policy)
    lines = []
    for option in question.options:
        weighed = sum((by for given, by in answers if option in given), Decimal(0))
        share = weighed / total if total else None
        lines.append(_line(survey, question, option, share, effective, shown))
    missing = len(survey.rows) - len(answers)
    return Tabulation(
        question,
        shown.cell().value,
        effective,
        None if policy.hides(missing) else policy.shown(missing).value,
        tuple(lines),
        _notes(survey, question, effective, shown),
    )


def _keys(question: Question, option: str) -> dict[str, str]:
    return {question.id: option} if question.kind == "single" else {option: "yes"}


def _guarded(question: Question, given: Sequence[tuple[str, ...]], policy: Policy) -> Published:
    """Which counts may be shown. Of several choices each is guarded beside those who did not."""
    counts = {option: sum(option in one for one in given) for option in question.options}
    whole = Cell({}, len(given))
    if question.kind == "single":
        cells = [Cell({question.id: option}, count) for option, count in counts.items()]
        return protect([Table(question.words, (*cells, whole))], policy)
    tables = [Table(question.words, (whole,))]
    for option, count in counts.items():
        both = {"yes": count, "no": len(given) - count, ALL: len(given)}
        cells = [Cell({option: said}, number) for said, number in both.items()]
        tables.append(Table(option, tuple(cells)))
    return protect(tables, policy)


def _line(
    survey: Survey,
    question: Question,
    option: str,
    share: Decimal | None,
    effective: Decimal,
    shown: Published,
) -> Line:
    cell, base = shown.cell(**_keys(question, option)), shown.cell()
    if cell.value is None or base.value is None:
        return Line(option, None, None, NOT_SHOWN)
    if share is None:
        return Line(option, cell.value, None, "no share: nobody answered")
    if base.state == "rounded":
        # An exact share of a rounded base would say the count; with weights, nearly so.
        step = Decimal(shown.policy.round_to) / base.value
        weighed = rounded(share / step, 0) * step
        share = min(weighed if survey.weight else Decimal(cell.value) / base.value, Decimal(1))
    said = estimate(share, effective, sample=survey.sample)
    return Line(option, cell.value, said, f"{said.words}, {cell.words} of {base.words}")


def _notes(
    survey: Survey, question: Question, effective: Decimal, shown: Published
) -> tuple[str, ...]:
    base = shown.cell().value
    notes = [shown.words, OVERLAP if question.kind == "multiple" else ""]
    if question.most is not None:
        notes.append(
            f"No more than {question.most} answers could be given: who has more is not known."
        )
    if base is not None:
        notes.append(small_base_warning(base))
    if survey.weight and base:
        notes.append(
            f"Percentages are weighted, counts are not. The {base:,} answers say as much as "
            f"{spoken(effective, 0)} of equal weight."
        )
        # Who many speak for few, and few for many, is a smaller survey than it looks.
        if base >= SMALL_BASE:
            notes.append(small_base_warning(int(effective)))
    if survey.sample and base:
        notes.append("In brackets: 95% of such samples would hold the truth, if chance chose them.")
    return tuple(note for note in notes if note)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers that were given: how many, their mean (weighted) and median (unweighted).

    All are None where so few gave one that it would say what theirs was.
    """

    base: int | None
    mean: Decimal | None
    median: Decimal | None
    words: str


def summarise(survey: Survey, id: str, policy: Policy = USUAL) -> Numbers:
    """The mean and median of a question that asks for a number.

    Raises ValueError for a question that the survey does not have, or that has options.
    """
    given = survey.numbers(id)
    if policy.hides(len(given)):
        return Numbers(None, None, None, NOT_SHOWN)
    if not given:
        return Numbers(0, None, None, "nobody gave a number")
    total = sum((by for _, by in given), Decimal(0))
    mean = sum((number * by for number, by in given), Decimal(0)) / total
    middle = Decimal(median([number for number, _ in given]))
    base = policy.shown(len(given))
    words = f"mean {spoken(mean)}, median {spoken(middle)}"
    few = "only {}: read it with care" if len(given) < SMALL_BASE else "{}"
    return Numbers(base.value, mean, middle, f"{words}, of {few.format(base.words)}")
