"""A kept survey as `analytics.surveys` counts it: the one place where the two meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from frankpledge.analytics import surveys as counted
from frankpledge.analytics.small_numbers import Policy
from frankpledge.evidence.surveys.models import Answers, Survey, SurveyQuestion
from frankpledge.evidence.surveys.rules.columns import SERVICE, WEIGHT
from frankpledge.shared.verdict import Refused

IN_FULL: Final = Policy(threshold=1)
PUBLIC: Final = Policy()
FEW_RETURNED: Final = (
    "Fewer than half answered. Those who did not may think otherwise, and no interval says so."
)
NUMBERS: Final = ("number", "score")
COUNTED: Final[Mapping[str, str]] = {"place": "single", "score": "number"}


class Counting:
    """A survey's answers, fetched once, and counted question by question.

    `public`: with small numbers held back; whoever holds a post in the area sees all. `place`: of
    those who gave that place alone. Raises Refused for a place that nobody gave, or, for the
    public, one where a count is so small that it could be worked out from the others.
    """

    def __init__(self, survey: Survey, *, public: bool, place: str = "") -> None:
        self.survey, self.public, self.place = survey, public, place
        self.policy = PUBLIC if public else IN_FULL
        self.questions: list[SurveyQuestion] = list(survey.questions.all())
        found = Answers.objects.filter(survey=survey).first()
        self.all_rows: list[dict[str, Any]] = list(found.rows) if found else []
        if place and not self.rows:
            raise Refused(f"Nobody in “{survey}” gave “{place}” as the place.")

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that were given, in order of their names."""
        asked = [one for one in self.questions if one.kind == "place"]
        return tuple(sorted({option for one in asked for option in one.options}))

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The answers that are counted."""
        return [row for row in self.all_rows if not self.place or self._is_of(row, self.place)]

    def _is_of(self, row: Mapping[str, Any], place: str) -> bool:
        asked = (one for one in self.questions if one.kind == "place")
        return any(row.get(one.slug) == place for one in asked)

    def _survey(self, question: SurveyQuestion) -> counted.Survey:
        return counted.Survey(
            (_question(question),),
            [_row(row, question) for row in self.rows],
            weight=WEIGHT if self.survey.weighted else "",
            sample=not self.survey.everybody,
        )

    def table(self, question: SurveyQuestion) -> counted.Tabulation | None:
        """A question's answers counted; None for one that asks for a number. Raises Refused."""
        if question.kind in NUMBERS:
            return None
        if self.public and self.place and not self._may_part(question):
            raise Refused(
                f"Too few answered for “{question}” to be public for each place by itself."
            )
        return counted.tabulate(self._survey(question), question.slug, self.policy)

    def _may_part(self, question: SurveyQuestion) -> bool:
        """Whether no place has a small count, by which the others' would be worked out."""
        for place in self.places:
            rows = [row for row in self.all_rows if self._is_of(row, place)]
            given = [row[question.slug] for row in rows if question.slug in row]
            for option in question.options:
                count = sum(_has(answer, option) for answer in given)
                rest = len(given) - count if question.kind == "multiple" else 0
                if self.policy.hides(count) or self.policy.hides(rest):
                    return False
        placed = {id(row) for one in self.places for row in self.all_rows if self._is_of(row, one)}
        return not self.policy.hides(len(self.all_rows) - len(placed))

    def numbers(self, question: SurveyQuestion) -> counted.Numbers:
        """The mean and median of a question that asks for a number."""
        return counted.summarise(self._survey(question), question.slug, self.policy)

    def how_many(self, question: SurveyQuestion) -> tuple[counted.Held, ...]:
        """How many gave exactly k answers, and k or more, where several could be given."""
        return counted.how_many(self._survey(question), question.slug, self.policy)

    def together(self, question: SurveyQuestion, options: Sequence[str]) -> counted.Together:
        """How many gave any, and all, of some answers: counted. Raises Refused for one alone."""
        try:
            found = self._survey(question)
            return counted.together(found, question.slug, options, self.policy)
        except ValueError as no:
            raise Refused(str(no)) from no

    def relevance(self) -> counted.RelevanceReview | None:
        """Each service of a review with its scores against the aims; None where none were given.

        A service without any score sent no information. Raises Refused that names the service for
        one that has some, and not all.
        """
        aims = [one for one in self.questions if one.kind == "score"]
        if not aims or self.survey.no_concern_from is None:
            return None
        scores: dict[str, dict[str, int] | None] = {}
        for n, row in enumerate(self.all_rows, start=1):
            given = {one.words: int(Decimal(row[one.slug])) for one in aims if one.slug in row}
            scores[row.get(SERVICE, f"Service {n}")] = given or None
        names = [one.words for one in aims]
        try:
            return counted.relevance_review(scores, names, self.survey.no_concern_from)
        except ValueError as no:
            raise Refused(str(no)) from no


def _has(answer: Any, option: str) -> bool:
    return bool(option == answer if isinstance(answer, str) else option in answer)


def _question(one: SurveyQuestion) -> counted.Question:
    kind: Any = COUNTED.get(one.kind, one.kind)
    return counted.Question(one.slug, one.words, kind, tuple(one.options), one.most)


def _row(row: Mapping[str, Any], one: SurveyQuestion) -> dict[str, Any]:
    answer = row.get(one.slug)
    told = {one.slug: Decimal(answer) if one.kind in NUMBERS and answer else answer}
    return told | ({WEIGHT: Decimal(row[WEIGHT])} if WEIGHT in row else {})


def returns_of(survey: Survey) -> counted.Returns | None:
    """How many of those asked answered, with what to beware of; None where it is not known.

    Each spend table of a review counts its services too: where it counts others, that is said.
    """
    if not survey.asked or survey.returned is None:
        return None
    also = {
        f"services in “{table.title}”": sum(line.services for line in table.lines.all())
        for table in survey.spends.prefetch_related("lines")
    }
    found = counted.return_rate(survey.returned, survey.asked, also)
    if 2 * survey.returned < survey.asked:
        found = replace(found, warnings=(*found.warnings, FEW_RETURNED))
    return found


def waves(
    question: SurveyQuestion, earlier: Iterable[SurveyQuestion]
) -> list[tuple[Survey, tuple[counted.Moved, ...] | str]]:
    """What moved since each earlier wave that asked the same, or why the two are not compared."""
    after = Counting(question.survey, public=False).table(question)
    found: list[tuple[Survey, tuple[counted.Moved, ...] | str]] = []
    for one in earlier:
        before = Counting(one.survey, public=False).table(one)
        if before is None or after is None:
            continue
        try:
            found.append((one.survey, counted.compare(before, after)))
        except ValueError as no:
            found.append((one.survey, str(no)))
    return found
