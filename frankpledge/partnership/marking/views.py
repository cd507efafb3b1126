"""The page on which a record is marked, the same for every kind."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from frankpledge.partnership.marking.forms import MarkForm, mark_initial
from frankpledge.partnership.marking.models import Marked
from frankpledge.partnership.marking.operations import mark
from frankpledge.partnership.requests import Looking
from frankpledge.shared.pages import Crumbs, form_page
from frankpledge.shared.verdict import Refused


def mark_page(
    request: Looking, record: Marked, *, area: int, on: date, trail: Crumbs
) -> HttpResponse:
    """Mark a record that the viewer keeps, and say who may read it."""
    form = MarkForm(area, on, request.POST or None, initial=mark_initial(record))
    if request.method == "POST" and form.is_valid():
        try:
            mark(
                by=request.viewer.actor,
                record=record,
                marking=form.marking(),
                audience=form.cleaned_data["audience"],
                named=form.cleaned_data["named"],
            )
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, "Its marking and readers are saved.")
            return redirect(record.get_absolute_url())
    title = f"Who may read {str(record)[:1].lower()}{str(record)[1:]}"
    return form_page(request, form, title, "Save marking and readers", trail)
