"""Changing a register of actions: the only door for it."""

from frankpledge.actions.operations.asking import ask, change, next_number
from frankpledge.actions.operations.importing import (
    import_actions,
    import_file,
    keep_file,
    throw_file_away,
)
from frankpledge.actions.operations.looking import (
    ChangedMeanwhile,
    Looked,
    go_through,
    look,
    reopen,
)
from frankpledge.actions.operations.reporting import Evidence, report

__all__ = [
    "ChangedMeanwhile",
    "Evidence",
    "Looked",
    "ask",
    "change",
    "go_through",
    "import_actions",
    "import_file",
    "keep_file",
    "look",
    "next_number",
    "reopen",
    "report",
    "throw_file_away",
]
