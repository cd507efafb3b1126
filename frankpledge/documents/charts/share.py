"""Shares of a whole as SVG: a curve against the even spread, its telling points named."""

from __future__ import annotations

from frankpledge.documents.charts import drawing as d
from frankpledge.documents.charts.comparing import ShareCurve
from frankpledge.documents.charts.describe import describe
from frankpledge.documents.charts.describe_places import share_words
from frankpledge.documents.charts.heading import foot, heading, sourced
from frankpledge.documents.charts.marks import dot
from frankpledge.documents.charts.scale import Frame, spread_out

SIZE = 14.0
_SHARES = (0.0, 25.0, 50.0, 75.0, 100.0)


def share_curve(chart: ShareCurve, *, width: int = 480) -> bytes:
    """The curve as SVG, as high as it is wide, for a page (480) or a phone (320)."""
    parts, y = heading(chart.title, f"share of {chart.counted}", width)
    left, top = 54.0, y + 4
    side = min(width - left - 20, 340.0)
    # Its one "period" is as wide as the plot, so that a share of 0 stands at the left edge.
    frame = Frame(left, left + side, top, top + side, 0.0, 100.0, 1)
    parts += [*_ground(frame), *_curves(chart, frame), *_named(chart, frame, width)]
    if not chart.curves:
        parts += d.written(["No figures yet"], left + 12, top + 30, SIZE, fill=d.QUIET)
    across = [f"share of {chart.whole}"]
    y = frame.bottom + 2.7 * SIZE + 6
    parts += d.written(across, frame.right, y, SIZE, text_anchor="end", fill=d.QUIET)
    below, y = foot([chart.note, sourced(chart.source)], y, width)
    return d.document(width, y + 10, chart.title, describe(chart), [*parts, *below])


def _place(frame: Frame, share: float, height: float) -> tuple[float, float]:
    return frame.x(share / 100 - 0.5), frame.y(height)


def _line(places: list[tuple[float, float]], colour: str, thick: float, dashes: str = "") -> str:
    look = {"fill": "none", "stroke": colour, "stroke_width": thick, "stroke_linejoin": "round"}
    return d.tag("path", d=d.path(places), **look, stroke_dasharray=dashes or None)


def _ground(frame: Frame) -> list[str]:
    parts: list[str] = []
    for share in _SHARES:
        colour = d.RULE if share == 0 else d.FAINT
        parts.append(_line([_place(frame, 0, share), _place(frame, 100, share)], colour, 1))
        parts.append(_line([_place(frame, share, 0), _place(frame, share, 100)], colour, 1))
        words, (x, y) = [f"{share:.0f}%"], _place(frame, share, share)
        parts += d.written(words, frame.left - 7, y + 5, SIZE, text_anchor="end", fill=d.QUIET)
        parts += d.written(
            words, x, frame.bottom + SIZE + 5, SIZE, text_anchor="middle", fill=d.QUIET
        )
    return parts


def _curves(chart: ShareCurve, frame: Frame) -> list[str]:
    """The even spread, the further curves and the first, each with its name beside it."""
    parts = [_line([_place(frame, 0, 0), _place(frame, 100, 100)], d.INK, 1.25, "2 4")]
    for curve in chart.curves[1:]:
        parts.append(_line([_place(frame, *point) for point in curve.points], d.RULE, 1.5, "7 3"))
    for curve in chart.curves[:1]:
        parts.append(_line([_place(frame, *point) for point in curve.points], d.BRAND, 2.5))
    return parts


def _named(chart: ShareCurve, frame: Frame, width: float) -> list[str]:
    """What the first curve comes to at the shares named, and what each line is, inside the plot.

    The words stand where the curve leaves room: below a curve of concentration, above Lorenz's.
    """
    half = chart.at(50.0)
    above = half is not None and half < 50
    shares = [(share, chart.at(share)) for share in chart.named]
    found = [(share, height) for share, height in shares if height is not None]
    said = [(share_words(chart, *one)[:-1], _place(frame, *one)) for one in found]
    side = frame.right - frame.left
    lines = [d.wrap(words, SIZE, side * 0.5) for words, _ in said]
    heights = [len(each) * SIZE * 1.2 + 4 for each in lines]
    middles = spread_out([y for _, (_, y) in said], heights, frame.top, frame.bottom - 4)
    parts: list[str] = []
    for (_, (x, y)), each, middle in zip(said, lines, middles, strict=True):
        wide = max(d.text_width(line, SIZE) for line in each)
        at = max(x - wide - 14, frame.left + 4) if above else min(x + 14, frame.right - wide)
        parts.append(dot(x, y))
        first = middle - (len(each) - 1) * SIZE * 0.6 + SIZE * 0.35
        parts += d.written(each, at, first, SIZE, **d.HALO, font_weight="600")
    return parts
