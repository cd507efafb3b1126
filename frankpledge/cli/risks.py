"""`frankpledge risks`, and importing them: a register of risks."""

from typing import Any


def add_to(commands: Any) -> None:
    """Add this module's commands."""
