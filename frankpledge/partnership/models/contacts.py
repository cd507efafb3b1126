"""Where a body's mail goes."""

from django.db import models

from frankpledge.partnership.models.bodies import Body
from frankpledge.shared.dated import Dated, ends_not_before_starts

PURPOSES = {
    "answers": "Answers for the body: gets what it owes, in one mail",
    "chair": "The chair: is told of what is late",
    "papers": "Gets the papers and news of the boards it sits on",
}


class Contact(Dated):
    """A post's address for a purpose, for a time. A body may have several of a kind."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="contacts")
    purpose = models.CharField(max_length=8, choices=list(PURPOSES.items()))
    post = models.CharField(max_length=200)
    email = models.EmailField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            ends_not_before_starts("contact_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["body", "purpose", "email", "starts"], name="one_contact_for_a_purpose"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.body}"
