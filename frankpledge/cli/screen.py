"""`frankpledge board screen`: how every group of a board stands."""

from typing import Any


def add_to(commands: Any) -> None:
    """Add this module's commands."""
