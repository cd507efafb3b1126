"""What does not stay: for each kind of record what goes, how long after which day, and why.

Whatever is not named here is the public record, and stays. The periods are Frankpledge's own
proposal: whoever answers for the data, the controller, settles them.
"""

from dataclasses import dataclass, field
from typing import Any

from frankpledge.accounts.rules import SIGN_INS_KEPT
from frankpledge.history.chain import FIELD

LIMITATION = "UK GDPR, Article 5(1)(e): personal data is kept no longer than it is needed"
PUBLIC_RECORD = (
    "They are the public record, by post and not by person, and what it needs to be read. "
    "UK GDPR, Article 17(3)(b) and (d), excepts tasks and archiving in the public interest from "
    "erasure."
)


@dataclass(frozen=True)
class Rule:
    """One kind of record: what goes from it, and when.

    `blanks` are columns that are emptied; without any the record itself goes. `after` is the column
    whose day counts. `parts` go from the history too, as `history.chain` names them.
    `by_itself`: it is about how people signed in, and no part of the record: nobody need ask.
    """

    name: str
    what: str
    kind: str
    after: str
    days: int
    why: str
    source: str = LIMITATION
    blanks: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()
    which: dict[str, Any] = field(default_factory=dict)
    by_itself: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose values go, from the history too."""
        return tuple(part.removeprefix(FIELD) for part in self.parts if part.startswith(FIELD))


OVER = {"state__in": ["sent", "withdrawn", "failed"]}

SCHEDULE = (
    Rule(
        name="mail-texts",
        what="The texts of mail that has left, failed or was withdrawn",
        kind="outbox.Message",
        after="queued",
        days=90,
        why="They repeat what the record says, with links that have expired.",
        blanks=("text",),
        which=OVER,
    ),
    Rule(
        name="mail-addresses",
        what="The addresses that such mail went to",
        kind="outbox.Message",
        after="queued",
        days=730,
        why="That a body was reminded, and when, stays; after two years nobody asks where.",
        blanks=("to", "error"),
        parts=frozenset({"name", "fields.to", "fields.error"}),
        which=OVER,
    ),
    Rule(
        name="link-addresses",
        what="The addresses to which signed links were passed on",
        kind="answering.AnswerLink",
        after="expires",
        days=90,
        why="The link has long stopped working; that it was passed on stays.",
        blanks=("passed_to",),
    ),
    Rule(
        name="invitation-addresses",
        what="The addresses to which posts were offered, where nobody took them up",
        kind="partnership.Invitation",
        after="expires",
        days=30,
        why="The link has stopped working; that somebody was invited stays.",
        blanks=("email",),
    ),
    Rule(
        name="ended-contacts",
        what="Contacts of bodies, once ended",
        kind="partnership.Contact",
        after="ends",
        days=730,
        why="Nothing is sent there any more. That the body had a contact stays in the history.",
        parts=frozenset({"fields.email"}),
    ),
    Rule(
        name="sessions",
        what="Sessions of people who signed in, once expired, with the words that waited in them",
        kind="sessions.Session",
        after="expire_date",
        days=0,
        why="They give nobody anything any more.",
        by_itself=True,
    ),
    Rule(
        name="sign-ins",
        what="When, how and with what kind of device people signed in",
        kind="accounts.SignIn",
        after="at",
        days=SIGN_INS_KEPT.days,
        why="Whoever signed in is shown no more than this, to see what was not theirs.",
        by_itself=True,
    ),
)
