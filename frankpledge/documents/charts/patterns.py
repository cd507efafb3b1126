"""How classes of a map look: shades that survive a printer without colours, hatching, dots."""

from __future__ import annotations

import hashlib
from typing import Final

from frankpledge.documents.charts import drawing as d

# One green from light to dark, in even steps of lightness, for what is ordered; a warm and a cold
# hue for spots (safe for the colour-blind after ColorBrewer's RdBu), the cold ones dotted as well.
FILLS: Final[dict[str, str]] = {
    "1": "#f0f7f3",
    "2": "#b4d3c5",
    "3": "#78ad97",
    "4": "#3c7d64",
    "5": "#0b3d2e",
    "coldest": "#2166ac",
    "cold": "#a9cde6",
    "neither": "#f4f4f4",
    "hot": "#f4a582",
    "hottest": "#b2182b",
    "withheld": "#ffffff",
    "absent": "#ffffff",
}
_STROKES: Final[dict[str, tuple[str, str, float]]] = {
    "withheld": ("M0 6L6 0M-1 1L1 -1M5 7L7 5", d.QUIET, 1.0),
    "absent": ("M0 3h6", d.RULE, 0.75),
    "cold": ("M2 2h1.5M5 5h1.5", "#2166ac", 1.5),
    "coldest": ("M1 1.5h2M4 4.5h2", "#ffffff", 2.0),
}


class Patterns:
    """The patterns that one picture uses, under ids of its own: a page may hold several maps."""

    def __init__(self, content: str) -> None:
        self._prefix = f"fp-{hashlib.sha256(content.encode()).hexdigest()[:8]}"
        self._used: dict[str, None] = {}

    def fill(self, look: str) -> str:
        """What an area of this look is filled with: a colour, or a pattern to be defined."""
        if look not in _STROKES:
            return FILLS[look]
        self._used[look] = None
        return f"url(#{self._prefix}-{look})"

    def defined(self) -> list[str]:
        """The patterns that were asked for."""
        if not self._used:
            return []
        return ["<defs>", *(self._pattern(look) for look in self._used), "</defs>"]

    def _pattern(self, look: str) -> str:
        strokes, colour, thick = _STROKES[look]
        ground = d.tag("rect", width=6, height=6, fill=FILLS[look])
        lines = d.tag("path", d=strokes, fill="none", stroke=colour, stroke_width=thick)
        box = {"width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
        head = d.tag("pattern", id=f"{self._prefix}-{look}", **box)
        return f"{head[:-2]}>{ground}{lines}</pattern>"
