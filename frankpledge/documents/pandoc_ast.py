"""Pandoc's document tree mapped to our blocks; what has no place is counted and said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from frankpledge.documents.blocks import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    RecommendationsHere,
    Run,
    Text,
    text_of,
    words,
)
from frankpledge.documents.pandoc_table import table_block
from frankpledge.documents.safe import clean, safe_link, without_gaps

Node = Mapping[str, Any]
_MARKER = re.compile(r"\{\s*recommendations\s*\}", re.IGNORECASE)
_LETTERED = frozenset({"LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman"})
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


class Reader:
    """Reads one document. `pictures`: the file's pictures by pandoc's name for them."""

    def __init__(
        self, *, markdown: bool = False, pictures: Mapping[str, Figure] | None = None
    ) -> None:
        self._markdown = markdown
        self._pictures = pictures or {}
        self._footnotes: list[tuple[Block, ...]] = []
        self._lost: Counter[str] = Counter()
        # Pictures found inside a paragraph wait here until the paragraph is done.
        self._waiting: list[Figure] = []

    def body(self, tree: Node) -> tuple[Block, ...]:
        """The document without its footnotes."""
        return without_gaps(self._opening(tree.get("meta", {})) + self.blocks(tree["blocks"]))

    def _opening(self, meta: Mapping[str, Node]) -> tuple[Block, ...]:
        """The title, the authors and the date, which pandoc takes out of an office file's text."""
        if self._markdown:
            return ()
        result: list[Block] = []
        for name in ("title", "subtitle", "author", "date", "abstract"):
            for block in self._said(meta.get(name)):
                if name == "title" and isinstance(block, Paragraph):
                    block = Heading(1, block.text)
                result.append(block)
        return tuple(result)

    def _said(self, value: Node | None) -> tuple[Block, ...]:
        """What a piece of pandoc's metadata says, as blocks."""
        match value:
            case {"t": "MetaInlines", "c": content}:
                return tuple(self._paragraph(content))
            case {"t": "MetaBlocks", "c": content}:
                return self.blocks(content)
            case {"t": "MetaList", "c": content}:
                return tuple(block for one in content for block in self._said(one))
        return ()

    def footnotes(self) -> tuple[Block, ...]:
        """The footnotes met so far, as a list under the heading "Notes"; nothing if none."""
        if not self._footnotes:
            return ()
        notes = ListBlock(tuple(self._footnotes), ordered=True)
        return (Heading(2, words("Notes")), notes)

    def notes(self) -> list[str]:
        """What could not be carried over, in plain words, one sentence each."""
        sentences = {
            "undescribed": ("1 picture has", "{} pictures have", "no description. Write one."),
            "picture": ("1 picture was", "{} pictures were", "left out."),
            "merged": ("1 table had", "{} tables had", "merged cells, which were split."),
            "raw": ("1 piece", "{} pieces", "of formatting code came over as text."),
            "headless": (
                "1 table has",
                "{} tables have",
                "no first row that says what its columns hold. Give each one.",
            ),
            "letters": ("1 list was", "{} lists were", "numbered by letters; now by 1, 2, 3."),
            "maths": ("1 formula", "{} formulas", "came over as plain text."),
            "nested": ("1 table inside a table", "{} tables inside tables", "became text."),
        }
        found = []
        for key, (one, many, rest) in sentences.items():
            if count := self._lost[key]:
                found.append(f"{one if count == 1 else many.format(count)} {rest}")
        return found

    def lose(self, what: str) -> None:
        """Counts one thing that could not be carried over."""
        self._lost[what] += 1

    def blocks(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        """Pandoc's blocks as ours."""
        result: list[Block] = []
        for block in (block for node in nodes for block in self._block(node)):
            # Word processors make a list of each single item; Markdown's lists are meant.
            joined = None if self._markdown or not result else _joined_lists(result[-1], block)
            if joined:
                result[-1] = joined
            else:
                result.append(block)
        return tuple(result)

    def _block(self, node: Node) -> Iterable[Block]:
        content: Any = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                return self._paragraph(content)
            case "Header":
                return self._heading(content)
            case "LineBlock":
                lines = [self.inlines(line) for line in content]
                return [Paragraph(_joined(lines, "\n"))]
            case "CodeBlock":
                return [Paragraph(words(clean(content[1]).rstrip()))]
            case "RawBlock":
                return self._raw(content)
            case "BlockQuote":
                inner = self.blocks(content)
                # A word processor's indented paragraph comes as a quotation; it is none.
                return [Quote(inner)] if self._markdown else inner
            case "OrderedList":
                if content[0][1]["t"] in _LETTERED and content[0][0] == 1:
                    self.lose("letters")
                items = tuple(self.blocks(item) for item in content[1])
                return [ListBlock(items, ordered=True, start=content[0][0])]
            case "BulletList":
                return [ListBlock(tuple(self.blocks(item) for item in content))]
            case "DefinitionList":
                return self._definitions(content)
            case "Table":
                return [*table_block(self, content), *self._released()]
            case "Figure":
                return self._figure(content)
            case "Div":
                return self.blocks(content[1])
            case _:
                return []

    def _paragraph(self, nodes: list[Node]) -> list[Block]:
        text = self.inlines(nodes)
        plain = text_of(text).strip()
        blocks: list[Block] = []
        if _MARKER.fullmatch(plain):
            blocks.append(RecommendationsHere())
        elif plain:
            blocks.append(Paragraph(text))
        return blocks + self._released()

    def _heading(self, content: list[Any]) -> list[Block]:
        text = self.inlines(content[2])
        # A heading is bold by its style; typed bold on top says nothing.
        text = tuple(replace(run, bold=False) for run in text)
        blocks: list[Block] = []
        if text_of(text).strip():
            blocks.append(Heading(min(max(content[0], 1), 4), text))
        return blocks + self._released()

    def _raw(self, content: list[str]) -> list[Block]:
        if content[1].lstrip().startswith("<!--"):
            return []
        self.lose("raw")
        return [Paragraph(words(clean(content[1]).rstrip()))]

    def _definitions(self, content: list[Any]) -> list[Block]:
        result: list[Block] = []
        for term, definitions in content:
            bold = tuple(replace(run, bold=True) for run in self.inlines(term))
            result.append(Paragraph(bold))
            result.extend(block for item in definitions for block in self.blocks(item))
        return result

    def _figure(self, content: list[Any]) -> list[Block]:
        caption = " ".join(
            text_of(block.text)
            for block in self.blocks(content[1][1])
            if isinstance(block, Paragraph)
        )
        blocks = list(self.blocks(content[2]))
        return [
            replace(block, caption=caption) if isinstance(block, Figure) else block
            for block in blocks
        ]

    def _released(self) -> list[Block]:
        figures: list[Block] = list(self._waiting)
        self._waiting.clear()
        return figures

    def inlines(self, nodes: Iterable[Node], style: Run | None = None) -> Text:
        """Pandoc's inline nodes as runs, neighbours of one style joined."""
        runs: list[Run] = []
        for node in nodes:
            for run in self._inline(node, style or Run("")):
                if runs and replace(run, text="") == replace(runs[-1], text=""):
                    runs[-1] = replace(run, text=runs[-1].text + run.text)
                elif run.text:
                    runs.append(run)
        return tuple(runs)

    def _inline(self, node: Node, style: Run) -> Iterable[Run]:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                return [replace(style, text=clean(content))]
            case "Space" | "SoftBreak":
                return [replace(style, text=" ")]
            case "LineBreak":
                return [replace(style, text="\n")]
            case "Strong":
                return self.inlines(content, replace(style, bold=True))
            case "Emph":
                return self.inlines(content, replace(style, italic=True))
            case "Superscript":
                return self.inlines(content, replace(style, raised=True, lowered=False))
            case "Subscript":
                return self.inlines(content, replace(style, lowered=True, raised=False))
            case "Underline" | "Strikeout" | "SmallCaps":
                return self.inlines(content, style)
            case "Quoted":
                opening, closing = _QUOTES[content[0]["t"]]
                inner = self.inlines(content[1], style)
                return [replace(style, text=opening), *inner, replace(style, text=closing)]
            case "Cite" | "Span":
                return self.inlines(content[1], style)
            case "Code":
                return [replace(style, text=clean(content[1]))]
            case "Link":
                return self.inlines(content[1], replace(style, link=safe_link(content[2][0])))
            case _:
                return self._odd_inline(node, style)

    def _odd_inline(self, node: Node, style: Run) -> Iterable[Run]:
        content: Any = node.get("c")
        match node["t"]:
            case "Math":
                self.lose("maths")
                return [replace(style, text=clean(content[1]))]
            case "RawInline":
                self.lose("raw")
                return [replace(style, text=clean(content[1]))]
            case "Image":
                return self._image(content, style)
            case "Note":
                self._footnotes.append(self.blocks(content))
                return [replace(style, text=str(len(self._footnotes)), raised=True)]
            case _:
                return []

    def _image(self, content: list[Any], style: Run) -> Iterable[Run]:
        alt = " ".join(text_of(self.inlines(content[1])).split())
        found = self._pictures.get(content[2][0])
        if found is None:
            # In Markdown a picture is an address elsewhere: its description stands for it.
            if self._markdown:
                return [replace(style, text=alt, link=safe_link(content[2][0]))]
            self.lose("picture")
            return [replace(style, text=alt)]
        if not alt:
            self.lose("undescribed")
        self._waiting.append(replace(found, alt=alt))
        return []


def _joined_lists(before: Block, block: Block) -> ListBlock | None:
    """Both lists as one when the second goes on with the first, else None."""
    if not isinstance(before, ListBlock) or not isinstance(block, ListBlock):
        return None
    runs_on = not block.ordered or block.start == before.start + len(before.items)
    if before.ordered != block.ordered or not runs_on:
        return None
    return replace(before, items=before.items + block.items)


def _joined(texts: Iterable[Text], by: str) -> Text:
    result: list[Run] = []
    for text in texts:
        if result:
            result.append(Run(by))
        result.extend(text)
    return tuple(result)
