"""Figures that a paper states and nobody can count again: shares, spending, savings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from frankpledge.evidence.surveys.models.survey import Survey
from frankpledge.shared.door import Recorded


class StatedFigures(Recorded):
    """Percentages or counts of one base, as they were published; there are no records behind them.

    `parts`: [{"name", "percent", "count", "level", "exactly"}], figures as text. What overlaps is
    never added; parts of a whole leave something unstated; levels become bands.
    """

    KINDS: ClassVar = {
        "overlap": "Parts that may overlap",
        "whole": "Parts of a whole",
        "levels": "How many each has",
    }

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="stated")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=7, choices=list(KINDS.items()))
    base = models.PositiveIntegerField("how many in all", null=True, blank=True)
    cap = models.PositiveSmallIntegerField("the most that could be recorded", null=True, blank=True)
    parts = models.JSONField(default=list)
    source = models.CharField("where it is written", max_length=300)

    class Meta:
        ordering = ["survey", "pk"]

    def __str__(self) -> str:
        return self.title


class SpendTable(Recorded):
    """What services cost, beside the total that a paper states to the nearest so much."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="spends")
    title = models.CharField(max_length=200)
    stated_pence = models.BigIntegerField("the total that is stated")
    stated_to_pence = models.BigIntegerField("to the nearest")
    part_name = models.CharField("who pays a part", max_length=200, blank=True)
    part_pence = models.BigIntegerField("how much of it", null=True, blank=True)
    source = models.CharField("where it is written", max_length=300)

    class Meta:
        ordering = ["survey", "pk"]

    def __str__(self) -> str:
        return self.title


class SpendLine(Recorded):
    """One row of such a table: a service or a group of them, how many, and the amount."""

    table = models.ForeignKey(SpendTable, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    service = models.CharField(max_length=200)
    services = models.PositiveIntegerField("how many services", default=1)
    pence = models.BigIntegerField()

    class Meta:
        ordering = ["table", "order"]

    def __str__(self) -> str:
        return self.service


class SavingsTarget(Recorded):
    """A target for savings, and what has been achieved. `proposals`: [{"name", "pence",
    "decided"}]."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="savings")
    title = models.CharField(max_length=200)
    target_pence = models.BigIntegerField("target")
    achieved_pence = models.BigIntegerField("achieved")
    proposals = models.JSONField(default=list, blank=True)
    source = models.CharField("where it is written", max_length=300)

    class Meta:
        ordering = ["survey", "pk"]

    def __str__(self) -> str:
        return self.title
