"""Slow, obvious checks of a tagged PDF, written apart from the code that they check."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Pdf, Stream

_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "sh", "EI"}


def opened(data: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(data))


def page_texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return texts
    finally:
        document.close()


def picture(data: bytes, page: int) -> Any:
    """The page as a greyscale picture, a point a pixel."""
    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=1).to_pil().convert("L")
    finally:
        document.close()


def kids(element: Any) -> list[Any]:
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def elements(root: Any) -> Iterator[Any]:
    for kid in kids(root):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def parent_tree(pdf: Pdf) -> dict[int, Any]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def bookmarks(pdf: Pdf) -> list[tuple[int, str]]:
    result: list[tuple[int, str]] = []

    def walk(items: Any, depth: int) -> None:
        for entry in items:
            result.append((depth, entry.title))
            walk(entry.children, depth + 1)

    with pdf.open_outline() as outline:
        walk(outline.root, 0)
    return result


def faults(pdf: Pdf) -> list[str]:
    """What breaks the bond between marked content and the structure tree: nothing, it is hoped."""
    found: list[str] = []
    parents = parent_tree(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        if "/StructParents" not in page.obj:
            found.append(f"page {number} has no structure")
            continue
        _stream_faults(page.obj, page.obj, parents, f"page {number}", found, page.obj)
        for annotation in page.obj.get("/Annots", Array()):
            owner = parents.get(int(annotation.get("/StructParent", -1)))
            if owner is None or not any(
                isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR" for kid in kids(owner)
            ):
                found.append(f"page {number}: an annotation is not in the tree")
            if "/Contents" not in annotation:
                found.append(f"page {number}: a link says nothing")
    found.extend(_element_faults(pdf))
    return found


def _stream_faults(
    stream: Any, holder: Any, parents: dict[int, Any], where: str, found: list[str], page: Any
) -> None:
    owners = parents.get(int(holder.get("/StructParents", -1)))
    stack: list[str] = []
    instructions: Any = pikepdf.parse_content_stream(stream)
    for operands, operator in instructions:
        name = str(operator)
        if name in {"BDC", "BMC"}:
            stack.append(_mark(operands, stream, owners, where, found))
        elif name == "EMC":
            stack.pop()
        elif name == "Do" and not any(stack):
            form = stream.Resources.XObject[str(operands[0])]
            if isinstance(form, Stream) and "/StructParents" in form:
                _stream_faults(form, form, parents, f"{where} {operands[0]}", found, page)
            else:
                found.append(f"{where}: {operands[0]} is drawn outside any mark")
        elif name in _PAINTS and not any(stack):
            found.append(f"{where}: {name} outside any mark")
    if stack:
        found.append(f"{where}: a mark is not closed")


def _mark(operands: Any, stream: Any, owners: Any, where: str, found: list[str]) -> str:
    properties = operands[1] if len(operands) > 1 else Dictionary()
    if not isinstance(properties, Dictionary):
        properties = stream.Resources.Properties[str(properties)]
    if "/MCID" not in properties:
        return str(operands[0]) if str(operands[0]) == "/Artifact" else ""
    mark = int(properties.MCID)
    owner = owners[mark] if owners is not None and mark < len(owners) else None
    if owner is None:
        found.append(f"{where}: mark {mark} is not in the parent tree")
    elif not any(
        kid == mark or (isinstance(kid, Dictionary) and kid.get("/MCID") == mark)
        for kid in kids(owner)
    ):
        found.append(f"{where}: mark {mark} is not among its element's children")
    return "marked"


def _element_faults(pdf: Pdf) -> Iterator[str]:
    level = 0
    ids: list[bytes] = []
    for element in elements(pdf.Root.StructTreeRoot):
        kind = str(element.S)
        for kid in kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid and kid.P.objgen != element.objgen:
                yield f"a {kid.S} does not know its parent, a {kind}"
        if kind == "/Figure" and not str(element.get("/Alt", "")):
            yield "a figure has no description"
        if kind == "/Note" and "/ID" not in element:
            yield "a note has no id"
        if "/ID" in element:
            ids.append(bytes(element.ID))
        if kind[1:2] == "H" and kind[2:].isdecimal():
            if int(kind[2:]) > level + 1:
                yield f"heading {kind} follows level {level}"
            level = int(kind[2:])
    if len(set(ids)) != len(ids):
        yield "two elements have one id"
