"""Which partners' tables an area may read: those of its own mappings, and of no other's."""

from frankpledge.evidence.releases.models import Mapping
from frankpledge.places.models import Area


def partner_tables(area: Area | None) -> frozenset[str]:
    """The store's tables of an area's mappings; of every area's for whoever runs the service."""
    found = Mapping.objects.all() if area is None else Mapping.objects.filter(area=area)
    return frozenset(one.table for one in found)
