"""Blocks as safe HTML with GOV.UK Frontend's class names.

Everything that comes from a paper is escaped; there is no inline style or script, so the result
stands under a strict content security policy (pictures are `data:` addresses).
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape as _html_escape

from frankpledge.documents.blocks import (
    NOTICE_WORDS,
    Block,
    Facts,
    Figure,
    Heading,
    ListBlock,
    Notice,
    Paragraph,
    Quote,
    Recommendations,
    RecommendationsHere,
    Run,
    Signatures,
    SignatureSlot,
    Table,
    Text,
    text_of,
)
from frankpledge.documents.safe import clean, safe_link, without_gaps

_HEADING_SIZE = {1: "xl", 2: "l", 3: "m"}
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})


def escaped(text: str) -> str:
    """The text, cleaned and escaped for HTML text and attributes alike."""
    return _html_escape(clean(text), quote=True)


def text_html(text: Text) -> str:
    """Runs as inline HTML; a line end inside a run becomes `<br>`."""
    return "".join(_run(run) for run in text)


def blocks_html(blocks: Iterable[Block], heading_offset: int = 0, *, id_prefix: str = "") -> str:
    """The blocks as HTML.

    `heading_offset`: 2 turns a paper's first level into `<h3>`. `id_prefix`: when given, numbered
    headings and paragraphs get ids such as "item-3-3.2", so that they can be linked to.
    """
    writer = _Writer(heading_offset, id_prefix)
    return "\n".join(filter(None, (writer.block(block) for block in without_gaps(blocks))))


def _run(run: Run) -> str:
    html = escaped(run.text).replace("\n", "<br>")
    for wanted, tag in (
        (run.raised, "sup"),
        (run.lowered, "sub"),
        (run.italic, "em"),
        (run.bold, "strong"),
    ):
        if wanted:
            html = f"<{tag}>{html}</{tag}>"
    link = safe_link(run.link)
    return f'<a class="govuk-link" href="{escaped(link)}">{html}</a>' if link else html


class _Writer:
    """One pass over a paper; it remembers which ids are taken."""

    def __init__(self, heading_offset: int, id_prefix: str) -> None:
        self._offset = heading_offset
        self._prefix = id_prefix
        self._ids: set[str] = set()

    def block(self, block: Block, *, nested: bool = False) -> str:
        match block:
            case Heading():
                return self._heading(block, nested)
            case Paragraph():
                return self._paragraph(block)
            case ListBlock():
                return self._list(block)
            case Table():
                return _table(block)
            case Figure():
                return _figure(block)
            case Notice():
                return _notice(block)
            case Recommendations():
                return self._recommendations(block)
            case RecommendationsHere():
                return ""
            case Signatures():
                return _signatures(block)
            case Quote():
                inner = self._inside(block.blocks)
                return f'<blockquote class="govuk-inset-text fp-quote">{inner}</blockquote>'
            case Facts():
                return facts_html(block)

    def _inside(self, blocks: Iterable[Block]) -> str:
        return "".join(self.block(block, nested=True) for block in blocks)

    def _id(self, number: str) -> str:
        name = f"{self._prefix}-{number.rstrip('.')}"
        if not self._prefix or not number or " " in number or name in self._ids:
            return ""
        self._ids.add(name)
        return f' id="{escaped(name)}"'

    def _heading(self, block: Heading, nested: bool) -> str:
        number = f"{escaped(block.number)} " if block.number else ""
        if nested:
            # A heading inside a list or a quotation is none of the page's outline.
            return f'<p class="govuk-body"><strong>{number}{text_html(block.text)}</strong></p>'
        level = min(max(block.level + self._offset, 1), 6)
        size = _HEADING_SIZE.get(level, "s")
        attributes = f'class="govuk-heading-{size}"{self._id(block.number)}'
        return f"<h{level} {attributes}>{number}{text_html(block.text)}</h{level}>"

    def _paragraph(self, block: Paragraph) -> str:
        if not block.text:
            return ""
        text = text_html(block.text)
        if not block.number:
            return f'<p class="govuk-body">{text}</p>'
        number = f'<span class="fp-number">{escaped(block.number)}</span>'
        return f'<p class="govuk-body fp-numbered"{self._id(block.number)}>{number} {text}</p>'

    def _list(self, block: ListBlock) -> str:
        tag, style = ("ol", "number") if block.ordered else ("ul", "bullet")
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        items = "".join(f"<li>{self._item(item)}</li>" for item in block.items)
        return f'<{tag} class="govuk-list govuk-list--{style}"{start}>{items}</{tag}>'

    def _item(self, item: tuple[Block, ...]) -> str:
        # An item's first paragraph needs no <p>, or lists come out double-spaced.
        if item and isinstance(item[0], Paragraph) and not item[0].number:
            return text_html(item[0].text) + self._inside(item[1:])
        return self._inside(item)

    def _recommendations(self, block: Recommendations) -> str:
        if not block.numbers:
            items = "".join(f"<li>{text_html(text)}</li>" for text in block.items)
            return f'<ol class="govuk-list govuk-list--number fp-recommendations">{items}</ol>'
        items = "".join(
            f'<li class="fp-numbered"{self._id(number)}>'
            f'<span class="fp-number">{escaped(number)}</span> {text_html(text)}</li>'
            for number, text in zip(block.numbers, block.items, strict=False)
        )
        return f'<ul class="govuk-list fp-recommendations">{items}</ul>'


def facts_html(block: Facts) -> str:
    """A summary list."""
    rows = "".join(
        '<div class="govuk-summary-list__row">'
        f'<dt class="govuk-summary-list__key">{escaped(name)}</dt>'
        f'<dd class="govuk-summary-list__value">{text_html(value)}</dd></div>'
        for name, value in block.pairs
    )
    return f'<dl class="govuk-summary-list">{rows}</dl>' if rows else ""


def _table(block: Table) -> str:
    caption = ""
    if block.caption:
        style = "govuk-table__caption govuk-table__caption--s"
        caption = f'<caption class="{style}">{escaped(block.caption)}</caption>'
    head = ""
    if any(block.head):
        cells = "".join(_head_cell(block, column) for column in range(block.width))
        head = f'<thead class="govuk-table__head"><tr class="govuk-table__row">{cells}</tr></thead>'
    rows = "".join(_row(block, index) for index in range(len(block.rows)))
    body = f'<tbody class="govuk-table__body">{rows}</tbody>'
    table = f'<table class="govuk-table">{caption}{head}{body}</table>'
    name = escaped(block.caption or ", ".join(filter(None, map(text_of, block.head))) or "Table")
    # A wide table scrolls by itself on a phone, and by keyboard, rather than the whole page.
    return (
        # A group, not a region: a pack has dozens of tables, and each region would be a landmark.
        f'<div class="fp-table-scroll" role="group" tabindex="0" aria-label="{name}">{table}</div>'
    )


def _head_cell(block: Table, column: int) -> str:
    text = block.head[column] if column < len(block.head) else ()
    numeric = " govuk-table__header--numeric" if column in block.numeric else ""
    if not text_of(text).strip():
        # An empty heading would be announced as a heading of nothing.
        return '<td class="govuk-table__header"></td>'
    return f'<th scope="col" class="govuk-table__header{numeric}">{text_html(text)}</th>'


def _row(block: Table, index: int) -> str:
    row = block.rows[index]
    cells = []
    for column in range(block.width):
        text = row[column] if column < len(row) else ()
        numeric = " govuk-table__cell--numeric" if column in block.numeric else ""
        if column == 0 and block.row_heads and text_of(text).strip():
            cells.append(f'<th scope="row" class="govuk-table__header">{text_html(text)}</th>')
        else:
            cells.append(f'<td class="govuk-table__cell{numeric}">{text_html(text)}</td>')
    total = " fp-table__total" if block.total and index == len(block.rows) - 1 else ""
    return f'<tr class="govuk-table__row{total}">{"".join(cells)}</tr>'


def _figure(block: Figure) -> str:
    caption = f"<figcaption>{escaped(block.caption)}</figcaption>" if block.caption else ""
    if block.media_type in _PICTURES:
        data = base64.b64encode(block.data).decode("ascii")
        source = f"data:{block.media_type};base64,{data}"
        picture = f'<img src="{source}" alt="{escaped(block.alt)}">'
    else:
        picture = f'<p class="govuk-body">{escaped(block.alt)}</p>'
    # The caption says the finding, so it comes first, as it does on paper.
    return f'<figure class="fp-figure">{caption}{picture}</figure>'


def _notice(block: Notice) -> str:
    title = f' <strong class="fp-notice__title">{escaped(block.title)}</strong>'
    text = f'<p class="govuk-body">{text_html(block.text)}</p>' if block.text else ""
    return (
        f'<div class="govuk-inset-text fp-notice fp-notice--{escaped(block.kind)}">'
        f'<p class="govuk-body"><strong class="govuk-tag govuk-tag--grey">'
        f"{NOTICE_WORDS[block.kind]}</strong>{title if block.title else ''}</p>{text}</div>"
    )


def _signatures(block: Signatures) -> str:
    slots = "".join(f"<li>{_slot(slot)}</li>" for slot in block.slots)
    return f'<ul class="govuk-list fp-signatures">{slots}</ul>'


def _slot(slot: SignatureSlot) -> str:
    pairs = (
        ("On behalf of", slot.on_behalf_of),
        ("Position", slot.position),
        ("Name", slot.name or "–"),
        ("Signed", slot.signed_on or "Not yet signed"),
    )
    return facts_html(Facts(tuple((name, (Run(value),)) for name, value in pairs)))
