"""For whom a pack is made, and what each edition may hold."""

from dataclasses import dataclass

from frankpledge.meetings.models import Paper
from frankpledge.partnership.people import Viewer


@dataclass(frozen=True)
class Edition:
    """Whom a pack is for, and the states a paper must be in to be read in it."""

    name: str
    shows: frozenset[str]
    public: bool

    def reads(self, paper: Paper) -> bool:
        """Whether this edition holds the paper's content."""
        return paper.state in self.shows


MEMBERS = Edition(
    "Members’ pack", frozenset({"received", "circulated", "published", "withheld"}), public=False
)
# What members have once the papers have gone out: what comes in later waits for an addendum.
CIRCULATED = Edition(
    "Members’ pack", frozenset({"circulated", "published", "withheld"}), public=False
)
# What will be public once the papers are published: the secretary's check before publishing.
PUBLIC = Edition("Public pack", frozenset({"received", "circulated", "published"}), public=True)
# What is public now: all that a visitor who has not signed in may have.
PUBLISHED = Edition("Public pack", frozenset({"published"}), public=True)


@dataclass(frozen=True)
class Reader:
    """For whom a contribution is made: the person, and the edition being made for them."""

    viewer: Viewer
    edition: Edition
