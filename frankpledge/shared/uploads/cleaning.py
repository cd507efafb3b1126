"""A file that somebody sent: told by its content, held against its name, made clean.

Start here. What a kind of file may hold and do is in the module of that kind.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import IO, Final

from frankpledge.shared.uploads import kinds
from frankpledge.shared.uploads.kinds import Kind, NotTaken, kind_of
from frankpledge.shared.uploads.odf import clean_odf
from frankpledge.shared.uploads.ooxml import clean_ooxml
from frankpledge.shared.uploads.others import check_email, check_old_office, clean_picture
from frankpledge.shared.uploads.pdf import clean_pdf
from frankpledge.shared.words import spell_list

_CLEANED: Final[dict[Kind, Callable[[bytes], bytes]]] = {
    kinds.PDF: clean_pdf,
    kinds.DOCX: clean_ooxml,
    kinds.XLSX: clean_ooxml,
    kinds.XLSB: clean_ooxml,
    kinds.PPTX: clean_ooxml,
    kinds.ODT: clean_odf,
    kinds.ODS: clean_odf,
    kinds.ODP: clean_odf,
    kinds.PNG: clean_picture,
    kinds.JPEG: clean_picture,
    kinds.GIF: clean_picture,
}
_OLD: Final = (kinds.XLS, kinds.DOC, kinds.PPT, kinds.MSG)
_TODAYS: Final = {
    kinds.DOC: ".docx",
    kinds.RTF: ".docx",
    kinds.XLS: ".xlsx",
    kinds.XLSB: ".xlsx",
    kinds.PPT: ".pptx",
}
# Endings of office files with macros: they are kept without, so they are called as those without.
_RENAMED: Final = {".xlsm": ".xlsx", ".docm": ".docx", ".pptm": ".pptx"}


LONGEST_STEM: Final = 180


def checked_kind(name: str, file: IO[bytes], accepted: Sequence[str]) -> Kind:
    """What the file is, where its content, its name and `accepted` (endings) agree.

    Raises NotTaken, saying what it is and what can be taken.
    """
    kind = kind_of(file)
    ending = PurePosixPath(name).suffix.lower()
    if not file.read(1):
        raise NotTaken(f"“{name}” is empty. Choose the file again.")
    file.seek(0)
    if kind is kinds.LOCKED:
        raise NotTaken(f"“{name}” is locked with a password. Remove it and send the file again.")
    if kind is kinds.BROKEN_ARCHIVE:
        raise NotTaken(
            f"“{name}” is damaged, cut short or locked with a password. Open it in the program "
            "that made it, save it again and send that."
        )
    taken = {*accepted, *(old for old, new in _RENAMED.items() if new in accepted)}
    if not set(kind.endings) & taken:
        today = _TODAYS.get(kind)
        if today in accepted:
            raise NotTaken(f"“{name}” is {kind.words}. Save it as {today} and send that.")
        raise NotTaken(f"“{name}” is {kind.words}. Here you can send {spell_list(list(accepted))}.")
    if ending not in kind.endings or ending not in taken:
        raise NotTaken(
            f"“{name}” is named {ending or 'without an ending'} but is {kind.words}. Give it its "
            "right name and send it again."
        )
    return kind


def cleaned(name: str, data: bytes, kind: Kind) -> tuple[str, bytes]:
    """The file without what acts, reaches out or names who made it, and the name to keep it under.

    Raises NotTaken, with the reason, for what cannot be made so.
    """
    path = PurePosixPath(name)
    try:
        if kind in _OLD:
            check_old_office(data)
        elif kind is kinds.TEXT and path.suffix.lower() == ".eml":
            check_email(data)
    except NotTaken as error:
        raise NotTaken(f"“{name}”: {error}") from error
    short = path.stem[:LONGEST_STEM]
    if kind not in _CLEANED:
        return short + path.suffix, data
    try:
        made = _CLEANED[kind](data)
    except NotTaken as error:
        raise NotTaken(f"“{name}”: {error}") from error
    return short + _RENAMED.get(path.suffix.lower(), path.suffix), made


def clean_upload(name: str, data: bytes, accepted: Sequence[str]) -> tuple[str, bytes]:
    """All of it at once, for what does not come through a form. Raises NotTaken."""
    return cleaned(name, data, checked_kind(name, io.BytesIO(data), accepted))
