"""Indicators of an area file: do they hang together?"""

from frankpledge.areafile.checks.known import Known


def check(known: Known) -> None:
    """Note every mistake."""
