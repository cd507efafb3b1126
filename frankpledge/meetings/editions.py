"""For whom a pack is made, and what each edition may hold."""

from dataclasses import dataclass, replace

from frankpledge.meetings.models import Paper
from frankpledge.meetings.paper_content import PUBLIC_LOOKER, looker_at
from frankpledge.partnership.people import Viewer
from frankpledge.shared.marking import Looker, sees


@dataclass(frozen=True)
class Edition:
    """Whom a pack is for, and the states a paper must be in to be read in it."""

    name: str
    shows: frozenset[str]
    public: bool

    def reads(self, paper: Paper) -> bool:
        """Whether a paper has come far enough for this edition; who it is for, a reader says."""
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

    def looks_at(self, paper: Paper) -> Looker:
        """What the reader is to a paper. A public edition reads the same for everybody.

        The others are only given to those who sit on the board, and read at least as for them.
        """
        if self.edition.public:
            return PUBLIC_LOOKER
        return replace(looker_at(paper, self.viewer), sits=True)

    def is_among(self, paper: Paper) -> bool:
        """Whether the reader is among a paper's audience."""
        return sees(paper.audience, paper.named_bodies, self.looks_at(paper))

    def reads(self, paper: Paper) -> bool:
        """Whether this copy holds the paper's content, but for what of it is withheld."""
        return self.edition.reads(paper) and self.is_among(paper)
