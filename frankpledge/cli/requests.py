"""`frankpledge requests`: what groups ask of a board."""

from typing import Any


def add_to(commands: Any) -> None:
    """Add this module's commands."""
