"""Disclosure control of everything that leaves for publication: protect it, then try to undo it."""

from frankpledge.analytics.disclosure.attacking import Interval, audit
from frankpledge.analytics.disclosure.protecting import protect
from frankpledge.analytics.disclosure.shares import rate_of, share_of
from frankpledge.analytics.disclosure.tables import (
    ALL,
    Cell,
    Published,
    ShownCell,
    ShownTable,
    Table,
    two_way,
)

__all__ = [
    "ALL",
    "Cell",
    "Interval",
    "Published",
    "ShownCell",
    "ShownTable",
    "Table",
    "audit",
    "protect",
    "rate_of",
    "share_of",
    "two_way",
]
