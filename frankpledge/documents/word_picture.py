"""Pictures in the formats that every Word reads; charts in SVG are drawn as PNG by Typst."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import typst
from PIL import Image

from frankpledge.documents.blocks import Figure
from frankpledge.documents.pictures import media_type_of
from frankpledge.documents.typst_data import TypstData

_FONTS = Path(__file__).parent / "typst" / "fonts"


def word_picture(figure: Figure) -> bytes | None:
    """PNG, JPEG or GIF bytes, or None when the picture cannot be shown."""
    media_type = media_type_of(figure.data)
    if media_type in {"image/png", "image/jpeg", "image/gif"}:
        return figure.data
    if media_type == "image/webp":
        with Image.open(io.BytesIO(figure.data)) as image:
            out = io.BytesIO()
            image.convert("RGBA").save(out, "PNG", dpi=(144, 144))
            return out.getvalue()
    if media_type == "image/svg+xml":
        return _drawn(figure)
    return None


def _drawn(figure: Figure) -> bytes | None:
    data = TypstData()
    data.blocks((figure,))
    with tempfile.TemporaryDirectory() as folder:
        for name, content in data.files.items():
            (Path(folder) / name).write_bytes(content)
            main = Path(folder) / "main.typ"
            page = "#set page(width: auto, height: auto, margin: 0pt)\n"
            page += '#set text(font: "Source Sans 3")'
            main.write_text(f'{page}\n#image("{name}")\n', encoding="utf-8")
            try:
                result = typst.compile(
                    str(main),
                    root=folder,
                    font_paths=[str(_FONTS)],
                    ignore_system_fonts=True,
                    format="png",
                    ppi=200,
                )
            except typst.TypstError:
                return None
            assert isinstance(result, bytes)
            return _with_density(result)
    return None


def _with_density(png: bytes) -> bytes:
    """Word takes a picture's size from its density, which Typst does not write."""
    with Image.open(io.BytesIO(png)) as image:
        out = io.BytesIO()
        image.convert("RGB").save(out, "PNG", dpi=(200, 200))
        return out.getvalue()
