"""The form a board asks its groups to fill."""

from django.db import models

from frankpledge.partnership.models import ROLES, Body
from frankpledge.shared.door import Recorded


class UpdateTemplate(Recorded):
    """The form a board asks its groups to fill: sections and document rows, from area data."""

    board = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="update_template")
    name = models.CharField(max_length=100)
    expected_from_role = models.CharField(max_length=40, choices=list(ROLES.items()))

    def __str__(self) -> str:
        return f"{self.name} to {self.board}"


class TemplateSection(Recorded):
    """One section of the form."""

    KINDS = {
        "text": "Text",
        "pairs": "Entries, each with what is asked of the board",
        "documents": "A row for each document",
    }

    template = models.ForeignKey(UpdateTemplate, on_delete=models.CASCADE, related_name="sections")
    slug = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    request_title = models.CharField(max_length=200, blank=True)
    stands = models.BooleanField("what it says stands until it is changed", default=False)
    risks = models.BooleanField("its entries are risks", default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "slug"], name="one_section_of_a_name")
        ]

    def __str__(self) -> str:
        return self.title


class TemplateDocument(Recorded):
    """A document that every group must have, and when its age begins to matter."""

    template = models.ForeignKey(UpdateTemplate, on_delete=models.CASCADE, related_name="documents")
    slug = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    review_months = models.PositiveSmallIntegerField(null=True)
    old_after_months = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "slug"], name="one_document_of_a_name")
        ]

    def __str__(self) -> str:
        return self.title
