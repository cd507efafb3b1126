"""How a partner's file is read: the saved mapping as the store takes it."""

from frankpledge.analytics.store.mapping import Mapping as Reading
from frankpledge.evidence.releases.models import Mapping


def reading_of(mapping: Mapping) -> Reading:
    """A saved mapping for the store. Raises KeyError or TypeError for a definition that is none."""
    return Reading.from_json(mapping.definition or {})
