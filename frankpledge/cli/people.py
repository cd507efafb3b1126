"""`frankpledge people BODY` and `frankpledge account invite`: who holds which post."""

import argparse
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from frankpledge.cli.reply import Reply, Sorry, add_json, add_on, day, find_body, on
from frankpledge.partnership.invitations.operations import Offer, invite
from frankpledge.partnership.models import DUTIES
from frankpledge.partnership.posts.queries import (
    UNUSED_AFTER,
    PostLine,
    Reviewed,
    people_of,
    review_access,
)
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import count_of, spell_day, spell_period


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("people", help="who holds which post of a body, who will, who did")
    one.add_argument("body", metavar="BODY")
    one.add_argument(
        "--review",
        type=int,
        nargs="?",
        const=UNUSED_AFTER,
        default=None,
        metavar="DAYS",
        help="the yearly review: posts that end soon, and those unused for DAYS "
        f"(default: {UNUSED_AFTER})",
    )
    add_on(one)
    add_json(one)
    one.set_defaults(run=people)


def add_invite(kinds: Any) -> None:
    """Add `invite` to the kinds of `frankpledge account`."""
    one = kinds.add_parser("invite", help="invite somebody to a post, by a link that works once")
    one.add_argument("email", metavar="ADDRESS", help="where the link goes")
    one.add_argument("--post", required=True, help="the post, such as “Board secretary”")
    one.add_argument("--body", required=True, metavar="BODY", help="the body the duty is for")
    one.add_argument("--duty", required=True, choices=list(DUTIES), help="what the post does there")
    one.add_argument("--from", dest="starts", type=day, metavar="DATE", help="its first day")
    add_json(one)
    one.set_defaults(run=invite_one)


def invite_one(options: argparse.Namespace) -> Reply:
    """Queue the mail with the link; it leaves when the worker runs."""
    body = find_body(options.body)
    try:
        validate_email(options.email)
    except ValidationError as error:
        raise Sorry(f"“{options.email}” is not an e-mail address.") from error
    offer = Offer(body, options.duty, options.post, options.starts)
    try:
        invitation = invite(
            by=Actor("Command line"), offer=offer, email=options.email, asked_by=body
        )
    except Refused as no:
        raise Sorry(no.reason) from no
    words = f"{options.email} is invited: {options.post}, {options.duty} of {body.slug}."
    data = {
        "body": body.slug,
        "duty": options.duty,
        "post": options.post,
        "expires": invitation.expires,
    }
    return Reply(words, data)


def people(options: argparse.Namespace) -> Reply:
    """A body's people on a day, or its yearly review of access."""
    body, day_asked = find_body(options.body), on(options)
    if options.review is not None:
        found = review_access(body, day_asked, clock.now(), options.review)
        return Reply(_review_words(found, options.review), [_reviewed(one) for one in found])
    page = people_of(body, day_asked, clock.now())
    lines = [
        f"{count_of(len(page.now), 'post')} held at {page.name} on {spell_day(day_asked)}.",
        *(f"  {_line(one)}" for one in page.now),
    ]
    for words, some in (("To begin:", page.later), ("Left:", page.left)):
        lines += [words, *(f"  {_line(one)}" for one in some)] if some else []
    if page.invited:
        lines.append("Invited:")
        lines += [
            f"  {one.post}, {one.duty.lower()}, until {spell_day(one.works_until)}"
            for one in page.invited
        ]
    data = {
        "body": body.slug,
        "name": page.name,
        "on": day_asked,
        "now": [_data(one) for one in page.now],
        "later": [_data(one) for one in page.later],
        "left": [_data(one) for one in page.left],
        "invited": [
            {"post": one.post, "duty": one.invitation.duty, "until": one.works_until}
            for one in page.invited
        ],
    }
    return Reply("\n".join(lines), data)


def _line(one: PostLine) -> str:
    return f"{one.title} ({one.username}), {one.duty}, {spell_period(one.starts, one.ends)}"


def _data(one: PostLine) -> dict[str, Any]:
    return {
        "post": one.title,
        "username": one.username,
        "duty": one.duty,
        "from": one.starts,
        "until": one.ends,
        "seat": one.seat or None,
        "may_close": one.can_close,
    }


def _review_words(found: tuple[Reviewed, ...], unused: int) -> str:
    doubtful = [one for one in found if one.unused or one.ends_soon]
    lines = [f"{count_of(len(found), 'post')} held; {count_of(len(doubtful), 'post')} to look at."]
    for one in doubtful:
        seen = f"last here {spell_day(one.last_seen)}" if one.last_seen else "never here"
        why = [f"not used for {unused} days, {seen}"] if one.unused else []
        why += [f"ends {spell_day(one.line.ends)}"] if one.ends_soon and one.line.ends else []
        lines.append(f"  {one.line.title} ({one.line.username}): {'; '.join(why)}")
    return "\n".join(lines)


def _reviewed(one: Reviewed) -> dict[str, Any]:
    return {
        **_data(one.line),
        "last_seen": one.last_seen,
        "ends_soon": one.ends_soon,
        "unused": one.unused,
    }
