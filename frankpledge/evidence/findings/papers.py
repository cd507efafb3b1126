"""A finding as blocks of a document: the claim, the chart, the sentence, the figures, the source.

One object for the page, for an assessment and for a pack. The public's edition passes
`rules.public`, and so do its chart and its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from frankpledge.analytics.measures import places
from frankpledge.analytics.small_numbers import Policy
from frankpledge.documents.content import (
    Block,
    Figure,
    Paragraph,
    Run,
    Table,
    Text,
    blocks_from_json,
    words,
)
from frankpledge.evidence.findings.charting import picture_of, spec_of
from frankpledge.evidence.findings.keys import codes_of, keyed, within_of
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.rules.figures import Figures
from frankpledge.evidence.findings.rules.public import Disclosed, disclosed_together
from frankpledge.evidence.findings.rules.wording import covered_words, sentence_of, worded_rows
from frankpledge.evidence.keeping import store
from frankpledge.shared.words import spell_day, spell_list

# A paper's table shows so many rows; the page and its file have all of them.
MOST_ROWS = 14


@dataclass(frozen=True)
class Shown:
    """A finding as somebody may see it: its figures, what they say, and their chart."""

    finding: Finding
    figures: Figures
    sentence: str
    spec: dict[str, Any]
    held: frozenset[int]

    @property
    def covered(self) -> str:
        """What time it covers, in words."""
        return covered_words(self.figures.covered)

    @property
    def as_at(self) -> str:
        """When its figures were worked out, in words."""
        return spell_day(self.finding.as_at.date())


def shown_in_full(finding: Finding) -> Shown:
    """A finding for those who hold a post in its area."""
    return Shown(finding, finding.figures, finding.sentence, finding.spec, frozenset())


def shown_to_public(finding: Finding) -> Shown:
    """A finding for everybody else: small numbers held back in figures, sentence and chart.

    It is guarded together with what of the area is public already.
    """
    return shown_together([finding])[finding.pk]


def shown_together(findings: Sequence[Finding], threshold: int = 0) -> dict[int, Shown]:
    """Findings for everybody, by key, guarded together and with what is public already.

    `threshold`: that of whatever publishes them; the strictest of all holds.
    """
    every = {one.pk: one for one in findings}
    areas = {one.area_id for one in findings}
    public = Finding.objects.filter(area__in=areas, published__isnull=False)
    every |= {one.pk: one for one in public.exclude(pk__in=every)}
    strictest = max([threshold, *(one.threshold for one in every.values())])
    policy = Policy(threshold=strictest)
    codes = codes_of(places(store())) if store().releases() else {}
    tables = [keyed(one, codes) for one in every.values()]
    guarded = disclosed_together(tables, policy, within_of(tables))
    shown = dict(zip(every, guarded, strict=True))
    return {one.pk: _shown(one, shown[one.pk]) for one in findings}


def _shown(finding: Finding, found: Disclosed) -> Shown:
    if found.all_shown and found.figures.rows == finding.figures.rows:
        return Shown(finding, found.figures, finding.sentence, finding.spec, found.held)
    source = str(finding.spec.get("source", "")) if finding.spec else ""
    spec = spec_of(found.figures, finding.title, source, finding.measure) if finding.spec else {}
    return Shown(finding, found.figures, sentence_of(found.figures), spec, found.held)


def figures_table(figures: Figures, most: int = MOST_ROWS) -> Table:
    """The figures as a table; of many rows the last months, or the largest, and where all are."""
    figures = figures.as_read
    rows = worded_rows(figures)
    caption = caption_of(figures)
    if len(rows) > most:
        ordered = any(figures.columns[n].kind != "text" for n in figures.places_of_names)
        which = "last" if ordered else "first"
        caption += f" (the {which} {most} of {len(rows)} rows; the finding’s page has all)"
        rows = rows[-most:] if ordered else rows[:most]
    return Table(
        head=tuple(words(_head(one.title, one.unit)) for one in figures.columns),
        rows=tuple(tuple(words(cell) for cell in row) for row in rows),
        caption=caption,
        numeric=figures.places_of_values,
        row_heads=bool(figures.places_of_names),
    )


def caption_of(figures: Figures) -> str:
    """What a table of figures holds: "Crimes by ward, October 2024 to December 2024"."""
    main = figures.main_place
    title = figures.columns[main].title if main is not None else "Figures"
    by = spell_list([figures.columns[n].title.lower() for n in figures.places_of_names])
    told = f"{title} by {by}" if by else title
    return ", ".join(filter(None, (told, covered_words(figures.covered))))


def _head(title: str, unit: str) -> str:
    return f"{title} ({unit})" if unit and unit.lower() not in title.lower() else title


def finding_blocks(shown: Shown, *, address: str = "") -> tuple[Block, ...]:
    """A finding bound in: its words, its chart or its sentence, its figures, where they come from.

    `address`: the permanent link of its page, for a reader of the paper.
    """
    finding = shown.finding
    blocks: list[Block] = []
    picture = picture_of(shown.spec)
    if picture:
        data, alt = picture
        blocks.append(Figure(data, "image/svg+xml", alt))
    blocks.append(Paragraph(words(shown.sentence)))
    blocks += blocks_from_json(finding.content)
    if finding.hedge:
        blocks.append(Paragraph(words(finding.hedge)))
    if len(shown.figures.rows) > 1:
        blocks.append(figures_table(shown.figures))
    if shown.figures.notes:
        blocks.append(Paragraph(words(" ".join(shown.figures.notes))))
    blocks.append(Paragraph(source_line(shown, address)))
    return tuple(blocks)


def source_line(shown: Shown, address: str = "") -> Text:
    """ "Source: finding 12, release 0003-police-3f9a1c2b, as at 1 October 2018. Covers …".

    `address` makes the finding's number a link.
    """
    finding = shown.finding
    count = len(finding.releases)
    names = ", ".join(finding.releases[:3]) + (f" and {count - 3} more" if count > 3 else "")
    told = f", release{'s' if count != 1 else ''} {names}" if count else ""
    told += f", as at {shown.as_at}."
    told += f" Covers {shown.covered}." if shown.covered else ""
    return (Run("Source: "), Run(f"finding {finding.number}", link=address), Run(told))
