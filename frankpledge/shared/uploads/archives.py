"""An office file as the zip archive that it is: opened within limits, written anew.

Nothing of the archive itself is carried over, only the parts that are named: what stands before,
between or after them, by which a file can be two kinds at once, is gone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, Final

from frankpledge.shared.uploads.kinds import BROKEN, NotTaken
from frankpledge.shared.uploads.markup import DAMAGED, parsed

MOST_PARTS: Final = 5_000
MOST_INSIDE: Final = 150 * 1024 * 1024
MOST_IN_PART: Final = 64 * 1024 * 1024
# So many times its size a real part unpacks to; the XML of an empty sheet comes to some forty.
MOST_TIMES: Final = 400
SMALL_ENOUGH: Final = 8 * 1024 * 1024
# A part whose name is one of these leaves its folder, or is read as another by some programs.
_BAD_NAME: Final = re.compile(r"(^|/)\.\.(/|$)|^/|\\|^[A-Za-z]:|[\x00-\x1f]")
_IS_LOCKED: Final = 1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
LOCKED: Final = "This file is locked with a password. Remove the password and send it again."


class Parts(dict[str, bytes]):
    """What an archive holds, by name, in its order."""

    def parsed(self, name: str) -> Any:
        """The XML of a part. Raises NotTaken for what is no XML, or defines words of its own."""
        return parsed(self[name])


def unpacked(data: bytes) -> Parts:
    """Every part of an archive. Raises NotTaken for one that is locked, broken or made to harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _check(entries)
            found = Parts()
            left = MOST_INSIDE
            for entry in entries:
                # The sizes that an archive declares may lie, so no more than is left is unpacked.
                with archive.open(entry) as part:
                    found[entry.filename] = part.read(min(left, MOST_IN_PART) + 1)
                size = len(found[entry.filename])
                left -= size
                if left < 0 or size > MOST_IN_PART or _swells(size, entry.compress_size):
                    raise NotTaken(_TOO_MUCH)
    except NotTaken:
        raise
    except BROKEN as error:
        raise NotTaken(DAMAGED) from error
    return found


_TOO_MUCH: Final = (
    "This file unpacks to far more than its size, to more than 150 MB, or to more than 5,000 "
    "parts. No paper does: check the file, or send it in parts."
)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_INSIDE:
        raise NotTaken(_TOO_MUCH)
    if any(one.flag_bits & _IS_LOCKED for one in entries):
        raise NotTaken(f"This file is damaged, or locked with a password. {_MEND}")
    names = [one.filename.lower() for one in entries]
    # Two parts of one name: one program reads the first, another the last.
    if len(set(names)) < len(names) or any(_BAD_NAME.search(one.filename) for one in entries):
        raise NotTaken(DAMAGED)
    if any(one.compress_type not in _METHODS for one in entries):
        raise NotTaken(DAMAGED)


_MEND: Final = "Remove the password, save it again and send that."


def _swells(size: int, packed: int) -> bool:
    return size > SMALL_ENOUGH and size > MOST_TIMES * max(packed, 1)


def packed(parts: Mapping[str, bytes], *, first: Iterable[str] = ()) -> bytes:
    """The parts as an archive. `first`: those that stand at its start, not compressed.

    The same parts give the same bytes: no clock, no system.
    """
    early = [name for name in first if name in parts]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in (*early, *(one for one in parts if one not in early)):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_STORED if name in early else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return out.getvalue()
