"""Links end with the post that let somebody have them."""

from frankpledge.answering.links.operations import withdraw_link
from frankpledge.answering.models import AnswerLink
from frankpledge.partnership.posts.leaving import Left, ends_with_a_post
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.words import count_of


@ends_with_a_post(
    "links by which the body’s people can answer without signing in: the leaver may have them "
    "in their mail, so all stop, and the next reminder brings new ones"
)
def withdraw_links(by: Actor, left: Left) -> str:
    """Withdraw the body's links that were given before it; of a seat, those of its board."""
    if not left.stopped_acting:
        return ""
    links = AnswerLink.objects.working(clock.now()).filter(body=left.body, issued__lte=left.at)
    if left.board:
        links = links.filter(asked_by=left.board)
    count = 0
    for key in list(links.values_list("pk", flat=True)):
        # Fetched anew: withdrawing one takes with it all that came of passing it on.
        link = AnswerLink.objects.get(pk=key)
        count += withdraw_link(by=by, link=link) if link.withdrawn is None else 0
    return count_of(count, "signed link") if count else ""
