"""Word files that came back, kept until somebody accepts what they say."""

from typing import ClassVar

from django.db import models

from frankpledge.partnership.models import Body
from frankpledge.shared.door import Recorded, RecordedQuerySet


class WordReturn(Recorded):
    """A pre-filled Word file that came back: what it says by field, and what is wrong with it."""

    STATES = {"waiting": "Waits to be accepted", "accepted": "Accepted", "refused": "Refused"}

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="word_returns")
    kind = models.SlugField(max_length=40)
    # What the form was about, as its kind knows it: an address may change with a meeting's day.
    about = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    received = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    original = models.FileField(upload_to="returns")
    original_name = models.CharField(max_length=200)
    values = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    mistakes = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, default="waiting", choices=list(STATES.items()))
    settled = models.DateTimeField("accepted or refused", null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)

    objects: ClassVar = RecordedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.original_name} for {self.title}"
