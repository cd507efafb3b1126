"""What every record has that can be marked: abstract."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from frankpledge.partnership.models.bodies import Body
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import Recorded
from frankpledge.shared.marking import (
    BY_NAME,
    MARKINGS,
    RECORD_AUDIENCES,
    Audience,
    Classification,
    Marking,
)
from frankpledge.shared.verdict import ALLOWED, Verdict

IS_FOR_ALL = ~Q(audience__in=BY_NAME)
"""Which records are for all whom their kind shows them: what goes into a copy for everybody."""


class Marked(Recorded):
    """A record with a marking and an audience.

    Its kind says who could see it at all. The audience narrows that and never widens it: of those
    who only look, the named bodies still do. Who keeps a record, and who is to act on it, is no
    mere reader.
    """

    classification = models.CharField(
        "marking",
        max_length=20,
        default=Classification.OFFICIAL,
        db_default=Classification.OFFICIAL,
        choices=list(MARKINGS.items()),
    )
    handling = models.CharField(
        "handling instructions", max_length=300, blank=True, default="", db_default=""
    )
    audience = models.CharField(
        "who may read it",
        max_length=12,
        default=Audience.PARTNERSHIP,
        db_default=Audience.PARTNERSHIP,
        choices=list(RECORD_AUDIENCES.items()),
    )
    # The kind's own model of the bodies that are named: a `NamedReaderOf` with a key to the record.
    reader_model: ClassVar[type["NamedReaderOf"]]
    named: Any

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_says_how_it_is_handled",
                condition=Q(classification=Classification.SENSITIVE) ^ Q(handling=""),
            )
        ]

    def get_absolute_url(self) -> str:
        """Its own page."""
        raise NotImplementedError

    def may_be_narrowed(self) -> Verdict:
        """Whether it may be marked, or be for named bodies: for its kind to say."""
        return ALLOWED

    @property
    def marking(self) -> Marking:
        """Its classification, and how it is to be handled."""
        return Marking(self.classification, self.handling)

    @property
    def free(self) -> bool:
        """Whether it may stand in what everybody reads: not marked, and for all."""
        return not self.marking.sensitive and self.audience not in BY_NAME

    @property
    def named_bodies(self) -> frozenset[int]:
        """The bodies by whom it may be read, where it is for those that are named."""
        return frozenset(one.body_id for one in self.named.all())


class NamedReaderOf(Recorded):
    """A body that may read a record which is for named bodies, or for one."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    # The name of the key to the record.
    of: ClassVar[str]

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.body} may read {getattr(self, self.of)}"


def is_for(viewer: Viewer, readers: type[NamedReaderOf]) -> Q:
    """Which records a viewer who only looks may read, of those that their kind shows them."""
    named = readers.objects.filter(**{readers.of: OuterRef("pk")}, body__in=viewer.reads_for)
    return IS_FOR_ALL | Q(Exists(named))
