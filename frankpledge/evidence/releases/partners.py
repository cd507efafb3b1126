"""How a partner's file is read: the saved mapping as the store takes it, and the draft of one."""

from dataclasses import dataclass
from typing import Any

from frankpledge.analytics.store.mapping import Column
from frankpledge.analytics.store.mapping import Mapping as Reading
from frankpledge.evidence.releases.mapping.guessing import Seen
from frankpledge.evidence.releases.models import Mapping


@dataclass(frozen=True)
class Draft:
    """A mapping that is being settled, and the columns of its sample."""

    mapping: Reading
    seen: tuple[Seen, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        seen = [one.to_json() for one in self.seen]
        return {"mapping": self.mapping.to_json(), "seen": seen}

    def column(self, header: str) -> Column | None:
        """How a column is read; None where it is left out, or says where."""
        return next((one for one in self.mapping.columns if one.header == header), None)


def reading_of(mapping: Mapping) -> Reading:
    """A saved mapping for the store. Raises KeyError or TypeError for a definition that is none."""
    return Reading.from_json(mapping.definition or {})


def draft_of(mapping: Mapping) -> Draft:
    """The draft of a mapping that has one."""
    kept = mapping.draft or {}
    return Draft(
        Reading.from_json(kept["mapping"]), tuple(Seen.from_json(one) for one in kept["seen"])
    )
