"""Marking a record, and saying who may read it."""

from collections.abc import Collection
from typing import Any

from frankpledge.partnership.marking.models import Marked
from frankpledge.partnership.models import Body
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.marking import BY_NAME, Marking, may_be_marked
from frankpledge.shared.verdict import require


@operation("Marked, and said who may read it")
def mark(
    *, by: Actor, record: Marked, marking: Marking, audience: str, named: Collection[Body] = ()
) -> None:
    """Say how a record is marked and who may read it.

    Raises Refused where the two do not fit, or where its kind has to stay open.
    """
    require(may_be_marked(marking, audience, len(named)))
    # Held, so that whoever would rest on it at this moment waits for this.
    held: Marked = type(record).objects.select_for_update(no_key=True).get(pk=record.pk)
    if marking.sensitive or audience in BY_NAME:
        require(held.may_be_narrowed())
    readers = record.reader_model
    save_marked(record, readers, readers.of, marking, audience, named)


def save_marked(
    record: Any, readers: Any, of: str, marking: Marking, audience: str, named: Collection[Body]
) -> None:
    """Save a record with its marking, and the bodies that are named for it, and no others.

    `readers`: the model of the bodies that are named, which calls the record `of`.
    """
    before = {one.body_id: one for one in readers.objects.filter(**{of: record})}
    wanted = {one.pk: one for one in named}
    record.classification, record.handling = marking.classification, marking.handling.strip()
    record.audience = audience
    record.save(parts_changed=before.keys() != wanted.keys())
    for key in before.keys() - wanted.keys():
        before[key].delete()
    for key in sorted(wanted.keys() - before.keys()):
        readers(**{of: record}, body=wanted[key]).save()
