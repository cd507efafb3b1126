"""A register as blocks, for packs and documents: its open risks as a table, and the heat map."""

from datetime import date

from frankpledge.documents.content import Block, Paragraph, Table, Text, words
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.review.risks.queries.heat import HeatMap
from frankpledge.review.risks.queries.lines import RiskLine
from frankpledge.review.risks.queries.registers import RiskRegister, risk_register
from frankpledge.review.risks.tables import band_words
from frankpledge.shared.words import count_of, spell_day, spell_list

HEAD = ("No.", "Risk", "How bad", "Owner", "What to know")


def register_blocks(body: Body, on: date, viewer: Viewer | None = None) -> tuple[Block, ...]:
    """A body's open risks on a day, the worst first, then the heat map that says the same.

    For those who may open the register; a register of risks is not public.
    """
    found = risk_register(body, on, viewer)
    if not found.lines:
        return (Paragraph(words(f"No risk was open on {spell_day(on)}.")),)
    said = f"{count_of(len(found.lines), 'risk')} open on {spell_day(on)}"
    table = Table(
        head=tuple(words(one) for one in HEAD),
        rows=tuple(tuple(words(cell) for cell in _cells(one)) for one in found.lines),
        caption="Open risks",
    )
    blocks: list[Block] = [Paragraph(words(f"{said}: {band_words(found.lines)}.")), table]
    return (*blocks, *heat_blocks(found))


def heat_blocks(found: RiskRegister) -> tuple[Block, ...]:
    """The heat map as a table: in each cell its band's word and the numbers of its risks."""
    if found.heat is None or not found.heat.placed:
        return ()
    heat = found.heat
    head: tuple[Text, ...] = (words("Likelihood"), *(words(one) for one in heat.impacts))
    rows = tuple(
        (words(row.name), *(words(_cell(cell.band, cell.lines)) for cell in row.cells))
        for row in heat.rows
    )
    table = Table(head=head, rows=rows, caption="Open risks by likelihood and impact")
    return (table, Paragraph(words(_beside(heat))))


def _cell(band: str, lines: tuple[RiskLine, ...]) -> str:
    if not lines:
        return band
    numbers = spell_list([str(one.number) for one in lines])
    return f"{band}: {'risk' if len(lines) == 1 else 'risks'} {numbers}"


def _beside(heat: HeatMap) -> str:
    told = [f"{count_of(heat.placed, 'risk')} on the matrix"]
    if heat.unscored:
        told.append(f"{count_of(len(heat.unscored), 'risk')} not scored yet")
    if heat.earlier:
        told.append(f"{count_of(len(heat.earlier), 'risk')} scored on an earlier matrix")
    return " ".join(filter(None, (f"{', '.join(told)}.", heat.source)))


def _cells(line: RiskLine) -> tuple[str, ...]:
    bad = f"{line.band}. {line.scored.words}" if line.scored else line.band
    told = [line.carried_note]
    if line.is_new:
        told.append("New")
    if line.up:
        told.append("Up")
    told.append(line.cliff_note)
    if line.review_overdue and line.next_review:
        told.append(f"Review was due {spell_day(line.next_review)}")
    known = ". ".join(filter(None, told))
    return (str(line.number), line.title, bad, line.owner or "Nobody yet", known or "–")
