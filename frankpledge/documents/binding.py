"""Outside PDFs: opened safely, measured, and drawn into the numbered slots of a pack.

Only what a page shows comes in, as a Form XObject. Scripts, actions, attachments, comments and
form fields stay out (a filled-in field is drawn as it prints), and so do private data of the
program that made the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

# Marks that say nothing once a page is drawn as one picture; /OC hides layers, so it stays.
_MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_UPWARDS = frozenset({"/Parent", "/P", "/Pg"})
_DRAWN = frozenset({"/Widget", "/Stamp", "/FreeText"})
_STAYS = _DRAWN | {"/Link"}
# Keys of a drawn stream that lead to attachments, outside files or a program's private data.
_NEVER = (
    *("/AF", "/Metadata", "/PieceInfo", "/OPI", "/Ref", "/LastModified"),
    *("/F", "/FFilter", "/FDecodeParms", "/StructParent", "/StructParents"),
)

# What pikepdf raises on a file whose parts are not what they say they are.
_DAMAGE = (pikepdf.PdfError, ValueError, TypeError, LookupError, AttributeError, RuntimeError)

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


class UnreadablePdf(ValueError):
    """The PDF cannot be bound; the message is a plain sentence for whoever sent it."""


@dataclass(frozen=True, slots=True)
class PageShape:
    """The visible box of a page and how far it is turned, clockwise."""

    box: Box
    turned: int

    @property
    def wide(self) -> bool:
        """Whether it is wider than high when shown."""
        width, height = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (height > width) if self.turned in (90, 270) else (width > height)

    def into(self, slot: Box) -> Matrix:
        """The matrix that puts the page in the middle of the slot, upright and whole."""
        x0, y0, x1, y1 = self.box
        width, height = x1 - x0, y1 - y0
        if self.turned in (90, 270):
            width, height = height, width
        scale = min((slot[2] - slot[0]) / width, (slot[3] - slot[1]) / height)
        a, b, c, d = {
            0: (scale, 0.0, 0.0, scale),
            90: (0.0, -scale, scale, 0.0),
            180: (-scale, 0.0, 0.0, -scale),
            270: (0.0, scale, -scale, 0.0),
        }[self.turned]
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        e = (slot[0] + slot[2]) / 2 - (a * middle_x + c * middle_y)
        f = (slot[1] + slot[3]) / 2 - (b * middle_x + d * middle_y)
        return a, b, c, d, e, f


def moved(box: Box, matrix: Matrix) -> Box:
    """The box after the matrix, its corners in order."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def open_pdf(data: bytes) -> Pdf:
    """Opens a PDF without a password; raises `UnreadablePdf` with a plain sentence."""
    if b"%PDF" not in data[:1024]:
        raise UnreadablePdf("This file is not a PDF. Send the paper as a PDF, Word or ODF file.")
    try:
        pdf = pikepdf.open(io.BytesIO(data))
        count = len(pdf.pages)
        shapes = [shape_of(page) for page in pdf.pages]
    except pikepdf.PasswordError as error:
        raise UnreadablePdf(
            "This PDF is locked with a password. Remove the password and send it again."
        ) from error
    except _DAMAGE as error:
        raise UnreadablePdf(
            "This PDF is damaged and cannot be read. Make it again and send the new file."
        ) from error
    if not count or not shapes:
        raise UnreadablePdf("This PDF has no pages. Send the file with its pages.")
    return pdf


def page_count(data: bytes) -> int:
    """How many pages the PDF has; raises `UnreadablePdf`."""
    with open_pdf(data) as pdf:
        return len(pdf.pages)


def without_comments(data: bytes) -> tuple[bytes, int]:
    """The PDF without what reviewers wrote on it, and how many remarks that were.

    A pack does not draw them; who downloads the file would read them. Links, stamps, texts typed
    on a page and fields stay. The same bytes where there are none. Raises `UnreadablePdf`.
    """
    with open_pdf(data) as pdf:
        gone = 0
        for page in pdf.pages:
            found = page.obj.get("/Annots")
            if not isinstance(found, Array):
                continue
            kept = [one for one in found if _kind_of(one) in _STAYS]
            gone += sum(_kind_of(one) not in {*_STAYS, "/Popup"} for one in found)
            page.obj.Annots = Array(kept)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return (out.getvalue(), gone) if gone else (data, 0)


def _kind_of(annotation: Any) -> str:
    return str(annotation.get("/Subtype")) if isinstance(annotation, Dictionary) else ""


def is_tagged(data: bytes) -> bool:
    """Whether the PDF carries a structure that a screen reader can follow."""
    with open_pdf(data) as pdf:
        return has_tags(pdf)


def has_tags(pdf: Pdf) -> bool:
    """The same of an open PDF: marked as tagged, and with a structure tree that holds something."""
    root = pdf.Root
    mark = root.get("/MarkInfo")
    tree = root.get("/StructTreeRoot")
    if not isinstance(mark, Dictionary) or not isinstance(tree, Dictionary):
        return False
    return str(mark.get("/Marked")) == "True" and bool(kids(tree))


def is_marked(page: Page) -> bool:
    """Whether a page of a tagged PDF has marked content, or nothing on it at all.

    A scan put among tagged pages has none: there is nothing on it that a tag could point at.
    """
    contents = page.obj.get("/Contents")
    if contents is None:
        return True
    parts: list[Any] = list(contents) if isinstance(contents, Array) else [contents]
    data = b" ".join(part.read_bytes() for part in parts if isinstance(part, Stream))
    if not data.strip() or b"BDC" in data:
        return True
    forms = page.obj.get("/Resources", Dictionary())
    # Some programs put the whole page, marks included, into a form of its own.
    return any(
        b"BDC" in stream.read_bytes()
        for stream in _streams(forms)
        if stream.get("/Subtype") == Name.Form
    )


def kids(element: Dictionary) -> list[Any]:
    """An element's /K as a list, whichever way it is written."""
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def shape_of(page: Page) -> PageShape:
    """The page's visible box (its crop box within its media box) and its turn."""
    media = _box(page.mediabox) or (0.0, 0.0, 595.276, 841.89)
    crop = _box(page.cropbox) or media
    box = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    if box[2] - box[0] < 1 or box[3] - box[1] < 1:
        box = media
    return PageShape(box, _turn(page))


def _turn(page: Page) -> int:
    node: Any = page.obj
    # /Rotate may stand on any ancestor; 32 levels is deeper than any real page tree.
    for _ in range(32):
        if "/Rotate" in node:
            return round(float(node.Rotate) / 90) * 90 % 360
        if "/Parent" not in node:
            break
        node = node.Parent
    return 0


def _box(array: Any) -> Box | None:
    values = [float(value) for value in array]
    if len(values) != 4:
        return None
    x0, x1 = sorted((values[0], values[2]))
    y0, y1 = sorted((values[1], values[3]))
    return (x0, y0, x1, y1) if x1 - x0 >= 1 and y1 - y0 >= 1 else None


def flattened(source: Pdf) -> list[list[Dictionary]]:
    """Draws what prints of form fields and stamps into the pages; drops every annotation.

    Gives back the link annotations, page by page, for `graft` to judge.
    """
    links: list[list[Dictionary]] = []
    for page in source.pages:
        found = page.obj.get("/Annots")
        entries: list[Any] = list(found) if isinstance(found, Array) else []
        annotations: list[Any] = [entry for entry in entries if isinstance(entry, Dictionary)]
        links.append([a for a in annotations if str(a.get("/Subtype")) == "/Link"])
        page.obj.Annots = Array([a for a in annotations if str(a.get("/Subtype")) in _DRAWN])
    if any(len(page.obj.Annots) for page in source.pages):
        source.generate_appearance_streams()
        source.flatten_annotations("print")
        for page in source.pages:
            _as_artifact(page)
    return links


def _as_artifact(page: Page) -> None:
    """Marks what flattening appended as an artifact: it stands outside the file's own tags."""
    contents = page.obj.get("/Contents")
    if isinstance(contents, Array) and len(contents):
        last = contents[-1]
        data = last.read_bytes()
        if data.startswith(b"\nQ\n") and b"/Fxo" in data:
            last.write(b"\nQ\n/Artifact BMC\n" + data[3:] + b"\nEMC\n")


def page_form(page: Page, shape: PageShape, *, tagged: bool) -> Any:
    """The page as a Form XObject of its own file, cleaned; copy it with `copy_foreign`."""
    form: Any = page.as_form_xobject(handle_transformations=False)
    form.BBox = Array([Decimal(f"{value:.3f}") for value in shape.box])
    if "/Matrix" in form:
        del form["/Matrix"]
    for index, stream in enumerate(_streams(form)):
        for key in _NEVER:
            if key in stream:
                del stream[key]
        if not tagged and (index == 0 or stream.get("/Subtype") == Name.Form):
            _unmark(stream)
    return form


def _streams(start: Stream | Dictionary | Any) -> Iterator[Stream]:
    """Every stream that the form draws on, itself first."""
    seen: set[tuple[int, int]] = set()
    stack: list[Any] = [start]
    while stack:
        thing = stack.pop()
        if not isinstance(thing, Dictionary | Stream | Array):
            continue
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, Array):
            stack.extend(thing)
            continue
        if isinstance(thing, Stream):
            yield thing
        stack.extend(value for key, value in thing.items() if key not in _UPWARDS)


def _unmark(stream: Stream) -> None:
    """Takes marked content out of an untagged page: its numbers would clash with the pack's."""
    try:
        data = stream.read_bytes()
        if b"MC" not in data and b"DC" not in data and b"MP" not in data:
            return
        stack: list[bool] = []
        result: list[Any] = []
        instructions: Any = pikepdf.parse_content_stream(stream)
        for operands, operator in instructions:
            name = str(operator)
            if name in _MARKS:
                if name in ("BMC", "BDC"):
                    stack.append(bool(operands) and operands[0] == Name.OC)
                    if not stack[-1]:
                        continue
                elif name != "EMC" or not (stack.pop() if stack else False):
                    continue
            result.append((operands, operator))
        stream.write(pikepdf.unparse_content_stream(result))
    except (pikepdf.PdfError, ValueError, TypeError):
        # A stream that cannot be read is drawn as it is; readers skip what they cannot read too.
        return
