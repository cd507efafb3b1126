"""The store of evidence: releases of data, checked when loaded, kept for ever."""

from __future__ import annotations

from frankpledge.analytics.store.addresses import police_archive, road_files
from frankpledge.analytics.store.fetching import FetchFailed, fetch
from frankpledge.analytics.store.kinds import ALL_KINDS
from frankpledge.analytics.store.loading import load
from frankpledge.analytics.store.mapping import Column, Mapping, Place
from frankpledge.analytics.store.nouns import (
    Check,
    Family,
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
    "Column",
    "Family",
    "FetchFailed",
    "Field",
    "Kind",
    "Loaded",
    "Mapping",
    "NotLoaded",
    "Part",
    "Place",
    "Progress",
    "Reject",
    "Release",
    "Revision",
    "Slice",
    "SourceFile",
    "Store",
    "TableInfo",
    "fetch",
    "load",
    "police_archive",
    "road_files",
]
