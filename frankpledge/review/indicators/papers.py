"""Indicators as blocks of a document, for binding into packs: sentence, chart and table."""

from datetime import date

from frankpledge.documents.charts import describe, line_chart
from frankpledge.documents.content import Block, Figure, Heading, Paragraph, Table, Text, words
from frankpledge.partnership.models import Body
from frankpledge.review.indicators.charts import figures_chart
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.queries.counts import group_indicators
from frankpledge.review.indicators.queries.lines import IndicatorLine
from frankpledge.review.indicators.queries.page import IndicatorPage, indicator_page
from frankpledge.review.indicators.rules.known import Entry
from frankpledge.review.indicators.rules.wording import short_words
from frankpledge.shared.words import spell_day

# A paper's table shows the last periods; the page and its file have all of them.
MOST_ROWS = 12
CARD_HEAD = ("Indicator", "Latest", "Period", "Against its target", "Exceptional?")


def indicator_blocks(indicator: Indicator | IndicatorLine, on: date) -> tuple[Block, ...]:
    """An indicator on a day: what it says in words, its chart with its source, its figures.

    For those who may see the indicator: whoever binds it in has asked.
    """
    one = indicator if isinstance(indicator, Indicator) else indicator.indicator
    page = indicator_page(one, on)
    line = page.line
    told = [line.sentence, *(f"Stated: {said}." for said in line.stated)]
    told += [apart.warning for apart in page.apart]
    blocks: list[Block] = [Heading(2, words(line.name)), Paragraph(words(" ".join(told)))]
    chart = figures_chart(line, [(each.name, each.entries) for each in page.others])
    if chart and any(point.value is not None for point in chart.points):
        data = line_chart(chart)
        blocks.append(Figure(data, "image/svg+xml", describe(chart), _source(page, on)))
        blocks.append(Paragraph(words(line.chart.sentence)))
    if line.facts.known:
        blocks.append(_table(page))
    return tuple(blocks)


def scorecard_blocks(body: Body, on: date) -> tuple[Block, ...]:
    """A body's indicators as one table, for those who may see them all."""
    (lines,) = group_indicators([body], on).values()
    if not lines:
        return (Paragraph(words(f"No indicator was defined on {spell_day(on)}.")),)
    rows = tuple(tuple(words(cell) for cell in _cells(line)) for line in lines)
    head = tuple(words(one) for one in CARD_HEAD)
    return (Table(head=head, rows=rows, caption=f"Indicators on {spell_day(on)}"),)


def _cells(line: IndicatorLine) -> tuple[str, ...]:
    state = line.state[:1].upper() + line.state[1:]
    stated = "; ".join(line.stated)
    return (
        line.name,
        line.latest or "No figures yet",
        line.period,
        f"{state}. Stated: {stated}" if stated else state,
        "Yes" if line.exceptional else "No" if line.last else "",
    )


def _source(page: IndicatorPage, on: date) -> str:
    last, one = page.line.last, page.line.indicator
    source = (last.source if last else "") or one.source or "not stated"
    as_at = last.as_at if last and last.as_at else on
    return f"Source: {source}, as at {spell_day(as_at)}"


def _table(page: IndicatorPage) -> Table:
    known = list(reversed(page.line.facts.known))[:MOST_ROWS]
    others = [{one.period: one for one in each.entries} for each in page.others]
    head = ["Period", "Figure", *(each.name for each in page.others), "Standing"]
    rows = []
    for one in known:
        beside = [_figure(each.get(one.period), page) for each in others]
        row = [one.period.words, _figure(one, page), *beside, one.standing.capitalize()]
        rows.append(tuple(words(cell) for cell in row))
    heads: tuple[Text, ...] = tuple(words(one) for one in head)
    unit = page.line.indicator.unit
    caption = f"{page.line.name}, {unit}"
    numeric = tuple(range(1, 2 + len(others)))
    return Table(head=heads, rows=tuple(rows), caption=caption, numeric=numeric)


def _figure(entry: Entry | None, page: IndicatorPage) -> str:
    if entry is None:
        return "–"
    return short_words(entry, page.line.facts.scale, page.line.indicator.hide_below)
