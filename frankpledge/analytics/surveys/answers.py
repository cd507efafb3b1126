"""The answers to a survey as they were given: a list of rows, checked against its questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["single", "multiple", "number"]
Row = Mapping[str, object]
"""Question id → the answer: an option, a list of options, or a number. None was not answered."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the column it is in, and the answers it allows.

    `most`: no more than so many options could be given, as where a sheet has room for 5 needs.
    """

    id: str
    words: str
    kind: Kind
    options: tuple[str, ...] = ()
    most: int | None = None

    def checked(self, answer: object, where: str) -> tuple[str, ...] | Decimal | None:
        """The answer as options or a number; None where nothing was said.

        An empty list of options is an answer (none of them), an empty text is not. Raises
        ValueError that says where, for an answer which the question does not allow.
        """
        if answer is None or answer == "":
            return None
        if self.kind == "number":
            if isinstance(answer, int | Decimal) and not isinstance(answer, bool):
                return Decimal(answer)
            raise ValueError(f"{where}: “{answer}” is not a number.")
        given = [answer] if isinstance(answer, str) else answer
        if not isinstance(given, Collection) or (self.kind == "single" and len(given) != 1):
            raise ValueError(f"{where}: expected {_expected(self)}, not “{answer}”.")
        for one in given:
            if one not in self.options:
                allowed = ", ".join(self.options)
                raise ValueError(f"{where}: “{one}” is not one of the answers ({allowed}).")
        if self.most is not None and len(set(given)) > self.most:
            raise ValueError(f"{where}: {len(set(given))} answers, and {self.most} are the most.")
        return tuple(option for option in self.options if option in given)


def _expected(question: Question) -> str:
    return "one answer" if question.kind == "single" else "a list of answers"


@dataclass(frozen=True)
class Survey:
    """Questions, and a row of answers for each person or service.

    `weight`: the column of weights, if there are any. `sample` False: the rows are everybody, as
    all clients of a service, so that there is no margin of chance.
    """

    questions: tuple[Question, ...]
    rows: Sequence[Row]
    weight: str = ""
    sample: bool = True

    def __post_init__(self) -> None:
        """Refuse, with a ValueError that names row and column, answers that are not allowed."""
        for number, row in enumerate(self.rows, start=1):
            for question in self.questions:
                question.checked(row.get(question.id), f"Row {number}, “{question.id}”")
            if self.weight:
                _weight(row.get(self.weight), f"Row {number}, “{self.weight}”")

    def question(self, id: str) -> Question:
        """The question of that id. Raises ValueError where the survey has none."""
        for one in self.questions:
            if one.id == id:
                return one
        raise ValueError(f"The survey has no question “{id}”.")

    def chosen(self, id: str) -> list[tuple[tuple[str, ...], Decimal]]:
        """The options each chose who answered, and that row's weight (1 where there are none)."""
        question = self.question(id)
        if question.kind == "number":
            raise ValueError(f"“{id}” asks for a number, and has no options.")
        return [(answer, by) for answer, by in self._answers(question) if isinstance(answer, tuple)]

    def numbers(self, id: str) -> list[tuple[Decimal, Decimal]]:
        """The number each gave who answered, and that row's weight."""
        question = self.question(id)
        if question.kind != "number":
            raise ValueError(f"“{id}” does not ask for a number.")
        return [
            (answer, by) for answer, by in self._answers(question) if isinstance(answer, Decimal)
        ]

    def _answers(
        self, question: Question
    ) -> list[tuple[tuple[str, ...] | Decimal | None, Decimal]]:
        return [
            (
                question.checked(row.get(question.id), ""),
                _weight(row.get(self.weight), "") if self.weight else Decimal(1),
            )
            for row in self.rows
        ]


def _weight(value: object, where: str) -> Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and value > 0:
        return Decimal(value)
    raise ValueError(f"{where}: “{value}” is not a weight. Give a number above nought.")
