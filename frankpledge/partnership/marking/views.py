"""The page on which a record is marked, the same for every kind."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from frankpledge.partnership.marking.forms import MarkForm, mark_initial
from frankpledge.partnership.marking.models import Marked
from frankpledge.partnership.marking.operations import mark
from frankpledge.partnership.requests import Looking
from frankpledge.shared.marking import BY_NAME
from frankpledge.shared.pages import Crumbs, form_page
from frankpledge.shared.verdict import ALLOWED, Refused, Verdict, require

May = Callable[[bool], Verdict]


def always(free: bool) -> Verdict:
    """For kinds that set no more conditions."""
    return ALLOWED


def mark_page(
    request: Looking,
    record: Marked,
    *,
    area: int,
    on: date,
    trail: Crumbs,
    may: May = always,
) -> HttpResponse:
    """Mark a record that the viewer keeps, and say who may read it.

    `may`: whether its kind allows it to be free (unmarked, and for all) or not.
    """
    form = MarkForm(area, on, request.POST or None, initial=mark_initial(record))
    if request.method == "POST" and form.is_valid():
        try:
            marking, audience = form.marking(), form.cleaned_data["audience"]
            require(may(not marking.sensitive and audience not in BY_NAME))
            mark(
                by=request.viewer.actor,
                record=record,
                marking=marking,
                audience=audience,
                named=form.cleaned_data["named"],
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "Its marking and readers are saved.")
            return redirect(record.get_absolute_url())
    title = f"Who may read {str(record)[:1].lower()}{str(record)[1:]}"
    return form_page(request, form, title, "Save marking and readers", trail)
