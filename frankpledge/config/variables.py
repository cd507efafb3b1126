"""The table of every setting that the environment may hold. See environment.py."""

import os
import re
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from frankpledge.accounts.rules import BY_ACCOUNT, BY_ADDRESS, IDLE, LONGEST
from frankpledge.accounts.setting import read_sign_in
from frankpledge.config.environment import (
    BASE_DIR,
    Environment,
    Variable,
    about_unknown,
    address,
    database,
    day,
    engine,
    folder,
    hosts,
    networks,
    one_of,
    read_environment,
    secret_key,
    text,
    token,
    whole_number,
    yes_or_no,
)
from frankpledge.outbox.setting import NOTIFY_URL, read_mail
from frankpledge.shared.uploads.scanning import read_scanner

SERVED, SAFE, MAIL = "How it is served", "Who is let in, and secrets", "Mail"
KEPT, WATCHED, TRIED = "Backups", "Watching it", "Trying it out"
# Of each provider of single sign-on, by the short name that FRANKPLEDGE_OIDC gives it.
FAMILIES = re.compile(r"FRANKPLEDGE_OIDC_[A-Z0-9]+_(ISSUER|CLIENT_ID|SECRET|NAME|SUBJECT)")
THIS_MACHINE = networks("")("127.0.0.1,::1")

VARIABLES: tuple[Variable, ...] = (
    Variable(
        "FRANKPLEDGE_DATA",
        "The folder for files, for evidence, and for the database where it is SQLite.",
        "/var/lib/frankpledge",
        folder,
        BASE_DIR / "var",
        "`var` beside the code",
    ),
    Variable(
        "DATABASE_URL",
        "A database other than SQLite there. PostgreSQL 15 or later for a county’s service.",
        "postgres://frankpledge:password@localhost/frankpledge",
        database,
        without="SQLite in the data folder",
        secret=True,
    ),
    Variable(
        "FRANKPLEDGE_URL",
        "Where people reach it: for links in mail and in calendars.",
        "https://board.example.org",
        address,
        without="`http://localhost` and the port",
    ),
    Variable(
        "FRANKPLEDGE_RUN_BY",
        "The body that runs this service, as the accessibility statement names it.",
        "Borsetshire County Council",
        text,
    ),
    Variable(
        "FRANKPLEDGE_CONTACT",
        "Where people write who cannot use a page, as the accessibility statement says.",
        "board.secretary@example.org",
        text,
    ),
    Variable(
        "ALLOWED_HOSTS",
        "The host names that are served, separated by commas. Any other is refused.",
        "board.example.org",
        hosts,
        ["127.0.0.1", "localhost", "[::1]"],
        "this machine’s own names",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_SECURE",
        "1 behind HTTPS: cookies that only HTTPS carries, HSTS, and a redirect from HTTP.",
        "1",
        yes_or_no("FRANKPLEDGE_SECURE"),
        default=False,
        without="0",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_DRAFTS",
        "0 where people share a computer’s profile: nothing that is typed waits in the browser.",
        "0",
        yes_or_no("FRANKPLEDGE_DRAFTS"),
        default=True,
        without="1",
        group=SAFE,
    ),
    Variable(
        "SECRET_KEY",
        "Signs sessions and links, and seals second steps. The same for every process; changed, it "
        "ends every session and every link in a mail, and one-time codes are to be set up anew.",
        "(50 random characters or more)",
        secret_key,
        without="made once and kept in the data folder",
        secret=True,
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_OIDC",
        "Short names of the providers of single sign-on, separated by commas. Each has settings of "
        "its own, with its name in capitals: `FRANKPLEDGE_OIDC_COUNCIL_ISSUER`, `…_CLIENT_ID`, "
        "`…_SECRET` (a secret), `…_NAME` and `…_SUBJECT`.",
        "council,police",
        text,
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_PASSWORDS",
        "`off`: nobody but a break-glass account may use a password.",
        "off",
        text,
        without="`on`",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_SECOND_STEP",
        "`required`: whoever uses a password must have a passkey or a one-time code.",
        "required",
        text,
        without="`optional`",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_SESSION_HOURS",
        "After how many hours a sign-in ends at the latest. At most 12, so that none lasts "
        "overnight; a break-glass one always ends after 1.",
        "8",
        whole_number("FRANKPLEDGE_SESSION_HOURS", 1, int(LONGEST / timedelta(hours=1))),
        int(LONGEST / timedelta(hours=1)),
        "`12`",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_SESSION_MINUTES",
        "After how many minutes without a page a sign-in ends. From 5, so that somebody who reads "
        "stays in, to 120, for a screen that somebody left; a break-glass one always after 15.",
        "30",
        whole_number("FRANKPLEDGE_SESSION_MINUTES", 5, int(IDLE / timedelta(minutes=1))),
        int(IDLE / timedelta(minutes=1)),
        "`120`",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_TRIES",
        "How many wrong passwords or codes an account may have within five minutes. From 3, for "
        "people mistype, to 10, for six digits are not to be guessed.",
        "3",
        whole_number("FRANKPLEDGE_TRIES", 3, 10),
        BY_ACCOUNT.tries,
        f"`{BY_ACCOUNT.tries}`",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_TRIES_FROM_ADDRESS",
        "The same from one network address, which a whole council may share. From 10 to 300.",
        "100",
        whole_number("FRANKPLEDGE_TRIES_FROM_ADDRESS", 10, 300),
        BY_ADDRESS.tries,
        f"`{BY_ADDRESS.tries}`",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_RESPONSIBLE",
        "Mail addresses, separated by commas, that are told of every use of a break-glass account.",
        "it.security@example.org",
        text,
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_PROXIES",
        "The addresses of the proxies in front. Only they may say who asks and whether by HTTPS.",
        "10.1.0.5",
        networks("FRANKPLEDGE_PROXIES"),
        THIS_MACHINE,
        "`127.0.0.1,::1`",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_BIND",
        "Where the pages are served: an address and port, or `unix:` and a path.",
        "0.0.0.0:8000",
        text,
        without="`127.0.0.1` and the port",
        group=SERVED,
    ),
    Variable(
        "PORT",
        "The port, where FRANKPLEDGE_BIND is not set.",
        "8000",
        whole_number("PORT", 1, 65535),
        8000,
        "`8000`",
        group=SERVED,
    ),
    Variable(
        "FRANKPLEDGE_PROCESSES",
        "How many processes serve pages.",
        "4",
        whole_number("FRANKPLEDGE_PROCESSES", 1, 64),
        0,
        "`2`",
        group=SERVED,
    ),
    Variable(
        "FRANKPLEDGE_THREADS",
        "How many requests each process serves at a time. Each holds a connection to the database.",
        "4",
        whole_number("FRANKPLEDGE_THREADS", 1, 64),
        4,
        "`4`",
        group=SERVED,
    ),
    Variable(
        "FRANKPLEDGE_LARGEST",
        "The largest request in megabytes; larger ones are refused unread. A paper may have 50.",
        "120",
        whole_number("FRANKPLEDGE_LARGEST", 1, 10_000),
        120,
        "`120`",
        group=SERVED,
    ),
    Variable(
        "FRANKPLEDGE_ENGINE",
        "What measures run on: `duckdb` in this process, or a Spark cluster (pyspark is then to be "
        "installed too).",
        "spark://host:7077",
        engine,
        without="`duckdb`",
        group=SERVED,
    ),
    Variable(
        "FRANKPLEDGE_MAIL",
        "How mail leaves: a mail server (`smtp://`, `starttls://` or `smtps://`), or `notify`. "
        "Nothing: mail waits, and an alarm says so.",
        "starttls://name:password@mail.example.org?from=board@example.org",
        text,
        secret=True,
        group=MAIL,
    ),
    Variable(
        "NOTIFY_API_KEY",
        "The key of a GOV.UK Notify service.",
        "(from its API integration page)",
        text,
        secret=True,
        group=MAIL,
    ),
    Variable(
        "NOTIFY_TEMPLATE",
        "The identity of its template, with the subject ((subject)) and the text ((body)).",
        "f33517ff-2a88-4f6e-b855-c550268ce08a",
        text,
        group=MAIL,
    ),
    Variable(
        "NOTIFY_URL",
        "Another address of GOV.UK Notify.",
        NOTIFY_URL,
        text,
        without=f"`{NOTIFY_URL}`",
        group=MAIL,
    ),
    Variable(
        "FRANKPLEDGE_CLAMD",
        "Where ClamAV’s clamd listens. Then no file is taken that it has not found clean.",
        "unix:/run/clamav/clamd.ctl",
        read_scanner,
        None,
        "files are not scanned",
        group=SAFE,
    ),
    Variable(
        "FRANKPLEDGE_BACKUP_TO",
        "For whose public keys backups are sealed, separated by commas.",
        "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        text,
        group=KEPT,
    ),
    Variable(
        "FRANKPLEDGE_BACKUP_KEY",
        "The file with the secret key that opens them. Not on the server that makes them.",
        "board-key.txt",
        text,
        group=KEPT,
    ),
    Variable(
        "FRANKPLEDGE_BACKUP_PASSPHRASE",
        "The passphrase of that file.",
        "(of your own)",
        text,
        secret=True,
        group=KEPT,
    ),
    Variable(
        "FRANKPLEDGE_LOG",
        "How logs are written: `json`, one object a line, or `words` for a person.",
        "json",
        one_of("FRANKPLEDGE_LOG", "json", "words"),
        without="`json` where FRANKPLEDGE_SECURE is 1, else `words`",
        group=WATCHED,
    ),
    Variable(
        "FRANKPLEDGE_METRICS_FROM",
        "The addresses that may read `/metrics`.",
        "10.1.0.9",
        networks("FRANKPLEDGE_METRICS_FROM"),
        (),
        "nobody",
        group=WATCHED,
    ),
    Variable(
        "FRANKPLEDGE_METRICS_TOKEN",
        "Whoever sends this word as `Authorization: Bearer …` may read `/metrics` too.",
        "(20 random characters or more)",
        token,
        without="nobody",
        secret=True,
        group=WATCHED,
    ),
    Variable(
        "TODAY",
        "A demonstration’s day: that day is today everywhere. `now` for the real day.",
        "2018-10-01",
        day,
        None,
        "the real day",
        group=TRIED,
    ),
    Variable(
        "FRANKPLEDGE_DEMONSTRATION",
        "The folder of the area files that `frankpledge demo load` loads.",
        "areas/demonstration",
        Path,
        BASE_DIR / "areas" / "demonstration",
        "`areas/demonstration`",
        group=TRIED,
    ),
)

TOGETHER = {"MAIL": read_mail, "SIGN_IN": read_sign_in}


def read(given: Mapping[str, str] = os.environ) -> Environment:
    """What the environment says. Where it cannot be read, says so in sentences and ends with 2."""
    try:
        return read_environment(given, VARIABLES, TOGETHER, FAMILIES)
    except ExceptionGroup as mistakes:
        # Not `except*`: in Python 3.11.2, Debian 12's, what it raises is wrapped, and the end is 1.
        sentences = "\n".join(f"  {one}" for one in mistakes.exceptions)
        sys.stderr.write(f"Frankpledge cannot start with these settings:\n{sentences}\n")
        raise SystemExit(2) from None


def unknown(environment: Environment) -> list[str]:
    """A sentence for each name that is set and that nothing reads."""
    return [about_unknown(name, VARIABLES) for name in environment.unknown]
