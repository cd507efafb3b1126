"""Loading an area's template, and how its bodies make their assessments."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from frankpledge.evidence.assessments.models import AssessmentTemplate, Production
from frankpledge.evidence.assessments.rules.shares import shares_to_json
from frankpledge.evidence.assessments.rules.template import (
    ProductionTemplate,
    Template,
    read_template,
)
from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation


@operation("Loaded the template of assessments")
def load_template(*, by: Actor, area: Area, data: Any) -> AssessmentTemplate:
    """The template of an area file, and how its bodies make their assessments; see `rules`.

    Loaded again it changes what changed. An assessment that was begun keeps its own sections.
    Raises WrongTemplate with every mistake; nothing is loaded then.
    """
    bodies = {body.slug: body for body in Body.objects.filter(area=area)}
    told = read_template(data, tuple(bodies))
    template = _template(area, told)
    for one in told.productions:
        _production(one, bodies)
    for left in Production.objects.filter(body__area=area):
        if not any(_is(left, one) for one in told.productions):
            left.delete()
    return template


def _template(area: Area, told: Template) -> AssessmentTemplate:
    found: AssessmentTemplate | None = AssessmentTemplate.objects.filter(
        area=area, starts=told.starts
    ).first()
    template = found or AssessmentTemplate(area=area, starts=told.starts)
    template.title, template.threshold = told.title, told.threshold
    template.sections = [asdict(one) for one in told.sections]
    template.source = told.source[:300]
    template.save()
    return template


def _is(left: Production, told: ProductionTemplate) -> bool:
    return left.body.slug == told.body and left.starts == told.starts


def _production(told: ProductionTemplate, bodies: dict[str, Body]) -> None:
    found: Production | None = Production.objects.filter(
        body=bodies[told.body], starts=told.starts
    ).first()
    one = found or Production(body=bodies[told.body], starts=told.starts)
    one.producer, one.cycle, one.ends = bodies[told.producer], told.cycle, told.ends
    one.shares, one.shares_words = shares_to_json(told.shares), told.shares_words[:300]
    one.source = told.source[:300]
    one.save()
