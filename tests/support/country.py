"""A synthetic country in a PostgreSQL database: boards, the groups that report to them, quarters
of updates with risks, requests and actions. For benches: it goes past the door, in a few statements
a table, and nobody's history is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from frankpledge.accounts.models import Account
from frankpledge.actions.models import Action
from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import (
    Body,
    BodyName,
    BodyRole,
    PostHolding,
    Reporting,
)
from frankpledge.places.models import Area
from frankpledge.review.indicators.models import Indicator, IndicatorSeries, IndicatorValue
from frankpledge.review.models import (
    QuarterlyUpdate,
    TemplateDocument,
    TemplateSection,
    UpdateDocument,
    UpdateEntry,
    UpdateTemplate,
)
from frankpledge.review.requests.models import BoardRequest, RequestAsking
from frankpledge.review.requirements.models import Evidence, Requirement
from frankpledge.review.risks.models import Risk, RiskMention, RiskScore

FIRST = date(2009, 1, 15)
STAYS_OPEN = 300
"""What is younger than so many days is still open; all that came before is settled history."""


@dataclass(frozen=True)
class Country:
    """How large it is: each board has `groups` delivery groups and `partnerships` partnerships."""

    boards: int
    groups: int
    partnerships: int
    quarters: int
    risks: int
    actions: int

    @property
    def today(self) -> date:
        """A fortnight before the last meeting."""
        return _quarter(self.quarters - 1).replace(day=1)


def _quarter(number: int) -> date:
    return date(FIRST.year + number // 4, 1 + 3 * (number % 4), 15)


def _add(model: type[Model], records: list[Any]) -> list[Any]:
    return QuerySet(model).bulk_create(records, batch_size=2_000)


def _multiply(sample: Model, source: str, given: Mapping[str, str]) -> None:
    """Add a row for each row of `source`: the sample's values, save the columns that are given."""
    columns, values, literals = [], [], []
    for field in sample._meta.concrete_fields:
        if field.primary_key:
            continue
        columns.append(connection.ops.quote_name(field.column))
        if field.column in given:
            values.append(given[field.column].replace("%", "%%"))
        else:
            values.append("%s")
            literals.append(field.get_db_prep_save(field.pre_save(sample, add=True), connection))
    table = connection.ops.quote_name(sample._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
            f" FROM {source.replace('%', '%%')}",
            literals,
        )


def make_country(size: Country, secretary: str = "secretary") -> Body:
    """Fill an empty database; the first board, whose secretary's account has this name."""
    area = _add(Area, [Area(slug=f"area-{n}", name=f"Area {n}") for n in range(size.boards)])
    boards = _bodies("board", area, 1, "county-board")
    groups = _bodies("group", area, size.groups, "delivery-group")
    partnerships = _bodies("partnership", area, size.partnerships, "community-safety-partnership")
    of_area = {board.area_id: board for board in boards}
    lines = [Reporting(body=one, board=of_area[one.area_id]) for one in groups + partnerships]
    _add(Reporting, lines)
    _account(boards[0], secretary)
    _templates(boards)
    _meetings(boards, size.quarters)
    _updates()
    _risks(size)
    _actions(size)
    _requests(size)
    _requirements(boards)
    _indicators(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return boards[0]


def _bodies(kind: str, areas: list[Area], count: int, role: str) -> list[Body]:
    made = _add(
        Body,
        [
            Body(area=area, slug=f"{kind}-{a}-{n}", sort=n)
            for a, area in enumerate(areas)
            for n in range(count)
        ],
    )
    _add(BodyName, [BodyName(body=one, name=one.slug.replace("-", " ")) for one in made])
    _add(BodyRole, [BodyRole(body=one, role=role) for one in made])
    return made


def _account(board: Body, username: str) -> None:
    (account,) = _add(Account, [Account(username=username, post="Secretary", password="!")])
    _add(PostHolding, [PostHolding(account=account, body=board, duty="secretary")])


def _templates(boards: list[Body]) -> None:
    made = _add(
        UpdateTemplate,
        [
            UpdateTemplate(board=one, name="Quarterly update", expected_from_role="delivery-group")
            for one in boards
        ],
    )
    kinds = ("text", "pairs", "pairs", "documents")
    _add(
        TemplateSection,
        [
            TemplateSection(template=one, slug=f"section-{n}", order=n, title="A", kind=kind)
            for one in made
            for n, kind in enumerate(kinds)
        ],
    )
    _add(
        TemplateDocument,
        [
            TemplateDocument(template=one, slug=f"document-{n}", order=n, title=f"Document {n}")
            for one in made
            for n in range(5)
        ],
    )


def _meetings(boards: list[Body], quarters: int) -> None:
    days = [_quarter(n) for n in range(quarters)]
    rows = [
        Meeting(
            body=board,
            slug=day.isoformat(),
            date=day,
            state="held" if day != days[-1] else "called",
            circulated=day if day != days[-1] else None,
        )
        for board in boards
        for day in days
    ]
    _add(Meeting, rows)


GROUPS = (
    "partnership_reporting r JOIN partnership_bodyrole o ON o.body_id = r.body_id"
    " AND o.role = 'delivery-group'"
)


def _updates() -> None:
    """An update from every group for every meeting, with six entries and five document rows."""
    template = UpdateTemplate(pk=1)
    sample = QuarterlyUpdate(template=template, state="received", chair_post="Chair")
    _multiply(
        sample,
        f"{GROUPS} JOIN meetings_meeting m ON m.body_id = r.board_id"
        " JOIN review_updatetemplate t ON t.board_id = r.board_id",
        {
            "group_id": "r.body_id",
            "meeting_id": "m.id",
            "template_id": "t.id",
            "period": "date_trunc('month', m.date)::date",
            "received": "m.date - 20",
        },
    )
    told = "A line of what the group tells its board, as long as such lines are. " * 2
    _multiply(
        UpdateEntry(text=told, request="For information"),
        "review_quarterlyupdate u CROSS JOIN generate_series(1, 6) n",
        {"update_id": "u.id", "section": "'section-' || (n % 3)", "order": "n"},
    )
    _multiply(
        UpdateDocument(text="Agreed"),
        "review_quarterlyupdate u CROSS JOIN generate_series(0, 4) n",
        {"update_of_id": "u.id", "document": "'document-' || n"},
    )


def _risks(size: Country) -> None:
    """So many risks, each with three scores, and mentioned at each meeting while it was open."""
    each = size.risks // (size.boards * (size.groups + size.partnerships))
    raised = _day(size, each)
    _multiply(
        Risk(title="Something that may happen", text="Because of this, so that that"),
        f"partnership_reporting r CROSS JOIN generate_series(1, {each}) n",
        {
            "register_id": "r.body_id",
            "number": "n",
            "raised": raised,
            "closed": f"CASE WHEN {_is_old(size, raised)} THEN {raised} + 200 END",
        },
    )
    _multiply(
        RiskScore(
            kind="current",
            likelihoods=5,
            impacts=5,
            likelihood_words="Likely",
            impact_words="Major",
            band="High",
            level=3,
            levels=4,
        ),
        "risks_risk k CROSS JOIN generate_series(0, 2) n",
        {
            "risk_id": "k.id",
            "on": "k.raised + n * 30",
            "likelihood": "1 + (k.number + n) % 5",
            "impact": "1 + k.number % 5",
        },
    )
    _multiply(
        RiskMention(words="Raised again"),
        "risks_risk k JOIN partnership_reporting r ON r.body_id = k.register_id"
        " JOIN meetings_meeting m ON m.body_id = r.board_id"
        " AND m.date BETWEEN k.raised AND coalesce(k.closed, k.raised + 400)",
        {"risk_id": "k.id", "board_id": "r.board_id", "on": "m.date"},
    )


def _day(size: Country, each: int) -> str:
    """The day of the n-th of so many, evenly spread over the quarters."""
    age = (size.today - FIRST).days
    return f"(DATE '{FIRST}' + n * {age} / {each + 1})"


def _is_old(size: Country, day: str) -> str:
    return f"{day} < DATE '{size.today}' - {STAYS_OPEN}"


def _actions(size: Country) -> None:
    each = size.actions // (size.boards * (size.groups + size.partnerships))
    asked = _day(size, each)
    settled = _is_old(size, asked)
    _multiply(
        Action(text="Do what was agreed"),
        f"partnership_reporting r CROSS JOIN generate_series(1, {each}) n",
        {
            "register_id": "r.board_id",
            "owner_id": "r.body_id",
            "number": "row_number() OVER (PARTITION BY r.board_id ORDER BY r.body_id, n)",
            "asked": asked,
            "due": f"{asked} + 60",
            "state": f"CASE WHEN {settled} THEN 'closed' ELSE 'open' END",
            "closed": f"CASE WHEN {settled} THEN {asked} + 70 END",
        },
    )


def _requests(size: Country) -> None:
    """One request a group and meeting, each asked at two meetings running."""
    settled = _is_old(size, "m.date")
    _multiply(
        BoardRequest(text="Help us with this"),
        f"{GROUPS} JOIN meetings_meeting m ON m.body_id = r.board_id",
        {
            "board_id": "r.board_id",
            "group_id": "r.body_id",
            "number": "row_number() OVER (PARTITION BY r.board_id ORDER BY r.body_id, m.date)",
            "asked": "m.date - 20",
            "state": f"CASE WHEN {settled} THEN 'closed' ELSE 'open' END",
            "settled": f"CASE WHEN {settled} THEN m.date + 30 END",
        },
    )
    _multiply(
        RequestAsking(text="Help us with this"),
        "requests_boardrequest q JOIN meetings_meeting m ON m.body_id = q.board_id"
        " AND m.date BETWEEN q.asked AND q.asked + 115",
        {"request_id": "q.id", "meeting_id": "m.id", "on": "m.date - 20"},
    )


def _requirements(boards: list[Body]) -> None:
    """Six requirements a board; of the five that a document shows, evidence each quarter."""
    _add(
        Requirement,
        [
            Requirement(
                board=board,
                slug=f"requirement-{n}",
                order=n,
                title=f"Requirement {n}",
                kind="document" if n < 5 else "risk-register",
                of_role="delivery-group",
                document=f"document-{n}" if n < 5 else "",
                old_after_months=36,
                review_months=12,
            )
            for board in boards
            for n in range(6)
        ],
    )
    _multiply(
        Evidence(text="Agreed", precision="day", source="Quarterly update"),
        "review_quarterlyupdate u JOIN meetings_meeting m ON m.id = u.meeting_id"
        " JOIN requirements_requirement q ON q.board_id = m.body_id AND q.document <> ''",
        {
            "requirement_id": "q.id",
            "group_id": "u.group_id",
            "recorded": "m.date - 20",
            "dated": "m.date - 200",
            "meeting_id": "m.id",
        },
    )


def _indicators(size: Country) -> None:
    """Two indicators a group, each with a figure for every month of all the quarters."""
    _multiply(
        Indicator(
            name="What is counted",
            unit="crimes",
            kind="count",
            direction="lower",
            frequency="monthly",
            defined=FIRST,
        ),
        f"{GROUPS} CROSS JOIN generate_series(1, 2) n",
        {"body_id": "r.body_id", "slug": "'indicator-' || n", "order": "n"},
    )
    series = IndicatorSeries(kind="own", name="Own figures")
    _multiply(series, "indicators_indicator i", {"indicator_id": "i.id"})
    month = f"(date_trunc('month', DATE '{FIRST}') + (n || ' months')::interval)"
    _multiply(
        IndicatorValue(standing="final"),
        f"indicators_indicatorseries s CROSS JOIN generate_series(0, {size.quarters * 3 - 3}) n",
        {
            "series_id": "s.id",
            "starts": f"{month}::date",
            "ends": f"({month} + interval '1 month')::date - 1",
            "value": "100 + (s.id * 7 + n * 13) % 17",
            "recorded": f"({month} + interval '1 month')::date + 10",
        },
    )
