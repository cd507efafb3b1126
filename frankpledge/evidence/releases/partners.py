"""How a partner's file is read: the saved mapping as the store takes it."""

from typing import Any

from frankpledge.evidence.releases.models import Mapping


def reading_of(mapping: Mapping) -> Any:
    """A saved mapping for the store."""
    raise NotImplementedError
