"""What pages, papers, the one screen and the command line ask of registers of risks."""

from frankpledge.review.risks.queries.counts import RiskCounts, risk_counts
from frankpledge.review.risks.queries.lines import RiskLine, line_of, lines_of, open_risks
from frankpledge.review.risks.queries.matrices import matrix_on

__all__ = [
    "RiskCounts",
    "RiskLine",
    "line_of",
    "lines_of",
    "matrix_on",
    "open_risks",
    "risk_counts",
]
