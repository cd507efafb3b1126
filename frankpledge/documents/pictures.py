"""Pictures checked before they go into a paper: a broken one must not stop a whole pack."""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

from frankpledge.documents.blocks import Figure

_WEB = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_MOST_PIXELS = 60_000_000


def media_type_of(data: bytes) -> str:
    """The picture's type from its own bytes, "" when it is none that can be shown."""
    if b"<svg" in data[:4096]:
        return "image/svg+xml"
    try:
        # Pillow warns of decompression bombs; here every warning is a refusal.
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                if width * height > _MOST_PIXELS:
                    return ""
                image.load()
                return _WEB.get(image.format or "", "other")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning):
        return ""
    except Image.DecompressionBombError:
        return ""


def picture(data: bytes, alt: str = "", caption: str = "") -> Figure | None:
    """A `Figure` of the picture, converted to PNG where browsers and Typst need it; or None."""
    media_type = media_type_of(data)
    if media_type == "other":
        try:
            with Image.open(io.BytesIO(data)) as image:
                out = io.BytesIO()
                image.convert("RGBA" if "A" in image.getbands() else "RGB").save(out, "PNG")
        except (OSError, ValueError):
            return None
        data, media_type = out.getvalue(), "image/png"
    return Figure(data, media_type, alt, caption) if media_type else None
