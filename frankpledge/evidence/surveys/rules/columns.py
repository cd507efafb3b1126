"""A table of answers read by what each of its columns is: questions, and rows without persons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any, Final

from django.utils.text import slugify

from frankpledge.evidence.surveys.rules.personal import Personal, personal

LEAVE: Final = "leave"
USES: Final = {
    LEAVE: "Leave it out",
    "single": "One answer",
    "split;": "Several answers, parted by ;",
    "split,": "Several answers, parted by ,",
    "split|": "Several answers, parted by |",
    "several": "One of several columns of one question",
    "number": "A number",
    "score": "A score from 0 to 3",
    "place": "A place",
    "weight": "The weight of the row",
    "service": "The name of the service",
}
YES: Final = {"yes", "y", "x", "1", "true", "ticked", "selected", "checked", "✓", "✔"}
NO: Final = {"no", "n", "0", "false", "unticked", "not selected", "unchecked"}
MOST_OPTIONS: Final = 40
MOST_OWN: Final = 8
# A county has more wards than a question has answers.
MOST_PLACES: Final = 400
LONGEST_OPTION: Final = 200
LONGEST_SLUG: Final = 80
MOST_SCORE: Final = 3
WEIGHT, SERVICE = "=weight", "=service"


@dataclass(frozen=True)
class Column:
    """A column of the file: its heading, and the row and text of each cell that is filled."""

    place: int
    heading: str
    cells: Mapping[int, str]

    @property
    def filled(self) -> tuple[tuple[int, str], ...]:
        """Row and text, of those cells that hold something."""
        return tuple((row, text) for row, text in self.cells.items() if text)

    @property
    def distinct(self) -> list[str]:
        """The different texts in it, the commonest first."""
        return [text for text, _ in Counter(text for _, text in self.filled).most_common()]

    def personal(self, use: str = "") -> Personal | None:
        """What it seems to hold of persons, or None."""
        return personal(self.heading, self.filled, naming=use == "service")


@dataclass(frozen=True)
class Use:
    """What a column is, and the words of its question: the heading, unless others are given."""

    use: str
    words: str = ""


@dataclass(frozen=True)
class Asked:
    """A question that was read: its name, words, kind, options, and the most that fit in."""

    slug: str
    words: str
    kind: str
    options: tuple[str, ...] = ()
    most: int | None = None


@dataclass(frozen=True)
class Mistake:
    """What cannot be kept: the row (None: all of it), the column, and what is wrong."""

    row: int | None
    column: str
    words: str

    def __str__(self) -> str:
        where = f"Row {self.row}, column" if self.row else "Column"
        return f"{where} “{self.column}”: {self.words}"


@dataclass(frozen=True)
class Read:
    """A file as a survey keeps it: no mistakes, or nothing is kept."""

    questions: tuple[Asked, ...]
    rows: tuple[dict[str, Any], ...]
    mistakes: tuple[Mistake, ...]
    left_out: tuple[str, ...]


def suggested(column: Column) -> str:
    """What a column probably is. Personal and free text are left out; somebody says otherwise."""
    texts = column.distinct
    heading = column.heading.casefold().strip()
    if not texts or column.personal() or max(map(len, texts)) > LONGEST_OPTION:
        return LEAVE
    numbers = all(_number(text) is not None for text in texts)
    if heading in {"weight", "weights", "wt", "weighting"} and numbers:
        return "weight"
    if heading in {"district", "ward", "place", "town", "area", "where do you live?"}:
        return "place"
    if numbers and len(texts) > 12:
        return "number"
    if sum(";" in text for _, text in column.filled) * 10 > len(column.filled):
        return "split;"
    return "single" if len(texts) <= min(20, max(3, len(column.filled) // 2)) else LEAVE


def read_answers(columns: Sequence[Column], uses: Mapping[int, Use], rows: Sequence[int]) -> Read:
    """Questions and answers of the columns that are not left out; `uses`: by a column's place.

    Nothing personal is let through: such a column is a mistake until it is left out.
    """
    kept = [one for one in columns if uses[one.place].use != LEAVE]
    mistakes = list(_refused(kept, uses))
    made: list[tuple[Asked, dict[int, Any]]] = []
    beside: dict[str, dict[int, Any]] = {}
    for one in kept:
        use = uses[one.place]
        if use.use in {"weight", "service"}:
            name = WEIGHT if use.use == "weight" else SERVICE
            if name in beside:
                mistakes.append(Mistake(None, one.heading, "another column is that already."))
            beside[name] = _beside(one, use.use, rows, mistakes)
        elif use.use != "several":
            made.append(_question(one, use, mistakes))
    for words, group in _groups(kept, uses).items():
        made.append(_several(words, group, rows, mistakes))
    made.sort(key=lambda pair: _first(pair[0], kept, uses))
    mistakes += _twice([asked for asked, _ in made])
    if not made and not mistakes:
        mistakes.append(Mistake(None, "all", "nothing is left. Keep one question at least."))
    told = tuple(
        {
            **{asked.slug: given[row] for asked, given in made if given.get(row) is not None},
            **{name: given[row] for name, given in beside.items() if row in given},
        }
        for row in rows
    )
    left = tuple(one.heading for one in columns if uses[one.place].use == LEAVE)
    return Read(tuple(asked for asked, _ in made), told, tuple(mistakes), left)


def _first(asked: Asked, kept: Sequence[Column], uses: Mapping[int, Use]) -> int:
    return next((c.place for c in kept if _words(c, uses[c.place]) == asked.words), 0)


def _words(column: Column, use: Use) -> str:
    return use.words.strip() or column.heading


def _refused(kept: Sequence[Column], uses: Mapping[int, Use]) -> Iterator[Mistake]:
    for one in kept:
        if found := one.personal(uses[one.place].use):
            yield Mistake(
                None,
                one.heading,
                f"{found.words}. Answers are kept anonymised only: leave this column out.",
            )


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _named(words: str) -> str:
    """A question's name: its words, and of very many the first with a mark for all of them."""
    slug = slugify(words) or "question"
    if len(slug) <= LONGEST_SLUG:
        return slug
    # Questions of one grid begin alike and differ in their last words.
    return f"{slug[: LONGEST_SLUG - 9].strip('-')}-{sha256(slug.encode()).hexdigest()[:8]}"


def _question(one: Column, use: Use, mistakes: list[Mistake]) -> tuple[Asked, dict[int, Any]]:
    words = _words(one, use)
    slug = _named(words)
    if use.use in {"number", "score"}:
        return Asked(slug, words, use.use), _numbers(one, use.use, mistakes)
    mark = use.use.removeprefix("split") if use.use.startswith("split") else ""
    given: dict[int, Any] = {row: _parts(text, mark) if mark else text for row, text in one.filled}
    kind = "multiple" if mark else use.use
    said = [option for answer in given.values() for option in (answer if mark else [answer])]
    options = _options(said)
    if use.use != "place" or len(options) > MOST_PLACES:
        mistakes.extend(_too_free(one.heading, options, len(said)))
    return Asked(slug, words, kind, options), given


def _numbers(one: Column, use: str, mistakes: list[Mistake]) -> dict[int, str]:
    found = {}
    for row, text in one.filled:
        number = _number(text)
        if number is None:
            mistakes.append(Mistake(row, one.heading, f"“{text[:60]}” is not a number."))
        elif use == "score" and (number not in range(MOST_SCORE + 1)):
            mistakes.append(
                Mistake(row, one.heading, f"{text} is no whole score from 0 to {MOST_SCORE}.")
            )
        else:
            found[row] = str(number)
    return found


def _parts(text: str, mark: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(mark) if part.strip()))


def _options(given: Sequence[str]) -> tuple[str, ...]:
    """The answers that were given: those with a number before them in its order, else the commonest
    first."""
    counted = [one for one, _ in Counter(given).most_common()]
    if all(re.match(r"\d+", one) for one in counted):
        counted.sort(key=lambda one: int(re.match(r"\d+", one)[0]))  # type: ignore[index]
    return tuple(counted)


def _too_free(heading: str, options: Sequence[str], given: int) -> Iterator[Mistake]:
    """Many answers, long ones, or nearly one for each who answered: what was written freely."""
    own = len(options) > MOST_OWN and 5 * len(options) > 4 * given
    long = next((one for one in options if len(one) > LONGEST_OPTION), None)
    if len(options) > MOST_OPTIONS or own or long:
        what = f"{len(options):,} different answers" if long is None else "answers of many words"
        yield Mistake(
            None,
            heading,
            f"{what}: this is free text, in which people may name themselves. Leave it out, or "
            "sort the answers into a few groups in the file.",
        )


def _groups(kept: Sequence[Column], uses: Mapping[int, Use]) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for one in kept:
        if uses[one.place].use == "several":
            found.setdefault(_words(one, uses[one.place]), []).append(one)
    return found


def _several(
    words: str, group: Sequence[Column], rows: Sequence[int], mistakes: list[Mistake]
) -> tuple[Asked, dict[int, Any]]:
    """One question over several columns: a tick under each answer, or an answer in each column.

    Where there is an answer in each, no more could be given than there are columns. Of ticks, a
    row with nothing in any column has not answered; one with a "no" has, and chose none.
    """
    if len(group) < 2:
        mistakes.append(
            Mistake(
                None,
                group[0].heading,
                "it stands alone. Give the same words to each column of the question.",
            )
        )
    slug = _named(words)
    texts = {text.casefold() for one in group for text in one.distinct}
    if texts <= YES | NO:
        options = tuple(_option(one.heading, words) for one in group)
        ticked: dict[int, Any] = {}
        for row in rows:
            said = [
                (o, c.cells.get(row, "").casefold()) for o, c in zip(options, group, strict=True)
            ]
            if any(text for _, text in said):
                ticked[row] = [option for option, text in said if text in YES]
        return Asked(slug, words, "multiple", options), ticked
    given = {
        row: list(dict.fromkeys(filter(None, (one.cells.get(row, "") for one in group))))
        for row in rows
    }
    found = {row: said for row, said in given.items() if said}
    every = [one for said in found.values() for one in said]
    options = _options(every)
    mistakes.extend(_too_free(group[0].heading, options, len(every)))
    return Asked(slug, words, "multiple", options, most=len(group)), found


def _option(heading: str, words: str) -> str:
    """A column's own part of its heading: "Needs: drugs" is "drugs" of the question "Needs"."""
    rest = heading.removeprefix(words).lstrip(" :-–[(/.").rstrip(" ])")
    return rest or heading


def _beside(one: Column, use: str, rows: Sequence[int], mistakes: list[Mistake]) -> dict[int, str]:
    """A weight or the name of a service: every row has one."""
    found: dict[int, str] = {}
    for row in rows:
        text = one.cells.get(row, "")
        if use == "service":
            if not text or text in found.values():
                mistakes.append(
                    Mistake(row, one.heading, "each row needs the name of its service, once.")
                )
            found[row] = text[:LONGEST_OPTION]
            continue
        number = _number(text)
        if number is None or number <= 0:
            mistakes.append(
                Mistake(row, one.heading, f"“{text[:60]}” is no weight. Give one above nought.")
            )
        found[row] = str(number)
    return found


def _twice(questions: Sequence[Asked]) -> Iterator[Mistake]:
    counted = Counter(one.slug for one in questions)
    for one in questions:
        if counted[one.slug] > 1:
            yield Mistake(None, one.words, "another question is called the same. Word them apart.")
