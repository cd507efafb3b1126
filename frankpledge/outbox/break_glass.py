"""Mail to those who are responsible, each time that break-glass access is used."""

from django.conf import settings

from frankpledge.accounts.models import BreakGlassUse
from frankpledge.accounts.operations.break_glass import tells_of_break_glass
from frankpledge.outbox.operations.messages import Draft, queue
from frankpledge.shared.address import absolute
from frankpledge.shared.words import spell_day, spell_time

TEXT = """{post} signed in by break-glass access on {day} at {time}, with {device}.

Find out who it was and why. If nobody can say, close the account at once:

    frankpledge account close {username}

Each use stands at {page}
"""


@tells_of_break_glass
def tell(use: BreakGlassUse) -> None:
    """Queue a mail to each of those named in FRANKPLEDGE_RESPONSIBLE. It has no quiet hours."""
    text = TEXT.format(
        post=use.account.post,
        day=spell_day(use.at.date()),
        time=spell_time(use.at.time()),
        device=use.device,
        username=use.account.username,
        page=absolute("/account/break-glass/"),
    )
    drafts = [
        Draft(
            key=f"break-glass:{use.pk}:{address}",
            to=address,
            subject=f"Break-glass access was used as {use.account.post}",
            text=text,
            about="break-glass",
        )
        for address in settings.SIGN_IN.responsible
    ]
    queue(by=use.account.actor, messages=drafts)
