"""What pages, the one screen and the command line ask of requirements."""

from frankpledge.review.requirements.queries.matrix import (
    Cell,
    Compliance,
    ComplianceCounts,
    Row,
    compliance,
    compliance_counts,
)

__all__ = ["Cell", "Compliance", "ComplianceCounts", "Row", "compliance", "compliance_counts"]
