"""What stands above and below a chart: the finding, the unit, the note and the source."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.documents.charts import drawing as d

SIZE = 14.0


def heading(title: str, unit: str, width: float) -> tuple[list[str], float]:
    """The title and under it the unit, and where what follows may start."""
    y = 22.0
    lines = d.wrap(title, SIZE + 3, width - 8, bold=True)
    parts = d.written(lines, 4, y, SIZE + 3, font_weight="600")
    y += max(len(lines) - 1, 0) * 20.4
    said = d.wrap(unit, SIZE, width - 8)
    parts += d.written(said, 4, y + 22, SIZE, fill=d.QUIET)
    return parts, y + len(said) * 16.8 + 16


def sourced(source: str) -> str:
    """The source, said to be one; "" where there is none."""
    return f"Source: {source}" if source else ""


def foot(texts: Sequence[str], y: float, width: float) -> tuple[list[str], float]:
    """Notes and source below the line `y`, and where the last of them ends."""
    parts: list[str] = []
    for text in texts:
        lines = d.wrap(text, SIZE, width - 8)
        if lines:
            parts += d.written(lines, 4, y + SIZE * 1.5, SIZE, fill=d.QUIET)
            y += SIZE * 1.5 + (len(lines) - 1) * SIZE * 1.2
    return parts, y
