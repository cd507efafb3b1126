"""A survey's question as blocks of a document: for its page, an assessment, a pack.

`blocks_of` is what an assessment takes. The public's edition has small numbers held back, and no
table by place where a place has any.
"""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.analytics.surveys import Line, Tabulation
from frankpledge.documents.charts import Bar, BarChart, describe, draw
from frankpledge.documents.charts.comparing import MOST_BARS
from frankpledge.documents.content import (
    Block,
    Figure,
    ListBlock,
    Notice,
    Paragraph,
    Table,
    words,
)
from frankpledge.evidence.findings.rules.public import disclosed
from frankpledge.evidence.findings.rules.wording import sentence_of as sentence_of_figures
from frankpledge.evidence.findings.rules.wording import spoken
from frankpledge.evidence.surveys.counting import Counting
from frankpledge.evidence.surveys.models import Beside, Survey, SurveyQuestion
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import spell_day

DIFFERENT = (
    "These are different things: what people said when they were asked, and what was recorded. "
    "They are not added, and neither of them checks the other."
)
WISHED = "Whoever wished answered: the interval is the least doubt there is."
HEAD = ("Answer", "Share", "95% interval", "Count")


def blocks_of(
    survey: Survey, question: SurveyQuestion, *, public: bool = True, place: str = ""
) -> tuple[Block, ...]:
    """A question's answers: what they say, a chart, a table, what to beware of, the source.

    `public`: with small numbers held back, as for whatever is published. Raises Refused for a
    place that nobody gave, or whose counts are too small to be public.
    """
    counting = Counting(survey, public=public, place=place)
    found = counting.table(question)
    if found is None:
        told = f"“{question}”: {counting.numbers(question).words}."
        return (Paragraph(words(told)), Paragraph(words(source_line(survey, place))))
    told = f"{sentence_of(found)} {base_words(found)}"
    blocks: list[Block] = [Paragraph(words(told))]
    if picture := picture_of(found, origin(survey, place)):
        blocks.append(picture)
    blocks.append(table_of(found))
    if notes := notes_of(found, survey):
        blocks.append(ListBlock(tuple((Paragraph(words(one)),) for one in notes)))
    for one in question.besides.filter(place=place):
        blocks.append(
            Notice("information", "Beside it", words(beside_words(one, found, public=public)))
        )
    blocks.append(Paragraph(words(source_line(survey, place))))
    return tuple(blocks)


def sentence_of(found: Tabulation) -> str:
    """What the answers say: the commonest that may be shown, with its base."""
    shown = [one for one in found.lines if one.share is not None]
    if not shown:
        return f"“{found.question.words}”: too few answered for a figure to be shown."
    top = max(shown, key=lambda one: one.share.percent if one.share else 0)
    return f"“{found.question.words}”: {top.option}, {top.words}."


def share_words(line: Line) -> tuple[str, str, str]:
    """A line's share, its interval and its count in words, as the table shows them."""
    if line.share is None or line.count is None:
        return (line.words, "", "not shown" if line.count is None else f"{line.count:,}")
    share, _, interval = line.share.words.partition(" (")
    return (share, interval.rstrip(")"), f"{line.count:,}")


def notes_of(found: Tabulation, survey: Survey) -> tuple[str, ...]:
    """What to beware of, beside a table in which the intervals have a column of their own."""
    notes = tuple(one.replace("In brackets: 95%", "95% interval: 95%") for one in found.notes)
    chosen = survey.kind == "consultation" and not survey.everybody
    return (*notes, WISHED) if chosen else notes


def base_words(found: Tabulation) -> str:
    """ "1,012 answered, 336 did not", unweighted."""
    if found.base is None:
        return "How many answered is not shown."
    answered = f"{found.base:,} answered"
    return f"{answered}, {found.not_answered:,} did not." if found.not_answered else f"{answered}."


def table_of(found: Tabulation) -> Table:
    """Every answer with its share, its interval and its unweighted count."""
    rows = [(one.option, *share_words(one)) for one in found.lines]
    head, cells = list(HEAD), [list(row) for row in rows]
    if not any(row[2] for row in cells):
        for row in (head, *cells):
            del row[2]
    return Table(
        head=tuple(words(one) for one in head),
        rows=tuple(tuple(words(cell) for cell in row) for row in cells),
        caption=found.question.words,
        numeric=tuple(range(1, len(head))),
    )


def chart_of(found: Tabulation, source: str) -> BarChart | None:
    """A bar for each answer, with its interval; None where no share may be shown."""
    if not 0 < len(found.lines) <= MOST_BARS or all(one.share is None for one in found.lines):
        return None
    sample = any(one.share and one.share.low is not None for one in found.lines)
    return BarChart(
        title=found.question.words,
        bars=tuple(_bar(one) for one in found.lines),
        unit="% of those who answered",
        interval="95% interval" if sample else "",
        source=source,
        of="Answer",
    )


def _bar(line: Line) -> Bar:
    if line.share is None:
        return Bar(line.option, None, withheld=line.count is None)
    low, high = line.share.low, line.share.high
    return Bar(
        label=line.option,
        value=float(line.share.percent),
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        words=line.share.words.partition(" (")[0],
    )


def picture_of(found: Tabulation, source: str) -> Figure | None:
    """The chart as a picture with its description; None where there is none."""
    chart = chart_of(found, source)
    return Figure(draw(chart), "image/svg+xml", describe(chart)) if chart else None


def recorded_words(one: Beside, *, public: bool) -> str:
    """ "Recorded crime, Northbridge: 60 crimes"; for the public small counts are held back."""
    figures = disclosed(one.figures).figures if public else one.figures
    place = figures.main_place
    if place is None or len(figures.rows) != 1:
        return f"{one.head}. {sentence_of_figures(figures)}".rstrip(".")
    column, value = figures.columns[place], figures.rows[0][place]
    plain = isinstance(value, str) or column.kind == "percent" or not column.unit
    return f"{one.head}: {spoken(value, column)}{'' if plain else f' {column.unit}'}"


def beside_words(one: Beside, found: Tabulation, *, public: bool) -> str:
    """An answer and what is recorded for its place and period, and that the two are not added."""
    try:
        said = found.line(one.option).words
    except ValueError:
        said = "not shown"
    where = f", in {one.place}" if one.place else ""
    recorded = recorded_words(one, public=public)
    covered = f" ({one.covered})" if one.covered else ""
    return (
        f"{one.option}: {said}{where}, asked {one.question.survey.when}. "
        f"Recorded: {recorded}{covered}. {DIFFERENT}"
    )


def source_line(survey: Survey, place: str = "") -> str:
    """ "Source: Residents' survey 2018, Northbridge CSP, asked …. Speaks for …"."""
    return f"Source: {origin(survey, place)}"


def origin(survey: Survey, place: str = "") -> str:
    """Where a survey's figures come from, and for whom they speak."""
    where = f" Those who gave {place} alone." if place else ""
    return (
        f"{survey.name}, {survey.producer.name_on(survey.ends)}, asked {survey.when}. "
        f"Speaks for {survey.speaks_for}.{where}"
    )


def beside_blocks(questions: Sequence[SurveyQuestion], *, public: bool = True) -> tuple[Block, ...]:
    """What stands beside recorded figures in some questions, for a section of an assessment."""
    blocks: list[Block] = []
    for question in questions:
        for one in question.besides.all():
            try:
                counting = Counting(question.survey, public=public, place=one.place)
                found = counting.table(question)
            except Refused:
                continue
            if found is not None:
                told = (
                    f"“{question}”. {beside_words(one, found, public=public)} As at {_as_at(one)}."
                )
                blocks.append(Paragraph(words(told)))
    return tuple(blocks)


def _as_at(one: Beside) -> str:
    return spell_day(one.as_at.date())
