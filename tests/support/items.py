"""Changes to agenda items that no page offers yet."""

from frankpledge.meetings.models import AgendaItem
from frankpledge.shared.door import Actor, operation
from tests.support.county import SECRETARY, meeting


@operation("Gave an item a public title")
def _entitle(*, by: Actor, item: AgendaItem, title: str, public_title: str) -> None:
    item.title, item.public_title = title, public_title
    item.save()


def give_public_title(slug: str, title: str, public_title: str) -> None:
    """An item of the October meeting with one title for members and another for the public."""
    item = AgendaItem.objects.get(meeting=meeting(), slug=slug)
    _entitle(by=SECRETARY, item=item, title=title, public_title=public_title)
