"""The part of the form for dates that others should know."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from frankpledge.review.models import UpdateNotice
from frankpledge.review.operations import Notice
from frankpledge.review.requirements.rules import KnownDate, read_date
from frankpledge.review.rules import NOTICE_KINDS

SPARE = 2
PARTS = ("title", "kind", "starts", "ends")


def count_of_rows(held: tuple[UpdateNotice, ...], data: Mapping[str, Any]) -> int:
    """How many rows to show: those held and some spare, and never fewer than were sent."""
    found = (re.fullmatch(r"n-(\d{1,2})-title", key) for key in data)
    sent = max((int(one.group(1)) + 1 for one in found if one), default=0)
    return max(len(held) + SPARE, sent)


def fields_of(n: int, held: UpdateNotice | None) -> dict[str, forms.Field]:
    """The fields of one date, filled where one is held."""
    title = forms.CharField(
        label=f"Date {n + 1}: what it is",
        help_text="Such as “White Ribbon Day” or “New treatment contract starts”."
        if n == 0
        else "",
        max_length=200,
        required=False,
        initial=held.title if held else "",
    )
    kind = forms.ChoiceField(
        label=f"Date {n + 1}: what kind",
        choices=list(NOTICE_KINDS.items()),
        required=False,
        initial=held.kind if held else "campaign",
    )
    starts = forms.CharField(
        label=f"Date {n + 1}: first day or month",
        help_text="Such as 25 November 2018 or May 2019." if n == 0 else "",
        max_length=40,
        required=False,
        initial=str(known(held.starts, held.day_known)) if held else "",
    )
    ends = forms.CharField(
        label=f"Date {n + 1}: last day, if it is longer",
        max_length=40,
        required=False,
        initial=str(known(held.ends, held.day_known)) if held and held.ends else "",
    )
    return dict(zip([f"n-{n}-{part}" for part in PARTS], (title, kind, starts, ends), strict=True))


def known(day: date, day_known: bool) -> KnownDate:
    """A notice's day as far as it is known."""
    return KnownDate(day, "day" if day_known else "month")


def notice_of(n: int, data: dict[str, Any]) -> tuple[Notice | None, dict[str, str]]:
    """The date that was filled in, or None; and its mistakes, by the name of their field."""
    title = (data.get(f"n-{n}-title") or "").strip()
    wrong: dict[str, str] = {}
    days: dict[str, KnownDate | None] = {}
    for part in ("starts", "ends"):
        try:
            days[part] = read_date(data.get(f"n-{n}-{part}") or "")
        except ValueError as error:
            wrong[f"n-{n}-{part}"] = str(error)
    if wrong:
        return None, wrong
    first, last = days["starts"], days["ends"]
    if not title and first is None and last is None:
        return None, {}
    if not title:
        return None, {f"n-{n}-title": "Say what happens on this date"}
    if first is None or first.precision == "year":
        return None, {f"n-{n}-starts": "Give its day, or its month and year"}
    if last and last.day < first.day:
        return None, {f"n-{n}-ends": f"The last day, {last}, is before the first, {first}"}
    kind = data.get(f"n-{n}-kind") or "other"
    return Notice(kind, title, first.day, last.day if last else None, first.precision == "day"), {}
