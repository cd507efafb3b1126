"""Who owes what by when: the actions that meetings and others ask for, and how they come on."""

from frankpledge.actions.models.imports import ActionImport
from frankpledge.actions.models.register import (
    ACTION_STATES,
    OPEN_STATES,
    Action,
    ActionLook,
    ActionReport,
)

__all__ = [
    "ACTION_STATES",
    "OPEN_STATES",
    "Action",
    "ActionImport",
    "ActionLook",
    "ActionReport",
]
