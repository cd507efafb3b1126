"""`frankpledge groups compliance`: the requirements of delivery groups."""

from typing import Any


def add_to(commands: Any) -> None:
    """Add this module's commands."""
