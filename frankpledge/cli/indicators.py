"""`frankpledge indicator` and importing values: one indicator on a day."""

from typing import Any


def add_to(commands: Any) -> None:
    """Add this module's commands."""
