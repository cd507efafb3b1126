"""Marking a record, and saying who may read it."""

from collections.abc import Collection

from frankpledge.partnership.marking.models import Marked
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.marking import Marking, may_be_marked
from frankpledge.shared.verdict import require


@operation("Marked, and said who may read it")
def mark(
    *, by: Actor, record: Marked, marking: Marking, audience: str, named: Collection[Body] = ()
) -> None:
    """Say how a record is marked and who may read it. Raises Refused where they do not fit."""
    require(may_be_marked(marking, audience, len(named)))
    record.classification, record.handling = marking.classification, marking.handling.strip()
    record.audience = audience
    readers = record.reader_model
    before = {one.body_id: one for one in readers.objects.filter(**{readers.of: record})}
    wanted = {one.pk: one for one in named}
    record.save(parts_changed=before.keys() != wanted.keys())
    for key in before.keys() - wanted.keys():
        before[key].delete()
    for key in sorted(wanted.keys() - before.keys()):
        readers(**{readers.of: record}, body=wanted[key]).save()
