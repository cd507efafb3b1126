"""Risks of an area file: matrices and causes, then risks with all that hangs on them."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.meetings.models import Meeting
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.planning.models import Priority
from frankpledge.review.models import QuarterlyUpdate
from frankpledge.review.risks.importing.levels import read_level
from frankpledge.review.risks.models import (
    Cause,
    Escalation,
    Risk,
    RiskControl,
    RiskMatrix,
    RiskMention,
    RiskScore,
    RiskTurn,
)
from frankpledge.review.risks.queries.matrices import matrix_on
from frankpledge.review.risks.rules.matrix import cells_by_product
from frankpledge.shared.door import RecordedQuerySet

Given = dict[str, Any]


def load(sync: Sync, data: Given) -> None:
    """Every matrix, cause and risk of the file."""
    area = Area.objects.get(slug=data["area"]["slug"])
    bodies = {body.slug: body for body in Body.objects.filter(area=area)}
    matrices = [_matrix(sync, area, told) for told in data.get("risk_matrices", [])]
    sync.only(RiskMatrix.objects.filter(area=area), matrices)
    causes = {
        told["slug"]: sync.put(
            Cause,
            {"area": area, "slug": told["slug"]},
            name=told["name"],
            text=words(told.get("text")),
        )
        for told in data.get("risk_causes", [])
    }
    risks = {
        (told["register"], told["number"]): _risk(sync, told, bodies, causes)
        for told in data.get("risks", [])
    }
    for told in data.get("risks", []):
        _askings(sync, told, risks, bodies)
    sync.only(Cause.objects.filter(area=area), causes.values())


def _matrix(sync: Sync, area: Area, told: Given) -> RiskMatrix:
    names = [band["name"] for band in told["bands"]]
    if "cells" in told:
        cells = [[names.index(name) for name in row] for row in told["cells"]]
    else:
        most = len(told["likelihood"]) * len(told["impact"])
        up_to = [band.get("up_to", most) for band in told["bands"]]
        found = cells_by_product(len(told["likelihood"]), len(told["impact"]), up_to)
        cells = [list(row) for row in found]
    return sync.put(
        RiskMatrix,
        {"area": area, "starts": on(told.get("from"))},
        likelihood=told["likelihood"],
        impact=told["impact"],
        bands=names,
        cells=cells,
        source=words(told.get("source")),
    )


def _risk(sync: Sync, told: Given, bodies: dict[str, Body], causes: dict[str, Cause]) -> Risk:
    money = told.get("funding", {})
    pounds = money.get("pounds")
    risk = sync.put(
        Risk,
        {"register": bodies[told["register"]], "number": told["number"]},
        ref=words(told.get("ref")),
        title=told["title"],
        text=words(told.get("text")),
        owner=bodies.get(told.get("owner", "")),
        owner_post=words(told.get("owner_post")),
        priority=_priority(told.get("priority"), bodies),
        cause=causes.get(told.get("cause", "")),
        raised=on(told["raised"]),
        raised_words=words(told.get("raised_as_known")),
        meeting=_meeting(told.get("raised_for"), bodies),
        first_review=on(told.get("first_review")),
        closed=on(told.get("closed")),
        cliff=on(money.get("ends")),
        cliff_words=words(money.get("as_known")),
        cliff_what=words(money.get("what")),
        cliff_pence=None if pounds is None else round(pounds * 100),
        funding=words(money.get("paid_for_by")),
        source=words(told.get("source")),
    )
    _turn(sync, risk, told)
    scores = [_score(sync, risk, one) for one in told.get("scores", [])]
    sync.only(RiskScore.objects.filter(risk=risk), scores)
    controls = [_control(sync, risk, one, bodies) for one in told.get("controls", [])]
    sync.only(RiskControl.objects.filter(risk=risk), controls)
    mentions = [_mention(sync, risk, one, bodies) for one in told.get("mentions", [])]
    sync.only(_mentions_of_the_file(risk), mentions)
    return risk


def _mentions_of_the_file(risk: Risk) -> RecordedQuerySet:
    """A risk's mentions, those aside that an update makes, which go when the update does."""
    said = QuarterlyUpdate.objects.filter(
        group=OuterRef("risk__register"),
        meeting__body=OuterRef("board"),
        meeting__date=OuterRef("on"),
    )
    found: RecordedQuerySet = RiskMention.objects.filter(risk=risk).exclude(Exists(said))
    return found


def _meeting(told: Given | None, bodies: dict[str, Body]) -> Meeting | None:
    return meeting_named(bodies[told["board"]], told["meeting"]) if told else None


def _priority(told: Given | None, bodies: dict[str, Body]) -> Priority | None:
    if told is None:
        return None
    found: Priority = Priority.objects.get(
        board=bodies[told["board"]], year=told["year"], slug=told["slug"]
    )
    return found


def _turn(sync: Sync, risk: Risk, told: Given) -> None:
    closed = on(told.get("closed"))
    turns = []
    # A risk that people have opened again since is not closed a second time.
    if closed and risk.closed == closed:
        key = {"risk": risk, "on": closed, "what": "closed"}
        turns.append(sync.put(RiskTurn, key, why=told["closed_why"]))
    sync.only(RiskTurn.objects.filter(risk=risk), turns)


def _score(sync: Sync, risk: Risk, told: Given) -> RiskScore:
    day = date.fromisoformat(told["on"])
    matrix = matrix_on(risk.register.area_id, day)
    assert matrix is not None  # the checks have asked
    likelihood = read_level(told["likelihood"], matrix.likelihood)
    impact = read_level(told["impact"], matrix.impact)
    assert likelihood is not None  # the checks have asked
    assert impact is not None
    found = matrix.score(likelihood, impact)
    return sync.put(
        RiskScore,
        {"risk": risk, "kind": "target" if told.get("target") else "current", "on": day},
        likelihood=found.likelihood,
        impact=found.impact,
        likelihoods=found.likelihoods,
        impacts=found.impacts,
        likelihood_words=found.likelihood_words,
        impact_words=found.impact_words,
        band=found.band,
        level=found.level,
        levels=found.levels,
        why=words(told.get("why")),
    )


def _control(sync: Sync, risk: Risk, told: Given, bodies: dict[str, Body]) -> RiskControl:
    return sync.put(
        RiskControl,
        {"risk": risk, "text": told["text"]},
        owner=bodies.get(told.get("owner", "")),
        owner_post=words(told.get("owner_post")),
        starts=on(told.get("from")),
        ends=on(told.get("until")),
    )


def _mention(sync: Sync, risk: Risk, told: Given, bodies: dict[str, Body]) -> RiskMention:
    day = on(told.get("on")) or date.fromisoformat(f"{told['month']}-01")
    return sync.put(
        RiskMention,
        {"risk": risk, "board": bodies[told["board"]], "on": day},
        day_known="on" in told,
        words=words(told.get("words")),
    )


def _askings(
    sync: Sync, told: Given, risks: dict[tuple[str, int], Risk], bodies: dict[str, Body]
) -> None:
    risk = risks[told["register"], told["number"]]
    kept = [
        sync.put(
            Escalation,
            {"risk": risk, "to": bodies[one["to"]], "asked": on(one["on"])},
            why=words(one["why"]),
            wanted_by=on(one.get("wanted_by")),
            state=one.get("state", "asked"),
            answered=on(one.get("answered")),
            answer=words(one.get("answer")),
            became=risks[one["to"], one["became"]] if "became" in one else None,
        )
        for one in told.get("escalations", [])
    ]
    sync.only(Escalation.objects.filter(risk=risk), kept)
