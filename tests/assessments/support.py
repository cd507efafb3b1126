"""Short names for what tests ask of strategic assessments."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentSection,
    AssessmentTemplate,
    Production,
)
from frankpledge.evidence.assessments.operations import (
    add_finding,
    approve_assessment,
    draft_assessment,
    load_template,
    publish_assessment,
    send_for_review,
    start_assessment,
    write_section,
)
from frankpledge.evidence.assessments.rules.cycle import Period, periods_of
from frankpledge.meetings.models import Decision, Meeting
from frankpledge.meetings.operations import record_decision
from frankpledge.partnership.models import Body
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import Actor, operation
from tests.findings.support import ANALYST, NOW, area, crime_rows, half_a_year, kept, loaded
from tests.support.taking import saved

TODAY = date(2018, 10, 1)
SPRING, SUMMER, AUTUMN, WINTER = periods_of("quarterly", "2018/19")
DISTRICTS = (
    "cambridge-csp",
    "east-cambridgeshire-csp",
    "fenland-csp",
    "huntingdonshire-csp",
    "south-cambridgeshire-csp",
)
COUNCIL = "cambridgeshire-county-council"
# As seeds say: the county's team makes those of the districts, each quarter; Peterborough's staff
# their own; the council, the district and the police share what South Cambridgeshire's costs.
TEMPLATE: dict[str, Any] = {
    "title": "Strategic needs assessment",
    "source": "S1 5.1",
    "sections": [
        {"heading": "What has changed", "guidance": "What rose, what fell.", "topic": "changes"},
        {"heading": "Where it happens", "topic": "places"},
        {"heading": "What does most harm", "topic": "harm"},
        {"heading": "Beside its neighbours", "topic": "neighbours"},
        {"heading": "What came of it", "topic": "outcomes"},
        {"heading": "What this means for priorities", "slug": "priorities"},
    ],
    "bodies": [
        *(
            {"body": one, "producer": COUNCIL, "cycle": "quarterly", "source": "S1 5.1"}
            for one in DISTRICTS[:4]
        ),
        {
            "body": "south-cambridgeshire-csp",
            "producer": COUNCIL,
            "cycle": "quarterly",
            "shares": [
                {"body": COUNCIL},
                {"body": "south-cambridgeshire-council"},
                {"body": "constabulary"},
            ],
            "shares_words": "The shares are not recorded.",
            "source": "S2 19",
        },
        {"body": "safer-peterborough", "producer": "safer-peterborough", "cycle": "quarterly"},
    ],
}


@operation("Took away the demonstration's own template for a test")
def take_template(*, by: Actor) -> None:
    """No template, and nothing on who makes whose assessments."""
    for one in [*AssessmentTemplate.objects.all(), *Production.objects.all()]:
        one.delete()


@pytest.fixture
def no_template(demo: None) -> None:
    """The demonstration without its own template: tests load theirs."""
    take_template(by=ANALYST)


def templated(**changed: Any) -> None:
    """Load the template, some of it changed."""
    load_template(by=ANALYST, area=area(), data=TEMPLATE | changed)


def body(slug: str = "fenland-csp") -> Body:
    """A body of the demonstration."""
    return body_named(slug)


def fresh(assessment: Assessment) -> Assessment:
    """The assessment as it is now."""
    found: Assessment = Assessment.objects.select_related("body__area", "producer").get(
        pk=assessment.pk
    )
    return found


def begun(slug: str = "fenland-csp", period: Period = SPRING, **more: Any) -> Assessment:
    """An assessment in draft."""
    return start_assessment(by=ANALYST, body=body(slug), period=period, on=TODAY, **more)


def section_of(assessment: Assessment, slug: str = "what-has-changed") -> AssessmentSection:
    """A section of it."""
    found: AssessmentSection = AssessmentSection.objects.select_related(
        "assessment__body__area"
    ).get(assessment=assessment, slug=slug)
    return found


def with_figures(*counts: int) -> None:
    """A release of burglaries in Fenland, January to June 2018."""
    loaded(crime_rows(half_a_year(*(counts or (10, 12, 9, 14, 11, 13)))))


def written(slug: str = "fenland-csp", period: Period = SPRING) -> Assessment:
    """One in draft that says something in each section, and has an agreed finding in the first."""
    made = begun(slug, period)
    for one in AssessmentSection.objects.filter(assessment=made).select_related("assessment"):
        write_section(by=ANALYST, section=one, text=f"What there is to say of {one.heading}.")
    if not made.sections.filter(findings__isnull=False).exists():
        finding = kept(agreed=True)
        first = made.sections.select_related("assessment__body").first()
        assert first is not None
        add_finding(by=ANALYST, section=first, finding=finding)
    return fresh(made)


def in_review(slug: str = "fenland-csp", period: Period = SPRING) -> Assessment:
    """One that is in review."""
    made = written(slug, period)
    send_for_review(by=ANALYST, assessment=made)
    return fresh(made)


def decision(slug: str = "fenland-csp", outcome: str = "agreed") -> Decision:
    """A decision that a body took on 20 September 2018."""
    day = date(2018, 9, 20)
    found = Meeting.objects.filter(body__slug=slug, date=day).first()
    if found is None:
        found = Meeting(body=body(slug), slug="2018-09-20", date=day)
        saved(found, by=ANALYST)
    return record_decision(
        by=ANALYST, meeting=found, text="The assessment is approved.", outcome=outcome, on=TODAY
    )


def approved(slug: str = "fenland-csp", period: Period = SPRING) -> Assessment:
    """One that its body approved."""
    made = in_review(slug, period)
    approve_assessment(by=ANALYST, assessment=made, decision=decision(slug))
    return fresh(made)


def published(slug: str = "fenland-csp", period: Period = SPRING) -> Assessment:
    """One that everybody may read."""
    made = approved(slug, period)
    publish_assessment(by=ANALYST, assessment=made, on=TODAY)
    return fresh(made)


def drafted(slug: str = "fenland-csp", period: Period = SPRING) -> Any:
    """One drafted from the data that are loaded."""
    return draft_assessment(by=ANALYST, body=body(slug), period=period, now=NOW)
