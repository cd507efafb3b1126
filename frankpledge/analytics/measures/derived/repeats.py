"""Repeat incidents: how much of what a partner records comes to those who had it before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from frankpledge.analytics.measures.derived.partner_table import (
    TABLE_GIVEN,
    PartnerTable,
    asked_months,
    partner_table,
    some,
    within,
)
from frankpledge.analytics.measures.derived.working import Figures, Row, Working
from frankpledge.analytics.measures.months import month_of, spans
from frankpledge.analytics.measures.nouns import (
    CannotAnswer,
    Column,
    Example,
    Given,
    Measure,
    Question,
)
from frankpledge.analytics.months import Month
from frankpledge.analytics.repeat_incidents import (
    WINDOW,
    Incident,
    Repeats,
    repeats,
    rolling_repeats,
)


def derive(work: Working) -> Figures:
    """A row for the period; by month, one for each twelve months that end in it."""
    table = partner_table(work)
    if table.yearly:
        raise CannotAnswer(f"“{table.slug}” has years in it, but no day or month of its incidents.")
    wanted = str(work.given["identifier"]).strip()
    if not wanted:
        raise CannotAnswer(
            "Whose incidents? Name the column that holds the victim's or place's number."
        )
    identifier = table.column(wanted, "name", "an identifier")
    first, last, missing = asked_months(work, table)
    rolling = "month" in work.question.by
    start = max(min(table.held), first - WINDOW + 1) if rolling else first
    incidents, read = _incidents(work, table, identifier, start, last)
    if rolling:
        found = rolling_repeats(incidents, _month(start), _month(last))
        rows = _rolling_rows(found, table.held, first)
        unknown = sum(one.identifier is None for one in incidents)
    else:
        over = repeats(incidents, month_of(first), _month(last).last_day)
        rows, unknown = (_cells(over),), over.unknown
    columns = REPEAT_INCIDENTS.figures
    said = f"{some(unknown)} have no “{identifier}”: they are left out." if unknown else ""
    return Figures(
        columns=(Column("month", "Twelve months to", "month"), *columns) if rolling else columns,
        rows=rows,
        covered=(first, last),
        notes=tuple(filter(None, (*missing, said, _gaps(table, start, last) if rolling else ""))),
        tables=(table.name, *read),
    )


def _incidents(
    work: Working, table: PartnerTable, identifier: str, first: int, last: int
) -> tuple[list[Incident], tuple[str, ...]]:
    """Every incident of these months, dated by its month, and the other tables that were read."""
    where, values, read = within(work, table)
    sql = (
        f'SELECT {table.start} AS m, TRIM(CAST("{identifier}" AS VARCHAR)) AS who '
        f"FROM {table.name} WHERE {where} AND {table.start} BETWEEN $first AND $last"
    )
    values |= {"first": first, "last": last}
    rows = work.current.engine.run(sql, values, work.current.tables).rows
    return [Incident(month_of(int(str(m))), str(who) if who else None) for m, who in rows], read


def _month(m: int) -> Month:
    return Month.of(month_of(m))


def _rolling_rows(
    found: Mapping[Month, Repeats | None], held: frozenset[int], first: int
) -> tuple[Row, ...]:
    """Rows of the months asked about; nothing where a month of the twelve is not loaded."""
    rows: list[Row] = []
    for month, over in found.items():
        m = 12 * month.year + month.month
        if m < first:
            continue
        whole = over is not None and set(range(m - WINDOW + 1, m + 1)) <= held
        cells = _cells(over) if over is not None and whole else (None,) * len(_FIGURES)
        rows.append((month.first_day, *cells))
    if all(row[1] is None for row in rows):
        raise CannotAnswer(
            f"{spans(held)} are loaded: no twelve months that end in a month asked about are whole."
        )
    return tuple(rows)


def _gaps(table: PartnerTable, first: int, last: int) -> str:
    missing = set(range(first, last + 1)) - table.held
    if not missing:
        return ""
    return f"Twelve months with {spans(missing)} in them have no figure: that is not loaded."


def _cells(over: Repeats) -> Row:
    share = over.at_repeated
    percent = None if share.value is None else round(100 * share.value, 1)
    return (
        *(over.incidents, over.identifiers, over.repeated),
        *(share.part, over.repeat_incidents, percent),
    )


_FIGURES = (
    Column("incidents", "Incidents", "count", "incidents"),
    Column("identifiers", "Different victims or places", "count", "victims or places"),
    Column("repeated", "With more than one", "count", "victims or places"),
    Column("at_repeated", "Incidents at those", "count", "incidents"),
    Column("repeat_incidents", "After the first", "count", "incidents"),
    Column("percent", "Share of incidents at those", "percent", "per cent of incidents"),
)


def _incident(day: str, victim: str | None) -> dict[str, Any]:
    """A made-up incident."""
    return {"at": date.fromisoformat(day), "victim": victim}


def _example() -> Sequence[tuple[str, str | None]]:
    return (
        *(("2024-01-05", "A17"), ("2024-01-19", "A17"), ("2024-02-02", "A17")),
        *(("2024-01-07", "B20"), ("2024-02-09", "C31"), ("2024-02-10", None)),
    )


REPEAT_INCIDENTS = Measure(
    name="repeat-incidents",
    title="Repeat incidents",
    what="What share of a partner's incidents come to victims or places that had more than one.",
    unit="per cent of incidents",
    source=(
        "A partner's own file, loaded for this partnership. Method: K. Pease, Repeat "
        "victimisation: taking stock (Home Office, 1998)"
    ),
    formula=(
        "Incidents at identifiers with more than one in the period, their first included, ÷ "
        "incidents with an identifier × 100. After the first: incidents − different identifiers. "
        f"By month: the same over the {WINDOW} months that end in it."
    ),
    kind="percent",
    subject="partner",
    dimensions=("month",),
    figures=_FIGURES,
    caveats=(
        "The period decides the figure: a short one hides repeats. Compare equal periods only.",
        "An identifier that is written in two ways counts as two; one that several share, such as "
        "a block of flats or a hospital, counts as one.",
        "Incidents without an identifier are left out. If they are mostly of those who had it "
        "before, the true share is higher.",
        "These are the incidents that the partner knows of and shared.",
    ),
    given=(
        TABLE_GIVEN,
        Given("identifier", "The column with the number of the victim or place", "text"),
    ),
    filters_types=False,
    most_places=0,
    has_total=False,
    sql="",
    derive=derive,
    example=Example(
        tables={"partner_referrals": tuple(_incident(day, who) for day, who in _example())},
        question=Question(
            "repeat-incidents", parameters={"table": "referrals", "identifier": "victim"}
        ),
        rows=((5, 3, 1, 3, 2, 60.0),),
        arithmetic=(
            "Of six incidents one has no number. One victim of three had more than one, three: "
            "3 ÷ 5 = 60%. Five incidents of three victims: 5 − 3 = 2 came after a first."
        ),
    ),
)
