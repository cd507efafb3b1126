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
_DASHES = ("7 3", "2 2", "9 3 2 3")


def share_curve(chart: ShareCurve, *, width: int = 480) -> bytes:
    """The curve as SVG, as high as it is wide, for a page (480) or a phone (320)."""
    parts, y = heading(chart.title, f"share of {chart.counted}", width)
    left, top = 54.0, y + 4
    side = min(width - left - 20, 340.0)
    # Its one "period" is as wide as the plot, so that a share of 0 stands at the left edge.
    frame = Frame(left, left + side, top, top + side, 0.0, 100.0, 1)
    parts += [*_ground(frame), *_curves(chart, frame), *_named(chart, frame)]
    if not chart.curves:
        parts += d.written(["No figures yet"], left + 12, top + 30, SIZE, fill=d.QUIET)
    across = [f"share of {chart.whole}"]
    y = frame.bottom + 2.7 * SIZE + 6
    parts += d.written(across, frame.right, y, SIZE, text_anchor="end", fill=d.QUIET)
    lines, y = _key(chart, y, width)
    below, y = foot([chart.note, sourced(chart.source)], y, width)
    return d.document(width, y + 10, chart.title, describe(chart), [*parts, *lines, *below])


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
    """The even spread, then the further curves, the first over all."""
    even = ((0.0, 0.0), (100.0, 100.0))
    runs = [*(curve.points for curve in chart.curves), even]
    drawn = [
        _line([_place(frame, *point) for point in run], *look)
        for run, look in zip(runs, _looks(chart), strict=True)
        if run
    ]
    return drawn[::-1]


def _looks(chart: ShareCurve) -> list[tuple[str, float, str]]:
    """Colour, thickness and dashes: of the curves in order, the even spread last."""
    return [
        *[(d.BRAND, 2.5, "")][: len(chart.curves)],
        *[(d.QUIET, 1.5, _DASHES[n % len(_DASHES)]) for n in range(len(chart.curves) - 1)],
        (d.INK, 1.25, "1.5 3.5"),
    ]


def _key(chart: ShareCurve, y: float, width: float) -> tuple[list[str], float]:
    """What each line is. At their ends the curves meet, and leave no room for names."""
    parts: list[str] = []
    for words, look in zip(
        [*(curve.label for curve in chart.curves), "spread evenly"], _looks(chart), strict=True
    ):
        lines = d.wrap(words, SIZE, width - 48)
        y += SIZE * 1.5
        parts.append(_line([(4, y - 5), (36, y - 5)], *look))
        parts += d.written(lines, 44, y, SIZE, fill=d.QUIET)
        y += max(len(lines) - 1, 0) * SIZE * 1.2
    return parts, y


def _named(chart: ShareCurve, frame: Frame) -> list[str]:
    """What the first curve comes to at the shares named, on white, inside the plot.

    The words stand where the curve leaves room: below a curve of concentration, above Lorenz's.
    """
    half = chart.at(50.0)
    above = half is not None and half < 50
    shares = [(share, chart.at(share)) for share in chart.named]
    found = [(share, height) for share, height in shares if height is not None]
    said = [(share_words(chart, *one)[:-1], _place(frame, *one)) for one in found]
    lines = [d.wrap(words, SIZE, (frame.right - frame.left) * 0.5) for words, _ in said]
    heights = [len(each) * SIZE * 1.2 + 6 for each in lines]
    middles = spread_out([y for _, (_, y) in said], heights, frame.top, frame.bottom - 4)
    parts: list[str] = []
    for (_, (x, y)), each, middle in zip(said, lines, middles, strict=True):
        wide, tall = max(d.text_width(line, SIZE) for line in each), len(each) * SIZE * 1.2 + 2
        at = max(x - wide - 14, frame.left + 4) if above else min(x + 14, frame.right - wide)
        box = {"x": at - 3, "y": middle - tall / 2, "width": wide + 6, "height": tall}
        edge = at + wide if above else at - 3
        parts.append(_line([(x, y), (edge, middle)], d.RULE, 0.75))
        parts += [d.tag("rect", **box, fill="#ffffff"), dot(x, y)]
        first = middle - (len(each) - 1) * SIZE * 0.6 + SIZE * 0.35
        start, anchor = (at + wide, "end") if above else (at, None)
        parts += d.written(each, start, first, SIZE, text_anchor=anchor)
    return parts
