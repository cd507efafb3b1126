"""How a thing is marked, who may read it, and what of a paper is withheld. Pure: no database.

The marking follows the Government Security Classifications policy: what public bodies make is
OFFICIAL and needs no marking; what would do harm in the wrong hands is marked OFFICIAL-SENSITIVE
and says how it is to be handled. Who may read a thing is its audience, kept apart from its marking.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from frankpledge.shared.verdict import ALLOWED, Verdict, refused


class Classification:
    """The two markings that a partnership uses, the lower first."""

    OFFICIAL: Final = "official"
    SENSITIVE: Final = "official-sensitive"


class Audience:
    """Who may read a thing once it is out, the widest first."""

    PUBLIC: Final = "public"
    PARTNERSHIP: Final = "partnership"
    NAMED: Final = "named"
    ONE: Final = "one"


MARKINGS = {
    Classification.OFFICIAL: "OFFICIAL",
    Classification.SENSITIVE: "OFFICIAL-SENSITIVE",
}
AUDIENCES = {
    Audience.PUBLIC: "The public, once it is published",
    Audience.PARTNERSHIP: "Those who sit on the board",
    Audience.NAMED: "Named bodies",
    Audience.ONE: "One body",
}
# Who may read a record that is never a paper: its kind says who could.
RECORD_AUDIENCES = {
    Audience.PARTNERSHIP: "Everybody who can open it",
    Audience.NAMED: "Named bodies",
    Audience.ONE: "One body",
}
# Those for whom the bodies that may read are named.
BY_NAME = frozenset({Audience.NAMED, Audience.ONE})


@dataclass(frozen=True)
class Marking:
    """A classification; `handling` says how what is sensitive is to be handled."""

    classification: str = Classification.OFFICIAL
    handling: str = ""

    @property
    def sensitive(self) -> bool:
        """Whether it is marked at all: OFFICIAL by itself is not."""
        return self.classification == Classification.SENSITIVE

    @property
    def line(self) -> str:
        """What stands at the head and foot of each page: nothing for OFFICIAL."""
        if not self.sensitive:
            return ""
        return f"{MARKINGS[self.classification]}: {self.handling.strip().rstrip('.')}"


UNMARKED = Marking()


def highest(markings: Iterable[Marking]) -> Marking:
    """The marking of a whole: at least that of each part, with what each says of handling."""
    sensitive = [one for one in markings if one.sensitive]
    if not sensitive:
        return UNMARKED
    said = dict.fromkeys(one.handling.strip().rstrip(".") for one in sensitive)
    return Marking(Classification.SENSITIVE, "; ".join(said))


def may_be_marked(marking: Marking, audience: str, named: int) -> Verdict:
    """Whether a marking and an audience go together; `named`: how many bodies are named."""
    if marking.sensitive and not marking.handling.strip():
        return refused("Say how what is OFFICIAL-SENSITIVE is to be handled.")
    if marking.handling.strip() and not marking.sensitive:
        return refused(
            "Only what is OFFICIAL-SENSITIVE has handling instructions. Mark it so, or leave them "
            "out."
        )
    if marking.sensitive and audience == Audience.PUBLIC:
        return refused("What is OFFICIAL-SENSITIVE can never be public. Choose who may read it.")
    if audience == Audience.NAMED and named < 1:
        return refused("Name the bodies that may read it.")
    if audience == Audience.ONE and named != 1:
        return refused("Name the one body that may read it.")
    if named and audience not in BY_NAME:
        return refused("Bodies are named only where it is for named bodies, or for one.")
    return ALLOWED


def may_be_public(marking: Marking, audience: str) -> Verdict:
    """Whether a thing so marked may be published."""
    if marking.sensitive:
        return refused("This paper is OFFICIAL-SENSITIVE: it cannot be published.")
    if audience != Audience.PUBLIC:
        return refused(
            f"This paper is for {AUDIENCES[audience].lower()} only. Change who may read it first."
        )
    return ALLOWED


@dataclass(frozen=True)
class Looker:
    """What matters of who is looking: the bodies they read for, and what they are to the paper.

    `keeps`: they made it, or run the board it is for. `sits`: they sit on that board.
    """

    bodies: frozenset[int] = frozenset()
    keeps: bool = False
    sits: bool = False


def sees(audience: str, named: Collection[int], looker: Looker) -> bool:
    """Whether somebody is among a thing’s audience, once it is out to them."""
    if looker.keeps or audience == Audience.PUBLIC:
        return True
    if audience == Audience.PARTNERSHIP:
        return looker.sits
    return not looker.bodies.isdisjoint(named)
