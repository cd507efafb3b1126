"""What a carrier is given, and what every carrier can do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from frankpledge.outbox.rules import Outcome


@dataclass(frozen=True)
class Letter:
    """One e-mail as a carrier needs it. `reference` is its own, and `at` the day it bears."""

    reference: str
    to: str
    to_name: str
    subject: str
    text: str
    at: datetime


class Carrier(Protocol):
    """Takes mail away. It never raises: whatever happens becomes an outcome."""

    @property
    def name(self) -> str:
        """A word for it, kept with each message."""
        ...

    @property
    def can_ask(self) -> bool:
        """Whether it can be asked afterwards what it has got."""
        ...

    def send(self, letter: Letter) -> Outcome:
        """Hand a letter over."""
        ...

    def trouble(self) -> str:
        """What stands in the way of sending, found without sending; nothing where all is well."""
        ...

    def ask(self, reference: str) -> Outcome:
        """Whether it has got the letter of this reference.

        Accepted; never (it could not deliver it); later (it has not got it); or unknown.
        """
        ...

    def bounced(self) -> Iterable[Outcome]:
        """Of letters it took lately, those that it could not deliver: its own number, and why."""
        ...
