"""The store of evidence: releases of data, checked when loaded, kept for ever."""

from __future__ import annotations

from frankpledge.analytics.store.kinds import ALL_KINDS
from frankpledge.analytics.store.loading import load
from frankpledge.analytics.store.nouns import (
    Check,
    Field,
    Kind,
    Loaded,
    NotLoaded,
    Progress,
    Reject,
    Release,
    Revision,
    Slice,
    SourceFile,
    TableInfo,
)
from frankpledge.analytics.store.store import Part, Store

__all__ = [
    "ALL_KINDS",
    "Check",
    "Field",
    "Kind",
    "Loaded",
    "NotLoaded",
    "Part",
    "Progress",
    "Reject",
    "Release",
    "Revision",
    "Slice",
    "SourceFile",
    "Store",
    "TableInfo",
    "load",
]
