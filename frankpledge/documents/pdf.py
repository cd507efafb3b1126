"""Packs and papers as PDF/UA-1: Typst lays out, pikepdf binds outside papers in.

The same object gives the same bytes on every machine: only the fonts shipped here are used, no
clock is read, and ids come from the content.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import typst

from frankpledge.documents.binding import UnreadablePdf
from frankpledge.documents.blocks import Block, Run, Text, words
from frankpledge.documents.pack import Pack, Section
from frankpledge.documents.safe import clean
from frankpledge.documents.slots import TOKEN, Outside, fill, outside
from frankpledge.documents.tagging import Tree, set_row_heads
from frankpledge.documents.typst_data import TypstData, meta, original_text

__all__ = ["UnreadablePdf", "blocks_pdf", "pack_pdf"]

_TEMPLATES = Path(__file__).parent / "typst"
_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# Characters that are no writing but instructions to programs; PDF/UA forbids them in text.
_FORBIDDEN = dict.fromkeys(map(ord, "\ufeff\ufffe\uffff"))


def pack_pdf(pack: Pack) -> bytes:
    """The pack as one tagged PDF, outside PDFs bound in.

    Raises `UnreadablePdf` when an outside PDF is broken or locked; its message names the paper.
    """
    data = TypstData()
    papers: list[Outside] = []
    # The order of these calls is the order of the pages: it numbers the tables.
    cover = data.blocks(pack.cover)
    if pack.agenda:
        data.tables.append(1)
    content = _pack_content(pack, data, papers)
    return _typeset("pack.typ", content | {"cover": cover}, data, pack.timestamp, papers)


def blocks_pdf(
    title: str,
    blocks: Iterable[Block],
    *,
    timestamp: datetime,
    facts: Iterable[tuple[str, Text]] = (),
    author: str = "",
    keywords: tuple[str, ...] = (),
    language: str = "en-GB",
    running: str = "",
    foot: str = "",
) -> bytes:
    """One paper by itself as a tagged PDF. `running`: a word in its head; `foot`: in its foot."""
    data = TypstData()
    content = {
        "meta": meta(
            title=title, author=author, keywords=keywords, language=language, timestamp=timestamp
        ),
        "facts": data.pairs(facts),
        "blocks": data.blocks(blocks),
        "running": clean(running),
        "foot": clean(foot),
    }
    return _typeset("paper.typ", content, data, timestamp, [])


def _pack_content(pack: Pack, data: TypstData, papers: list[Outside]) -> dict[str, Any]:
    labels = {section.key: f"section-{i}" for i, section in enumerate(pack.sections)}
    notes = data.blocks(pack.agenda_notes)
    sections = []
    had_first = False
    states = {section.key: section.state for section in pack.sections if section.stands_in}
    for index, (section, shown) in enumerate(zip(pack.sections, pack.shown, strict=True)):
        # A part of nothing stands as a section, or the headings would skip a level.
        level = 2 if section.level > 1 and had_first else 1
        had_first = True
        opened = _open(section, index, level)
        papers.extend(opened)
        made = _section(section, labels[section.key], level, opened, data)
        sections.append(made | {"shown": clean(shown.number)})
    return {
        "meta": meta(
            title=pack.title,
            author=pack.author,
            keywords=pack.keywords,
            language=pack.language,
            timestamp=pack.timestamp,
        ),
        "body_name": clean(pack.body_name),
        "feet": [clean(line) for line in pack.feet],
        "meeting_line": clean(pack.meeting_line),
        "place": clean(pack.place),
        "edition": clean(pack.edition),
        "marking": clean(pack.marking),
        "circulated_line": clean(pack.circulated_line),
        "agenda": [
            {
                "number": clean(line.number),
                "title": clean(line.title),
                "lead": clean(line.lead),
                "minutes": line.minutes,
                "starts": clean(line.starts),
                "purpose": clean(line.purpose),
                "label": labels.get(line.section, ""),
                "state": clean(states.get(line.section, "")),
            }
            for line in pack.agenda
        ],
        "agenda_notes": notes,
        "sections": sections,
        **_about(papers, data),
    }


def _open(section: Section, index: int, level: int) -> list[Outside]:
    opened = []
    for number, paper in enumerate(section.bound):
        try:
            opened.append(outside(paper, f"slot-{index}-{number}", level))
        except UnreadablePdf as error:
            raise UnreadablePdf(f"{paper.title} ({paper.filename}): {error}") from error
    return opened


def _section(
    section: Section, label: str, level: int, opened: list[Outside], data: TypstData
) -> dict[str, Any]:
    return {
        "label": label,
        "number": clean(section.number),
        "title": clean(section.title),
        "state": clean(section.state),
        "level": level,
        "facts": data.pairs((name, words(value)) for name, value in section.facts),
        "blocks": data.blocks(section.blocks),
        "bound": [_bound(paper, data) for paper in opened],
    }


def _bound(paper: Outside, data: TypstData) -> dict[str, Any]:
    says = original_text(paper.paper.original)
    if any(paper.tagged) and not all(paper.tagged):
        places = [str(i) for i, tagged in enumerate(paper.tagged, start=1) if not tagged]
        which = f"Its page {places[0]}" if len(places) == 1 else f"Its pages {', '.join(places)}"
        says = (Run(f"{which} cannot be read by a screen reader. "), *says)
    elif not all(paper.tagged):
        says = (Run("It cannot be read by a screen reader. "), *says)
    return {
        "title": clean(paper.paper.title),
        "word": _word(paper),
        "says": data.text(says),
        "slots": [
            {"token": token, "flipped": shape.wide}
            for token, shape in zip(paper.tokens, paper.shapes, strict=True)
        ],
    }


def _word(paper: Outside) -> str:
    if all(paper.tagged):
        return "Outside paper"
    return "Partly accessible" if any(paper.tagged) else "Not accessible"


def _about(papers: list[Outside], data: TypstData) -> dict[str, Any]:
    closed = [paper for paper in papers if not all(paper.tagged)]
    count = "One paper" if len(closed) == 1 else f"{len(closed)} papers"
    came = "came as a PDF" if len(closed) == 1 else "came as PDFs"
    return {
        "about_line": f"{count} in this pack {came} without all the tags that a screen reader "
        "needs. Ask for another form, or use the original:",
        "about": [
            {
                "title": clean(paper.paper.title),
                "first": paper.tokens[0],
                "original": data.text(original_text(paper.paper.original)),
            }
            for paper in closed
        ],
    }


def _typeset(
    template: str,
    content: dict[str, Any],
    data: TypstData,
    timestamp: datetime,
    papers: list[Outside],
) -> bytes:
    """Runs Typst and finishes its file: row heads, outside pages, ids from the content."""
    laid_out = _compile(template, content, data.files, timestamp)
    with pikepdf.open(io.BytesIO(laid_out)) as pdf:
        tree = Tree(pdf)
        tables, slots = [], {}
        for element in tree.elements():
            kind = str(element.S)
            if kind == "/Table":
                tables.append(element)
            elif kind == "/Figure" and TOKEN.fullmatch(str(element.get("/Alt", ""))):
                slots[str(element.Alt)] = element
        set_row_heads(tree, tables, data.tables)
        fill(tree, slots, papers)
        tree.write()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _compile(
    template: str, content: dict[str, Any], files: dict[str, bytes], timestamp: datetime
) -> bytes:
    """Typst's PDF; characters that no font here has are named instead of failing the pack."""
    text = json.dumps(content, ensure_ascii=False).translate(_FORBIDDEN)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for source in _TEMPLATES.glob("*.typ"):
            shutil.copy(source, root / source.name)
        for name, data in files.items():
            (root / name).write_bytes(data)
        for _ in range(4):
            (root / "data.json").write_text(text, encoding="utf-8")
            try:
                result = typst.compile(
                    str(root / template),
                    root=folder,
                    font_paths=[str(_TEMPLATES / "fonts")],
                    ignore_system_fonts=True,
                    format="pdf",
                    pdf_standards=["ua-1"],
                    timestamp=int(timestamp.timestamp()),
                )
            except typst.TypstError as error:
                unshown = _unshown(f"{error.message} {error.diagnostic}")
                if not unshown:
                    raise
                text = _named(text, unshown)
                for path in root.glob("*.svg"):
                    path.write_text(_named(path.read_text("utf-8"), unshown), "utf-8")
            else:
                assert isinstance(result, bytes)
                return result
    raise ValueError("This paper holds characters that cannot be set in type.")


def _unshown(message: str) -> set[str]:
    """The characters that Typst says no font has; it writes some of them as \\u{f0b7}."""
    found = "".join(_UNSHOWN.findall(message))
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)
    return {character for character in found if not character.isascii()}


def _named(text: str, unshown: set[str]) -> str:
    """Signs such as emoji become their names in square brackets, foreign letters a box."""
    for character in sorted(unshown):
        name = unicodedata.name(character, "").lower()
        sign = unicodedata.category(character) in {"So", "Sm", "Sk"} and name
        if unicodedata.category(character) in {"Mn", "Cf", "Cc", "Cs", "Me"}:
            text = text.replace(character, "")
        else:
            text = text.replace(character, f"[{name}]" if sign else "□")
    return text
