"""What is stated beside a survey, with what can be said of it, ready for a page or a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from frankpledge.analytics.surveys.reviewing import pounds
from frankpledge.documents.content import Block, Paragraph, Table, words
from frankpledge.evidence.surveys.models import SavingsTarget, SpendTable, StatedFigures, Survey
from frankpledge.evidence.surveys.rules.stated import (
    Amount,
    Part,
    Saving,
    reconciled,
    saved,
    spoken_figures,
)


@dataclass(frozen=True)
class StatedTable:
    """A stated table with the sentences that check it. `key`: what it is, and its number."""

    title: str
    columns: tuple[str, ...]
    numeric: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    sentences: tuple[str, ...]
    source: str
    key: tuple[str, int]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The same for a paper."""
        rows = (*self.rows, *([self.total] if self.total else []))
        table = Table(
            head=tuple(words(one) for one in self.columns),
            rows=tuple(tuple(words(cell) for cell in row) for row in rows),
            caption=self.title,
            numeric=self.numeric,
            total=bool(self.total),
        )
        told = [Paragraph(words(one)) for one in self.sentences]
        return (table, *told, Paragraph(words(f"Source: {self.source}.")))


def stated_tables(survey: Survey) -> tuple[StatedTable, ...]:
    """Every table that is stated beside a survey: figures, spending, savings."""
    spends = survey.spends.prefetch_related("lines")
    return (
        *(_figures(one) for one in survey.stated.all()),
        *(_spending(one) for one in spends),
        *(_savings(one) for one in survey.savings.all()),
    )


def stated_of(survey: Survey, *, keeps: bool) -> list[dict[str, Any]]:
    """The tables for a page; whoever keeps the survey may take one away."""
    return [
        {
            "table": one,
            "columns": [
                {"label": label, "numeric": n in one.numeric} for n, label in enumerate(one.columns)
            ],
            "rows": [
                *map(list, one.rows),
                *([{"cells": list(one.total), "total": True}] if one.total else []),
            ],
            "remove": keeps and survey.state == "kept",
        }
        for one in stated_tables(survey)
    ]


def _figures(one: StatedFigures) -> StatedTable:
    parts = [Part.from_json(part) for part in one.parts]
    base = f", of {one.base:,}" if one.base else ""
    return StatedTable(
        title=f"{one.title}{base}",
        columns=("Part", "As stated"),
        numeric=(1,),
        rows=tuple((part.name, part.words(one.base)) for part in parts),
        total=(),
        sentences=spoken_figures(one.kind, parts, one.base, one.cap),
        source=one.source,
        key=("figures", one.pk),
    )


def _spending(one: SpendTable) -> StatedTable:
    lines = [Amount(line.service, line.services, line.pence) for line in one.lines.all()]
    found = reconciled(lines, one.stated_pence, one.stated_to_pence)
    told = [found.words]
    if one.part_pence is not None:
        told.append(f"{one.part_name} pays {found.share(Saving.pounds(one.part_pence))}.")
    return StatedTable(
        title=one.title,
        columns=("Service", "Services", "Spend"),
        numeric=(1, 2),
        rows=tuple(
            (line.name, f"{line.services:,}", pounds(Saving.pounds(line.pence))) for line in lines
        ),
        total=("Sum", f"{found.services:,}", pounds(found.total)),
        sentences=tuple(told),
        source=one.source,
        key=("spending", one.pk),
    )


def _savings(one: SavingsTarget) -> StatedTable:
    proposals = [Saving(**proposal) for proposal in one.proposals]
    found = saved(one.target_pence, one.achieved_pence, proposals)
    rows = [
        ("Target", pounds(Saving.pounds(one.target_pence))),
        ("Achieved", pounds(Saving.pounds(one.achieved_pence))),
        ("Remaining", pounds(found.remaining)),
    ]
    rows += [
        (
            f"Proposed{', decided' if each.decided else ', not decided'}: {each.name}",
            pounds(Saving.pounds(each.pence)),
        )
        for each in proposals
    ]
    return StatedTable(
        title=one.title,
        columns=("", "Pounds"),
        numeric=(1,),
        rows=tuple(rows),
        total=(),
        sentences=(found.words,),
        source=one.source,
        key=("savings", one.pk),
    )
