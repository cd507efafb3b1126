"""Writing SVG: presentation attributes only; text is measured roughly and wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from frankpledge.documents import safe

# Packs hold the first of these; a browser takes whichever of the rest its computer has.
FONTS: Final = (
    "'Source Sans 3', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
)
INK: Final = "#0b0c0c"
QUIET: Final = "#484949"
BRAND: Final = "#0b4f3c"
RULE: Final = "#6f7774"
FAINT: Final = "#e1e6e3"
BAND: Final = "#eef2f0"
# Text over lines and shades: a white rim, drawn beneath the letters.
HALO: Final[dict[str, object]] = {
    "stroke": "#ffffff",
    "stroke_width": 4,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}

_NARROW, _WIDE = set("iIlj.,:;'’|!()[]ft -"), set("mwMWQO@%—")


def clean(text: str) -> str:
    """The text without what XML cannot hold, on one line."""
    return " ".join(safe.clean(text).split())


def tag(name: str, text: str | None = None, /, **attributes: object) -> str:
    """One element. `text` is escaped; `font_size=14` is written font-size="14"."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return (
        f"<{name}{written}/>"
        if text is None
        else f"<{name}{written}>{escape(clean(text))}</{name}>"
    )


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide the text is, on the generous side: no font is opened."""
    units = sum(0.36 if c in _NARROW else 0.92 if c in _WIDE else 0.6 for c in text)
    return units * size * (1.12 if bold else 1.0)


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The text in lines of about `width`; a word that is longer has a line of its own."""
    lines: list[str] = []
    for word in clean(text).split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def written(
    lines: Sequence[str], x: float, y: float, size: float, **attributes: object
) -> list[str]:
    """Lines of text below one another, the first on the line `y`."""
    step = round(size * 1.2, 1)
    return [
        tag("text", line, x=x, y=y + index * step, font_size=size, **attributes)
        for index, line in enumerate(lines)
    ]


def path(places: Sequence[tuple[float, float]]) -> str:
    """The `d` of straight lines through the places."""
    start, *rest = [f"{_value(float(x))} {_value(float(y))}" for x, y in places]
    return "M" + " L".join([start, *rest])


def stepped(places: Sequence[tuple[float, float]], half: float) -> list[tuple[float, float]]:
    """The places as level steps, each `half` a step wide to both sides."""
    return [(x + side, y) for x, y in places for side in (-half, half)]


def document(
    width: float, height: float, title: str, desc: str, parts: Sequence[str], role: str = "img"
) -> bytes:
    """The whole SVG: an image with a name and a description, on white.

    `role` is "group" where it holds links, for nothing within an image can be reached.
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" viewBox="0 0 {_value(width)} '
        f'{_value(height)}" width="{_value(width)}" height="{_value(height)}" '
        f"font-family={quoteattr(FONTS)} fill={quoteattr(INK)}>"
    )
    words = [tag("title", title), tag("desc", desc)]
    ground = tag("rect", x=0, y=0, width=width, height=height, fill="#ffffff")
    return "\n".join([head, *words, ground, *parts, "</svg>\n"]).encode()
