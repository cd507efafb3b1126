"""Review: what each delivery group reports to its board each quarter."""

from frankpledge.review.models.entries import (
    EntryLink,
    UpdateDocument,
    UpdateEntry,
    UpdateNotice,
)
from frankpledge.review.models.templates import TemplateDocument, TemplateSection, UpdateTemplate
from frankpledge.review.models.updates import QuarterlyUpdate, UpdateGiven

__all__ = [
    "EntryLink",
    "QuarterlyUpdate",
    "TemplateDocument",
    "TemplateSection",
    "UpdateDocument",
    "UpdateEntry",
    "UpdateGiven",
    "UpdateNotice",
    "UpdateTemplate",
]
