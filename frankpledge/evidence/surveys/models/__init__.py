"""Surveys with their questions and answers, and figures that are stated without any."""

from frankpledge.evidence.surveys.models.beside import Beside
from frankpledge.evidence.surveys.models.stated import (
    SavingsTarget,
    SpendLine,
    SpendTable,
    StatedFigures,
)
from frankpledge.evidence.surveys.models.survey import Answers, Survey, SurveyQuestion

__all__ = [
    "Answers",
    "Beside",
    "SavingsTarget",
    "SpendLine",
    "SpendTable",
    "StatedFigures",
    "Survey",
    "SurveyQuestion",
]
