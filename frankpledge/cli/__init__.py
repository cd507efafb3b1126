"""The one command-line entry point: `frankpledge`.

Each command lives beside its kind in this package and answers in words, or with `--json` for
programs. A command returns what it found as a `Reply`; only this module prints.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

CONTENTS = """\
Set up
  frankpledge migrate                           make or update the database
  frankpledge demo load                         load the demonstration county and its accounts
  frankpledge area check FILE                   check an area file, changing nothing
  frankpledge area load FILE                    load it: all of it, or nothing
  frankpledge area schema                       print the published schema of area files
  frankpledge account open|close|link NAME      an account for the holder of a post
  frankpledge account invite ADDRESS            invite somebody to a post, by mail

Who
  frankpledge register authorities AREA         the responsible authorities of an area or place
  frankpledge register seats BODY               the seats of a body and who holds them
  frankpledge people BODY                       who holds which post; --review for the yearly look

Understand
  frankpledge evidence load PATH…               load police, road, place and partner data
  frankpledge evidence fetch URL                download such a file; resumes a broken download
  frankpledge evidence releases                 the data that is loaded, and what it revised
  frankpledge evidence surveys                  needs surveys and consultations, with their bases
  frankpledge evidence measures                 what can be measured, and how each is defined
  frankpledge evidence measure NAME --by …      ask a measure
  frankpledge assessment draft BODY             a first strategic assessment, from the data alone

Decide
  frankpledge meeting deadlines BODY DATE       when reports are due and papers go out
  frankpledge meeting status BODY DATE          how each paper stands, and who is late
  frankpledge meeting coverage BODY             whom the forward plan gives no turn
  frankpledge pack BODY DATE --out FILE         the board pack, as .pdf, .docx or .html
  frankpledge feed BODY --ics                   a board's calendar, for diaries
  frankpledge attendance BODY                   who came how often, by organisation and by seat
  frankpledge actions BODY                      a board's register of actions
  frankpledge import actions FILE --body BODY   bring an action log into it

Review
  frankpledge board screen BODY                 how every group of a board stands, the worst first
  frankpledge groups compliance                 what each delivery group must have, and has
  frankpledge requests BODY                     what groups ask of a board, and what became of it
  frankpledge risks BODY                        a register of risks; --out FILE writes a spreadsheet
  frankpledge import risks FILE --body BODY     bring a register of risks in
  frankpledge indicator NAME                    one indicator: figures, target, exceptional or not
  frankpledge import values FILE --indicator NAME   bring its figures in

Everyone
  frankpledge owed BODY                         what a body owes, by due date
  frankpledge remind                            remind bodies of what they owe, and tell chairs

Nothing lost
  frankpledge backup FILE                       back everything up, encrypted; --check tries it out
  frankpledge restore FILE                      put a backup back: all of it, or nothing
  frankpledge move --to DATABASE_URL            move the records to another database
  frankpledge export FOLDER                     an area's whole record, in open formats
  frankpledge import area FOLDER                bring it into an empty system

Run
  frankpledge check                             try the settings, the database, the mail, the disk
  frankpledge serve                             serve the pages
  frankpledge work                              send mail and do what is to be done by itself
  frankpledge mail                              the outbox: what waits, what left, what did not
  frankpledge history verify                    is the history whole, and if not, since where
  frankpledge retention                         what need not be kept any longer; --apply
  frankpledge subject WHO                       all that is held about somebody; --erase --why …
  frankpledge routes                            every address and verb, and who may have it
  frankpledge manage …                          Django's own commands

Each answers `--help`; most take `--json`, and `--on DATE` for another day than today.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0 done, 1 refused or mistaken, 2 misused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        return _manage(given[1:])
    parser = argparse.ArgumentParser(
        prog="frankpledge",
        usage="frankpledge COMMAND …",
        description="The shared record of a community safety partnership.",
        epilog=CONTENTS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    # The epilog is the table of contents; argparse's own list of commands would say it twice.
    commands = parser.add_subparsers(dest="command", metavar="", help=argparse.SUPPRESS)
    import django

    django.setup()
    _say_what_is_unknown()
    for module in _modules():
        module.add_to(commands)
    options = parser.parse_args(given)
    if not hasattr(options, "run"):
        parser.print_help()
        return 2 if options.command else 0
    return _answer(options)


def _say_what_is_unknown() -> None:
    from django.conf import settings

    from frankpledge.config.variables import unknown

    for sentence in unknown(settings.ENVIRONMENT):
        print(sentence, file=sys.stderr)


def _modules() -> tuple[Any, ...]:
    """The modules that add commands, in the order of the table of contents. Django is up."""
    from frankpledge.cli import (
        account,
        actions,
        area,
        assessment,
        attendance,
        check,
        evidence,
        feed,
        groups,
        history,
        indicators,
        mail,
        meetings,
        owed,
        pack,
        people,
        register,
        remind,
        requests,
        retention,
        risks,
        routes,
        running,
        safekeeping,
        screen,
        work,
    )

    set_up = (area, account, register, people)
    understand = (evidence, assessment)
    decide = (meetings, pack, feed, attendance, actions)
    review = (screen, groups, risks, indicators, requests)
    daily = (owed, remind, running, work, mail)
    keep = (safekeeping, history, retention)
    return (*set_up, *understand, *decide, *review, *daily, *keep, check, routes)


def _answer(options: argparse.Namespace) -> int:
    from frankpledge.cli.reply import Reply, Sorry, machine_in_words, on_the_demonstrations_day

    try:
        _refuse_while_closed(options.command)
        with machine_in_words(), on_the_demonstrations_day():
            reply: Reply = options.run(options)
    except Sorry as sorry:
        if getattr(options, "json", False):
            print(json.dumps({"error": str(sorry), **sorry.details}, indent=2, ensure_ascii=False))
        else:
            print(sorry, file=sys.stderr)
        return 1
    wants_data = getattr(options, "json", False)
    told = json.dumps(reply.data, indent=2, ensure_ascii=False, default=str) if wants_data else ""
    try:
        print(told or reply.words, flush=True)
    except BrokenPipeError:
        # Whoever was reading, such as `head`, has had enough; that is no mistake.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return reply.status


def _refuse_while_closed(command: str) -> None:
    """Nobody reads or writes while the records are moved; an interrupted restore is finished."""
    from frankpledge.cli.reply import Sorry
    from frankpledge.safekeeping.placing import finish_interrupted
    from frankpledge.safekeeping.refusing import CannotKeep
    from frankpledge.shared.closed import why_closed

    try:
        finished = finish_interrupted()
    except CannotKeep as no:
        raise Sorry(str(no)) from no
    if finished:
        print("A restore that was interrupted has been finished.", file=sys.stderr)
    if command not in {"backup", "restore", "move", "serve"} and (why := why_closed()):
        raise Sorry(why)


def _manage(given: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["frankpledge manage", *given])
    return 0
