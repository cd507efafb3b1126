"""Whether a chart in SVG can be drawn: one that cannot would stop the whole pack it stands in."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

import typst

_PAGE: Final = '#set page(width: auto, height: auto, margin: 0pt)\n#image("it.svg", width: 1cm)\n'


@lru_cache(maxsize=256)
def can_be_drawn(data: bytes) -> bool:
    """Whether the bytes are SVG that Typst draws. Entities of its own and links to files are not.

    It is drawn once by itself: whatever Typst would refuse in the pack, it refuses here.
    """
    if b"<!ENTITY" in data or not _is_xml(data):
        return False
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "it.svg").write_bytes(data)
        main = Path(folder) / "main.typ"
        main.write_text(_PAGE, encoding="utf-8")
        try:
            typst.compile(str(main), root=folder, ignore_system_fonts=True, format="png", ppi=72)
        except typst.TypstError:
            return False
    return True


def _is_xml(data: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError:
        return False
    return True
