"""The mail that brings a colleague their link."""

from datetime import date

from frankpledge.answering.links.rules import last_day
from frankpledge.answering.links.tokens import address_of
from frankpledge.answering.models import AnswerLink
from frankpledge.outbox.operations import Draft
from frankpledge.shared.words import spell_day

TEXT = """\
Somebody who answers for {body} asks you to take this on:

{what}

Open it here. You need no account:
{address}

The link is for this one thing, and works until {until}. Whoever has it can answer for
{body}, so pass it only to somebody who should.
"""


def passed_on(link: AnswerLink, on: date) -> Draft:
    """What a colleague is written when a link is passed to them: once, however often it is asked.

    It keeps no quiet hours: somebody is waiting for it.
    """
    text = TEXT.format(
        body=link.body.name_on(on),
        what=link.what,
        address=address_of(link),
        until=spell_day(last_day(link.expires)),
    )
    return Draft(
        key=f"passed-on:{link.pk}",
        to=link.passed_to,
        subject=f"Passed on to you: {link.what}",
        text=text,
        about="passed-on",
    )
