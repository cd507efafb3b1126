"""`frankpledge account open|close|link|reset|break-glass`: accounts for the holders of posts."""

import argparse
import getpass
import re
import sys
from typing import Any

from django.conf import settings

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import (
    link_identity,
    mark_break_glass,
    open_account,
    password_faults,
)
from frankpledge.cli.people import add_invite
from frankpledge.cli.reply import Reply, Sorry, add_json, database, find_body
from frankpledge.partnership.models import DUTIES
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.posts.operations import close_with_posts, reset_lost_step
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.verdict import Refused
from frankpledge.shared.words import spell_list


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    account = commands.add_parser("account", help="local accounts, known by post")
    kinds = account.add_subparsers(
        dest="kind", metavar="open|invite|close|link|reset|break-glass", required=True
    )
    one = kinds.add_parser(
        "open", help="open an account, or give one another post; asks for the password"
    )
    one.add_argument("username", metavar="NAME", help="lower-case letters, digits and hyphens")
    one.add_argument("--post", required=True, help="the post, such as “Board secretary”")
    one.add_argument("--body", required=True, metavar="BODY", help="the body the duty is for")
    one.add_argument("--duty", required=True, choices=list(DUTIES), help="what the post does there")
    one.add_argument(
        "--break-glass",
        action="store_true",
        help="may use its password when local passwords are off; each use is told to those "
        "who are responsible",
    )
    one.add_argument(
        "--no-password", action="store_true", help="its holder comes by single sign-on alone"
    )
    add_json(one)
    one.set_defaults(run=open_one)
    add_invite(kinds)
    one = kinds.add_parser(
        "close", help="end every post of an account and close it: what it did stays on record"
    )
    one.add_argument("username", metavar="NAME")
    add_json(one)
    one.set_defaults(run=close_one)
    one = kinds.add_parser("link", help="say who an account’s holder is to single sign-on")
    one.add_argument("username", metavar="NAME")
    one.add_argument("--provider", required=True, help="its short name in FRANKPLEDGE_OIDC")
    one.add_argument(
        "--subject", required=True, help="its lasting name for the person; Entra ID’s Object ID"
    )
    add_json(one)
    one.set_defaults(run=link_one)
    one = kinds.add_parser(
        "reset", help="remove the second steps of somebody who has lost them, and sign them out"
    )
    one.add_argument("username", metavar="NAME")
    add_json(one)
    one.set_defaults(run=reset_one)
    one = kinds.add_parser("break-glass", help="make an account a break-glass account, or not")
    one.add_argument("username", metavar="NAME")
    one.add_argument("--off", action="store_true", help="it is one no longer")
    add_json(one)
    one.set_defaults(run=break_glass)


def open_one(options: argparse.Namespace) -> Reply:
    """Open an account and give its holder a duty from today. The password is never an argument."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", options.username):
        raise Sorry(f"“{options.username}” is not lower-case letters, digits and hyphens.")
    body = find_body(options.body)
    by = Actor("Command line")
    with database():
        account = Account.objects.filter(username=options.username).first()
        if account is None:
            account = open_account(
                by=by,
                username=options.username,
                post=options.post,
                password="" if options.no_password else _password(),
                break_glass=options.break_glass,
            )
        give_post(by=by, account=account, body=body, duty=options.duty, starts=clock.today())
    words = f"{options.username} may sign in, as {account.post}: {options.duty} of {body.slug}."
    return Reply(words, {"username": options.username, "body": body.slug, "duty": options.duty})


def close_one(options: argparse.Namespace) -> Reply:
    """End its posts with all that they gave, and close it: its holder is signed out."""
    with database():
        told = close_with_posts(by=Actor("Command line"), account=_account(options.username))
    words = f"{options.username} can no longer sign in."
    words += f" With it ended {spell_list(told)}." if told else ""
    return Reply(words, {"username": options.username, "ended": told})


def link_one(options: argparse.Namespace) -> Reply:
    """Link an account to its holder's identity at a provider of single sign-on."""
    known = {provider.slug: provider.name for provider in settings.SIGN_IN.providers}
    if options.provider not in known:
        raise Sorry(f"FRANKPLEDGE_OIDC names no provider “{options.provider}”.")
    with database():
        try:
            link_identity(
                by=Actor("Command line"),
                account=_account(options.username),
                provider=options.provider,
                subject=options.subject,
            )
        except Refused as refused:
            raise Sorry(refused.reason) from refused
    words = f"{options.username} may sign in with {known[options.provider]}."
    return Reply(words, {"username": options.username, "provider": options.provider})


def reset_one(options: argparse.Namespace) -> Reply:
    """Remove passkeys, one-time codes and recovery codes. Make sure first who asks for it."""
    with database():
        try:
            told = reset_lost_step(by=Actor("Command line"), account=_account(options.username))
        except Refused as refused:
            raise Sorry(refused.reason) from refused
    words = f"{options.username} has no second step any more, and is signed out."
    words += " They are told by mail." if told else " No address is known: tell them yourself."
    return Reply(words, {"username": options.username, "told": told})


def break_glass(options: argparse.Namespace) -> Reply:
    """Make an account a break-glass account, or an ordinary one again."""
    with database():
        account = _account(options.username)
        mark_break_glass(by=Actor("Command line"), account=account, break_glass=not options.off)
    what = "no longer a break-glass account" if options.off else "a break-glass account"
    return Reply(
        f"{options.username} is {what}.",
        {"username": options.username, "break_glass": not options.off},
    )


def _account(username: str) -> Account:
    account: Account | None = Account.objects.filter(username=username).first()
    if account is None:
        raise Sorry(f"There is no account “{username}”.")
    return account


def _password() -> str:
    """A password typed twice at a terminal, or the first line of what is piped in."""
    if sys.stdin.isatty():
        given = getpass.getpass("Password: ")
        if getpass.getpass("The same again: ") != given:
            raise Sorry("The two passwords differ. Nothing was changed.")
    else:
        given = sys.stdin.readline().rstrip("\n")
    if faults := password_faults(given):
        raise Sorry(" ".join(faults))
    return given
