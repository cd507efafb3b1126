"""A person's own calendar ends with their last post."""

from frankpledge.partnership.posts.leaving import Left, ends_with_a_post
from frankpledge.publication.models import CalendarAddress
from frankpledge.publication.operations import stop_address
from frankpledge.shared.door import Actor


@ends_with_a_post("the secret address of the leaver’s own calendar, with their last post")
def stop_calendar(by: Actor, left: Left) -> str:
    """Stop it where nothing is left; until then it shows what the other posts give."""
    if left.account is None or not left.nothing_left:
        return ""
    if not CalendarAddress.objects.filter(account=left.account, live=True).exists():
        return ""
    stop_address(by=by, account=left.account)
    return "the calendar"
