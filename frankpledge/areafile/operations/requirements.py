"""Requirements of an area file."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync

Given = dict[str, Any]


def load(sync: Sync, data: Given) -> None:
    """Requirements."""
