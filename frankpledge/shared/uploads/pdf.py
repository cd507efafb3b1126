"""PDF files without what acts, carries other files or names people."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any, Final

import pikepdf
from lxml.etree import LxmlError
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from frankpledge.shared.uploads.archives import LOCKED
from frankpledge.shared.uploads.kinds import NotTaken
from frankpledge.shared.uploads.links import is_plain

MOST_OBJECTS: Final = 500_000
MOST_DRAWN: Final = 400 * 1024 * 1024
"""Bytes that everything but pictures may unpack to, all together."""
_MOST_DEPTH: Final = 100
_DAMAGED: Final = "This PDF is damaged and cannot be read. Make it again and send the new file."
_TOO_MUCH: Final = (
    "This PDF unpacks to far more than any paper. Print it to a new PDF and send that, or send it "
    "in parts."
)
# Wherever they stand: what runs, opens by itself, or is a program's own.
_NEVER: Final = (
    *("/AA", "/JS", "/JavaScript", "/OpenAction", "/EmbeddedFiles", "/AF", "/Launch", "/XFA"),
    *("/RichMediaContent", "/RichMediaSettings", "/PieceInfo", "/OPI", "/Collection"),
    *("/NeedsRendering", "/Renditions", "/AlternatePresentations"),
)
_ACTIONS: Final = frozenset({"/GoTo", "/URI"})
_GOES: Final = frozenset(
    {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/TrapNet"}
)
_SAID: Final = ("/Title", "/Subject")
# Of the description in XML: what it is called, its language, and the standards it is made to.
_KEPT: Final = (
    "{http://purl.org/dc/elements/1.1/}title",
    "{http://purl.org/dc/elements/1.1/}language",
    "{http://www.aiim.org/pdfua/ns/id/}",
    "{http://www.aiim.org/pdfa/ns/id/}",
)
# Where a stream says that its bytes stand in another file.
_ELSEWHERE: Final = ("/F", "/FFilter", "/FDecodeParms")


def clean_pdf(data: bytes) -> bytes:
    """The file anew. Raises NotTaken where it is locked, broken or made to harm."""
    if zipfile.is_zipfile(io.BytesIO(data[-(1 << 17) :])):
        raise NotTaken(
            "This file is a PDF and a zip archive at once. Print it to a new PDF and send that."
        )
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise NotTaken(_TOO_MUCH)
            if not len(pdf.pages):
                raise NotTaken("This PDF has no pages. Send the file with its pages.")
            _check_size(pdf)
            _without_action(pdf)
            _without_names(pdf)
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True, fix_metadata_version=False)
            return out.getvalue()
    except pikepdf.PasswordError as error:
        raise NotTaken(LOCKED) from error
    except NotTaken:
        raise
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotTaken(_DAMAGED) from error
    except (RuntimeError, RecursionError, IndexError, OverflowError) as error:
        raise NotTaken(_DAMAGED) from error


def _check_size(pdf: Pdf) -> None:
    """Unpacks without keeping what pages are drawn with; pictures are never unpacked here."""
    left = MOST_DRAWN
    for one in pdf.objects:
        if isinstance(one, Stream) and one.get("/Subtype") != Name.Image:
            left -= _size_of(one, left)
            if left < 0:
                raise NotTaken(_TOO_MUCH)


def _size_of(stream: Stream, most: int) -> int:
    """How long a stream is once unpacked; where more than `most`, any number above it."""
    filters = stream.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)]
    if len(names) > 2:
        raise NotTaken(_TOO_MUCH)
    data = stream.read_raw_bytes()
    for name in names:
        if name not in {"/FlateDecode", "/Fl"}:
            # The others make a byte into at most some hundred bytes.
            return len(data) * (130 if name in {"/RunLengthDecode", "/LZWDecode"} else 1)
        decoder = zlib.decompressobj()
        try:
            data = decoder.decompress(data, most + 1)
        except zlib.error:
            return len(data)
    return len(data)


def _without_action(pdf: Pdf) -> None:
    """Goes through every object for what acts, and through what stands inside each."""
    for one in pdf.objects:
        _clean(one, 0)


def _clean(thing: Any, depth: int) -> None:
    if depth > _MOST_DEPTH:
        raise NotTaken(_DAMAGED)
    if isinstance(thing, Array):
        for one in list(thing):
            if isinstance(one, Array | Dictionary) and not one.is_indirect:
                _clean(one, depth + 1)
        return
    if not isinstance(thing, Dictionary | Stream):
        return
    if "/Rect" in thing and thing.get("/Subtype") != Name.Widget and "/T" in thing:
        # Of a comment, who wrote it. (Of a field to fill in, its name.)
        del thing["/T"]
    for key in list(thing.keys()):
        if key in _NEVER or (key in _ELSEWHERE and isinstance(thing, Stream)):
            del thing[key]
            continue
        value = thing[key]
        if key in {"/A", "/PA", "/Next"} and _acts(value):
            del thing[key]
        elif key == "/Annots" and isinstance(value, Array):
            thing[key] = Array([one for one in value if not _is_carrier(one)])
        elif isinstance(value, Array | Dictionary) and not value.is_indirect:
            _clean(value, depth + 1)


def _acts(value: Any) -> bool:
    """Whether an action is any but going to a place in the file, or to a plain address."""
    if isinstance(value, Array):
        return any(_acts(one) for one in value)
    if not isinstance(value, Dictionary):
        return False
    kind = value.get("/S")
    if kind is None or "/S" not in value:
        return False
    if str(kind) == "/URI":
        return not is_plain(str(value.get("/URI", "")))
    return isinstance(kind, Name) and str(kind) not in _ACTIONS


def _is_carrier(annotation: Any) -> bool:
    return isinstance(annotation, Dictionary) and str(annotation.get("/Subtype")) in _GOES


def _without_names(pdf: Pdf) -> None:
    """Of what the file says about itself its title stays, and the standards that it meets."""
    info = pdf.trailer.get("/Info")
    if isinstance(info, Dictionary):
        for key in list(info.keys()):
            if key not in _SAID:
                del info[key]
    if "/Metadata" not in pdf.Root:
        return
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            kept = {key: about[key] for key in about if key.startswith(_KEPT)}
            about.clear()
            about.update(kept)
    except (ValueError, KeyError, TypeError, NotImplementedError, LxmlError):
        del pdf.Root["/Metadata"]
