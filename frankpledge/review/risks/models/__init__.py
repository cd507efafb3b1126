"""Registers of risks: what could happen, how likely and how bad, who sees to it, how it rises."""

from frankpledge.review.risks.models.escalation import Escalation
from frankpledge.review.risks.models.imports import RiskImport
from frankpledge.review.risks.models.matrix import Cause, RiskMatrix
from frankpledge.review.risks.models.register import Risk, RiskReader, RiskTurn
from frankpledge.review.risks.models.work import (
    RiskAction,
    RiskControl,
    RiskMention,
    RiskReview,
    RiskScore,
)

__all__ = [
    "Cause",
    "Escalation",
    "Risk",
    "RiskAction",
    "RiskControl",
    "RiskImport",
    "RiskMatrix",
    "RiskMention",
    "RiskReader",
    "RiskReview",
    "RiskScore",
    "RiskTurn",
]
