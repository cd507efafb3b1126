"""The register as a table, for binding into a pack or a document."""

from datetime import date

from frankpledge.actions.queries.register import Line, register
from frankpledge.documents.content import Block, Paragraph, Table, words
from frankpledge.partnership.models import Body
from frankpledge.shared.words import count_of, spell_day

HEAD = ("No.", "What is asked", "Of whom", "By when", "How it stands")


def register_blocks(board: Body, on: date) -> tuple[Block, ...]:
    """A board's open actions on a day, those for it to close among them, as one table.

    For those who sit on the board: a register of actions is not public.
    """
    lines = register(board, on, narrowed="open").lines
    if not lines:
        return (Paragraph(words(f"No action was open on {spell_day(on)}.")),)
    late = sum(one.fits("late") for one in lines)
    done = sum(one.state == "done" for one in lines)
    said = f"{count_of(len(lines), 'action')} open on {spell_day(on)}"
    notes = [f"{late} late"] if late else []
    notes += [f"{done} done, for the board to close"] if done else []
    table = Table(
        head=tuple(words(one) for one in HEAD),
        rows=tuple(tuple(words(cell) for cell in _cells(one)) for one in lines),
        caption="Open actions",
    )
    return (Paragraph(words(f"{', '.join([said, *notes])}.")), table)


def _cells(line: Line) -> tuple[str, ...]:
    how = line.standing if line.state == "open" else line.state_words
    told = [how, line.asked_words, line.progress]
    return (
        str(line.number),
        line.text,
        line.owner or "Nobody yet",
        line.due_words or "No day set",
        ". ".join(one.rstrip(".") for one in told if one),
    )
