"""Draws outside PDFs into the numbered slot pages that Typst laid out for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from frankpledge.documents.binding import (
    Box,
    PageShape,
    UnreadablePdf,
    flattened,
    has_tags,
    is_marked,
    kids,
    open_pdf,
    page_form,
    shape_of,
)
from frankpledge.documents.graft import DrawnPage, Graft
from frankpledge.documents.pack import BoundPdf
from frankpledge.documents.tagging import Tree

# What pikepdf raises on a file whose parts are not what they say they are.
_DAMAGE = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError)
_DAMAGED = "This PDF is damaged and cannot be drawn. Make it again and send the new file."
TOKEN = re.compile(r"slot-\d+-\d+-\d+")


@dataclass(frozen=True, slots=True)
class Outside:
    """One outside paper, opened: what is needed to lay out its slots and to fill them."""

    paper: BoundPdf
    pdf: Pdf
    shapes: tuple[PageShape, ...]
    # For each page, whether its own tags come along; all False when the paper has none.
    tagged: tuple[bool, ...]
    # The tokens of its slots in page order, and the level of the heading it stands under.
    tokens: tuple[str, ...]
    heading: int


def outside(paper: BoundPdf, name: str, heading: int) -> Outside:
    """Opens an outside paper; `UnreadablePdf` names the paper."""
    pdf = open_pdf(paper.data)
    shapes = tuple(shape_of(page) for page in pdf.pages)
    tokens = tuple(f"{name}-{index}" for index in range(len(shapes)))
    try:
        tagged = tuple(has_tags(pdf) and is_marked(page) for page in pdf.pages)
    except _DAMAGE as error:
        raise UnreadablePdf(_DAMAGED) from error
    return Outside(paper, pdf, shapes, tagged, tokens, heading)


def fill(tree: Tree, slots: Mapping[str, Dictionary], papers: Sequence[Outside]) -> None:
    """Draws every paper's pages into its slots and joins its tags to the tree.

    `slots`: the Figure elements that Typst made of the empty slots, by their token.
    """
    for number, paper in enumerate(papers):
        try:
            _fill_one(tree, slots, paper, f"b{number}-")
            _join_layers(tree.pdf, paper.pdf)
        except _DAMAGE as error:
            named = f"{paper.paper.title} ({paper.paper.filename})"
            raise UnreadablePdf(f"{named}: {_DAMAGED}") from error


def _fill_one(tree: Tree, slots: Mapping[str, Dictionary], paper: Outside, prefix: str) -> None:
    flattened(paper.pdf)
    drawn: dict[tuple[int, int], DrawnPage] = {}
    grafted: list[Dictionary] = []
    for index, token in enumerate(paper.tokens):
        figure, shape, tagged = slots[token], paper.shapes[index], paper.tagged[index]
        source = paper.pdf.pages[index]
        form: Any = tree.pdf.copy_foreign(page_form(source, shape, tagged=tagged))
        page = figure.Pg
        matrix = shape.into(_slot_box(figure))
        _draw(tree, page, form, matrix, shape.box, tagged=tagged)
        if tagged:
            drawn[source.obj.objgen] = DrawnPage(page, form, matrix)
            grafted.append(figure)
        else:
            figure.Alt = String(_says(paper, index))
    if grafted:
        first, *rest = grafted
        _clear(rest)
        Graft(tree, paper.pdf, drawn, prefix, paper.heading).onto(first, paper.paper.title)


def _says(paper: Outside, index: int) -> str:
    """What stands for a page that cannot be read aloud: what it is, and where to turn."""
    where = paper.paper.original.strip().rstrip(".")
    original = f"the original is at {where}" if " " not in where else where
    what = "page" if any(paper.tagged) else "paper"
    return (
        f"Page {index + 1} of {len(paper.tokens)} of {paper.paper.title}. "
        f"This {what} is not accessible; {original}."
    )


def _slot_box(figure: Dictionary) -> Box:
    for entry in figure.A:
        if isinstance(entry, Dictionary) and "/BBox" in entry:
            x0, y0, x1, y1 = (float(value) for value in entry.BBox)
            return x0, y0, x1, y1
    raise ValueError("A slot for an outside page has no box.")


def _draw(tree: Tree, page: Object, form: Any, matrix: Any, box: Box, *, tagged: bool) -> None:
    """Puts the drawing where Typst drew the empty slot, in its marked content or in place of it."""
    # A name of our own: pikepdf would make one up at random, and the bytes would differ.
    name = pikepdf.Page(page).add_resource(form, Name.XObject, name=Name("/Bound"))
    numbers = [Decimal(f"{value:.5f}") for value in matrix]
    frame = [Decimal(f"{v:.3f}") for v in (box[0], box[1], box[2] - box[0], box[3] - box[1])]
    drawing: list[Any] = [
        ([], pikepdf.Operator("q")),
        (numbers, pikepdf.Operator("cm")),
        ([name], pikepdf.Operator("Do")),
        ([], pikepdf.Operator("Q")),
    ]
    # A hairline shows where the outside page ends; it is decoration, so an artifact.
    edge: list[Any] = [
        ([Name.Artifact], pikepdf.Operator("BMC")),
        ([], pikepdf.Operator("q")),
        (numbers, pikepdf.Operator("cm")),
        ([Decimal("0.7")], pikepdf.Operator("G")),
        ([Decimal(f"{0.4 / max(abs(matrix[0]), abs(matrix[1])):.4f}")], pikepdf.Operator("w")),
        (frame, pikepdf.Operator("re")),
        ([], pikepdf.Operator("S")),
        ([], pikepdf.Operator("Q")),
        ([], pikepdf.Operator("EMC")),
    ]
    before, mark, after = _around_slot(page)
    if tagged:
        # Its own tags take the place of the slot's mark.
        tree.parents[int(page.StructParents)][int(mark.MCID)] = None
    else:
        opening = ([Name.Figure, Dictionary(MCID=int(mark.MCID))], pikepdf.Operator("BDC"))
        drawing = [opening, *drawing, ([], pikepdf.Operator("EMC"))]
    content = pikepdf.unparse_content_stream([*before, *drawing, *edge, *after])
    page.Contents = tree.pdf.make_stream(content)
    page.Tabs = Name.S


def _around_slot(page: Object) -> tuple[list[Any], Dictionary, list[Any]]:
    """The page's operators before the slot, the slot's mark, and the operators after it."""
    operators: list[Any] = list(pikepdf.parse_content_stream(page))
    start, depth = -1, 0
    for index, (operands, operator) in enumerate(operators):
        name = str(operator)
        if start < 0:
            if name == "BDC" and _is_slot(operands):
                start, depth = index, 1
        elif name in ("BDC", "BMC"):
            depth += 1
        elif name == "EMC":
            depth -= 1
            if not depth:
                return operators[:start], operators[start][0][1], operators[index + 1 :]
    raise ValueError("A slot page holds no slot.")


def _is_slot(operands: Sequence[Any]) -> bool:
    properties = operands[1] if len(operands) > 1 else None
    return isinstance(properties, Dictionary) and bool(
        TOKEN.fullmatch(str(properties.get("/Alt", "")))
    )


def _clear(figures: Any) -> None:
    """Takes the elements of a tagged paper's further slots out of the tree."""
    for figure in figures:
        parent = figure.P
        rest = [kid for kid in kids(parent) if not _same(kid, figure)]
        parent.K = Array(rest)


def _same(one: Any, other: Dictionary) -> bool:
    return isinstance(one, Dictionary) and bool(one.objgen[0]) and one.objgen == other.objgen


def _join_layers(pdf: Pdf, source: Pdf) -> None:
    """Keeps layers that were switched off switched off, with no other rule of the source."""
    layers: Any = source.Root.get("/OCProperties")
    if not isinstance(layers, Dictionary) or not isinstance(layers.get("/OCGs"), Array):
        return
    standard: Any = layers.get("/D")
    standard = standard if isinstance(standard, Dictionary) else Dictionary()
    groups = [group for group in layers.OCGs if isinstance(group, Dictionary) and group.is_indirect]
    if standard.get("/BaseState") == Name.OFF:
        on = {group.objgen for group in standard.get("/ON", Array())}
        off = [group for group in groups if group.objgen not in on]
    else:
        off = [group for group in standard.get("/OFF", Array()) if isinstance(group, Dictionary)]
    if "/OCProperties" not in pdf.Root:
        named = Dictionary(Name=String("Layers"), OFF=Array(), Order=Array())
        pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=named)
    ours: Any = pdf.Root.OCProperties
    for group in groups:
        ours.OCGs.append(pdf.copy_foreign(group))
    for group in off:
        if group.is_indirect:
            ours.D.OFF.append(pdf.copy_foreign(group))
