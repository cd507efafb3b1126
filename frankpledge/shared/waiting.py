"""A file that waits to be imported: kept until somebody has seen what was read, and no longer."""

from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction

from frankpledge.shared.door import Recorded
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import count_of


class WaitingFile(Recorded):
    """A file, and what came of it.

    The file itself may name people, whom the record does not hold: it is deleted when this is
    settled. What stays is its name, who sent it and how much came from it. Each kind says whose it
    is, and has its `original` in a folder of its own.
    """

    STATES = {"waiting": "Waits for you", "imported": "Imported", "thrown away": "Thrown away"}

    received = models.DateField("received on")
    original: Any
    original_name = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default="waiting", choices=list(STATES.items()))
    outcome = models.CharField("what came of it", max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.original_name

    def hold(self, stored_as: str, data: bytes) -> None:
        """Take its file; whoever calls this saves it."""
        self.original_name = self.original_name[-200:]
        self.original.save(stored_as, ContentFile(data), save=False)

    def require_waiting(self) -> None:
        """Raises Refused where this has been settled."""
        if self.state != "waiting":
            require(refused(f"“{self}” has been settled already: {self.STATES[self.state]}."))

    def settle(self, state: str, outcome: str = "") -> None:
        """Say what came of it; whoever calls this saves it, and then the file goes."""
        storage, name = self.original.storage, self.original.name
        self.state, self.outcome, self.original = state, outcome, ""
        if name:
            transaction.on_commit(lambda: storage.delete(name))


def require_no_mistakes(name: str, problems: Sequence[object]) -> None:
    """Raises Refused, each mistake on a line of its own, where a file has any."""
    if problems:
        told = "\n".join(f"  {problem}" for problem in problems)
        mistakes = count_of(len(problems), "mistake")
        require(refused(f"{name}: {mistakes}. Nothing was imported.\n{told}"))
