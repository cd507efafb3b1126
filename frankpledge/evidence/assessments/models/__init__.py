"""Strategic assessments: how they are made, what they say, what was said of them."""

from frankpledge.evidence.assessments.models.assessment import (
    Assessment,
    AssessmentDecision,
    AssessmentInput,
)
from frankpledge.evidence.assessments.models.people import SectionQuestion
from frankpledge.evidence.assessments.models.sections import (
    AssessmentComment,
    AssessmentSection,
    SectionFinding,
)
from frankpledge.evidence.assessments.models.template import AssessmentTemplate, Production

__all__ = [
    "Assessment",
    "AssessmentComment",
    "AssessmentDecision",
    "AssessmentInput",
    "AssessmentSection",
    "AssessmentTemplate",
    "Production",
    "SectionFinding",
    "SectionQuestion",
]
