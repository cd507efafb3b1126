"""`frankpledge account open|close`: a local account for the holder of a post."""

import argparse
import getpass
import re
import sys
from typing import Any

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import open_account, password_faults
from frankpledge.cli.people import add_invite
from frankpledge.cli.reply import Reply, Sorry, add_json, database, find_body
from frankpledge.partnership.models import DUTIES
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.posts.operations import close_with_posts
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.words import spell_list


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    account = commands.add_parser("account", help="local accounts, known by post")
    kinds = account.add_subparsers(dest="kind", metavar="open|invite|close", required=True)
    one = kinds.add_parser(
        "open", help="open an account, or give one another post; asks for the password"
    )
    one.add_argument("username", metavar="NAME", help="lower-case letters, digits and hyphens")
    one.add_argument("--post", required=True, help="the post, such as “Board secretary”")
    one.add_argument("--body", required=True, metavar="BODY", help="the body the duty is for")
    one.add_argument("--duty", required=True, choices=list(DUTIES), help="what the post does there")
    add_json(one)
    one.set_defaults(run=open_one)
    add_invite(kinds)
    one = kinds.add_parser(
        "close", help="end every post of an account and close it: what it did stays on record"
    )
    one.add_argument("username", metavar="NAME")
    add_json(one)
    one.set_defaults(run=close_one)


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
                by=by, username=options.username, post=options.post, password=_password()
            )
        give_post(by=by, account=account, body=body, duty=options.duty, starts=clock.today())
    words = f"{options.username} may sign in, as {account.post}: {options.duty} of {body.slug}."
    return Reply(words, {"username": options.username, "body": body.slug, "duty": options.duty})


def close_one(options: argparse.Namespace) -> Reply:
    """End its posts with all that they gave, and close it: its holder is signed out."""
    with database():
        account = Account.objects.filter(username=options.username).first()
        if account is None:
            raise Sorry(f"There is no account “{options.username}”.")
        told = close_with_posts(by=Actor("Command line"), account=account)
    words = f"{options.username} can no longer sign in."
    words += f" With it ended {spell_list(told)}." if told else ""
    return Reply(words, {"username": options.username, "ended": told})


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
