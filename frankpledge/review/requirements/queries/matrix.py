"""Groups and what is asked of them, as it stood on a day: a constant number of queries.

For each group and requirement one piece of evidence is looked up, the last by the day, however
many were said before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.queries.reporting import reporting_to
from frankpledge.review.requirements.models import Evidence, Requirement, RequirementException
from frankpledge.review.requirements.queries.others import SOURCES, Told
from frankpledge.review.requirements.rules import (
    MET,
    STATES,
    Asked,
    KnownDate,
    Next,
    Said,
    age_words,
    best,
    due_next,
    older_than,
    stands,
)


@dataclass(frozen=True)
class Cell:
    """How one requirement of one group stood on a day, with its evidence.

    `dated` and `age` are words, `next` what falls due and when as far as known; `warning` says that
    a strategy is older than the assessment that should inform it.
    """

    requirement: Requirement
    state: str
    said: Said | None
    dated: str
    age: str
    source: str
    source_url: str
    link: str
    exception: RequirementException | None
    next: Next | None
    warning: str
    url: str

    @property
    def words(self) -> str:
        """The state as a word for a tag."""
        return STATES[self.state]

    @property
    def met(self) -> bool:
        """Whether it counts as met: in place, or accepted as not applicable."""
        return self.state in MET

    @property
    def evidence(self) -> str:
        """What was said, as it was said, or nothing."""
        return self.said.text if self.said else ""

    @property
    def dated_and_age(self) -> str:
        """ "2015, 3 years old", or nothing."""
        return ", ".join(filter(None, (self.dated, self.age)))

    @property
    def exception_words(self) -> str:
        """The reason that was accepted, since when, by whom; nothing where there is none."""
        one = self.exception
        if one is None:
            return ""
        who = one.decision.reference if one.decision else one.by_post
        return f"{one.reason.rstrip('.')}. Accepted {one.period}: {who}"


@dataclass(frozen=True)
class Row:
    """One group's requirements."""

    group: Body
    name: str
    cells: tuple[Cell, ...]
    url: str

    @property
    def met(self) -> int:
        """How many are met."""
        return sum(one.met for one in self.cells)

    @property
    def next(self) -> Cell | None:
        """The cell that falls due first."""
        waiting = [one for one in self.cells if one.next]
        return min(waiting, key=lambda one: one.next.by if one.next else date.max, default=None)


@dataclass(frozen=True)
class Compliance:
    """A board's groups and what it asks of them, on a day."""

    board: Body
    on: date
    requirements: tuple[Requirement, ...]
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """What the board was called on the day."""
        return self.board.name_on(self.on)

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("requirements:matrix", args=[self.board.slug])


@dataclass(frozen=True)
class ComplianceCounts:
    """How many of a group's requirements are met, of how many; old or due, missing, excepted."""

    met: int
    of: int
    old: int
    missing: int
    excepted: int


def compliance(
    board: Body,
    on: date,
    viewer: Viewer | None = None,
    *,
    only: Sequence[Body] | None = None,
    asks: Sequence[Requirement] | None = None,
) -> Compliance:
    """How every group that reports to a board stood on a day. Without a viewer, all is counted.

    A group is asked for what its roles are asked for; one that nothing is asked of has no row.
    `only`: these groups, where not all are wanted; `asks`: what the board asks, where it is known.
    """
    requirements = tuple(Requirement.objects.filter(board=board) if asks is None else asks)
    groups = list(reporting_to(board, on) if only is None else only) if requirements else []
    asked = _asked(requirements, groups, on)
    groups = [one for one in groups if one.pk in asked]
    found = _Found(requirements, groups, on, viewer)
    rows = tuple(_row(board, one, asked[one.pk], found) for one in groups)
    return Compliance(board, on, requirements, rows)


def compliance_counts(
    board: Body, on: date, viewer: Viewer | None = None, *, only: Sequence[Body] | None = None
) -> dict[int, ComplianceCounts]:
    """Each group's requirements, counted, by the group's key; a group asked for none has none."""
    found = compliance(board, on, viewer, only=only)
    return {row.group.pk: counts_of(row) for row in found.rows}


def counts_of(row: Row) -> ComplianceCounts:
    """One group's requirements, counted."""
    states = [one.state for one in row.cells]
    return ComplianceCounts(
        met=row.met,
        of=len(states),
        old=sum(one in ("old", "due") for one in states),
        missing=sum(one in ("missing", "reason-needed") for one in states),
        excepted=states.count("accepted"),
    )


def _asked(
    requirements: Sequence[Requirement], groups: Sequence[Body], on: date
) -> dict[int, list[Requirement]]:
    """What is asked of each group by its roles on the day: one query a role."""
    keys = [one.pk for one in groups]
    found: dict[int, list[Requirement]] = {}
    for role in {one.of_role for one in requirements}:
        holding = Body.objects.filter(pk__in=keys).holding(role, on)
        for key in holding.values_list("pk", flat=True):
            of_role = [one for one in requirements if one.of_role == role]
            found.setdefault(key, []).extend(of_role)
    return {key: sorted(some, key=lambda one: one.order) for key, some in found.items()}


class _Found:
    """What is known of all the groups on the day, fetched at once."""

    def __init__(
        self,
        requirements: Sequence[Requirement],
        groups: Sequence[Body],
        on: date,
        viewer: Viewer | None,
    ) -> None:
        self.on = on
        self.evidence = _latest(requirements, groups, on, viewer) if groups else {}
        self.exceptions: dict[tuple[int, int], RequirementException] = {
            (one.group_id, one.requirement_id): one
            for one in RequirementException.objects.on(on)
            .filter(group__in=[one.pk for one in groups], requirement__in=requirements)
            .select_related("decision")
        }
        kinds = {one.kind for one in requirements}
        self.told: dict[str, dict[int, Told]] = {
            kind: source(groups, on, viewer) if kind in kinds and groups else {}
            for kind, source in SOURCES.items()
        }


def _latest(
    requirements: Sequence[Requirement], groups: Sequence[Body], on: date, viewer: Viewer | None
) -> dict[tuple[int, int], Evidence]:
    """The last evidence of each pair by the day: one seek a pair, two queries in all."""
    seen = Evidence.objects.filter(recorded__lte=on)
    boards = {one.board_id for one in requirements}
    # Who runs the boards sees all of it: a seek need not ask.
    if viewer is not None and not boards <= viewer.secretary_of:
        seen = seen.visible_to(viewer)
    seeks = {
        f"last_{one.pk}": Subquery(
            seen.filter(group=OuterRef("pk"), requirement=one)
            .order_by("-recorded", "-pk")
            .values("pk")[:1]
        )
        for one in requirements
    }
    bodies = Body.objects.filter(pk__in=[one.pk for one in groups]).order_by().annotate(**seeks)
    keys = [key for row in bodies.values_list(*seeks) for key in row if key]
    found = Evidence.objects.in_bulk(keys).values()
    return {(one.group_id, one.requirement_id): one for one in found}


def _row(board: Body, group: Body, asked: list[Requirement], found: _Found) -> Row:
    url = reverse("requirements:group", args=[board.slug, group.slug])
    cells = {one.pk: _cell(one, group, found, url) for one in asked}
    informed = tuple(_informed(cells[one.pk], cells) for one in asked)
    return Row(group, group.name_on(found.on), informed, url)


def _cell(requirement: Requirement, group: Body, found: _Found, url: str) -> Cell:
    evidence = found.evidence.get((group.pk, requirement.pk))
    told = found.told.get(requirement.kind, {}).get(group.pk)
    said = best([*([evidence.said] if evidence else []), *([told.said] if told else [])])
    exception = found.exceptions.get((group.pk, requirement.pk))
    asked, on = requirement.asked, found.on
    elsewhere = bool(told and said is told.said)
    source, source_url, link = "", "", ""
    if told and elsewhere:
        source, source_url = told.source, told.url
    elif evidence:
        source, source_url, link = evidence.source, evidence.source_url, evidence.link
    state = stands(asked, said, accepted=exception is not None, on=on)
    known = said.known if said else None
    return Cell(
        requirement=requirement,
        state=state,
        said=said,
        dated=str(known or ""),
        age=age_words(known, on),
        source=source,
        source_url=source_url,
        link=link,
        exception=exception if state == "accepted" else None,
        next=_next(asked, said, exception if state == "accepted" else None),
        warning="",
        url=f"{url}#{requirement.slug}",
    )


def _next(asked: Asked, said: Said | None, exception: RequirementException | None) -> Next | None:
    if exception is None:
        return due_next(asked, said)
    if exception.review_by is None:
        return None
    return Next("Look at the accepted reason again", KnownDate(exception.review_by, "day"))


def _informed(cell: Cell, cells: dict[int, Cell]) -> Cell:
    """The cell, with a warning where what should inform it is younger than it is."""
    source = cells.get(cell.requirement.informed_by_id or 0)
    if source is None or not cell.said or not source.said:
        return cell
    if not older_than(cell.said.known, source.said.known):
        return cell
    what = source.requirement.title.lower()
    return replace(cell, warning=f"older than the {what} of {source.dated} that should inform it")
