"""The page of a body's contacts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frankpledge.history.queries import entries_about
from frankpledge.partnership.contacts.forms import ContactForm
from frankpledge.partnership.contacts.operations import add_contact, end_contact
from frankpledge.partnership.models import PURPOSES, Body, Contact
from frankpledge.partnership.permissions import can_keep_contacts
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused


def _kept_body(request: Looking, slug: str) -> Body:
    """The body, for those who keep its contacts. Raises Http404 for anybody else."""
    body = access_body(slug)
    if not can_keep_contacts(request.viewer, body):
        raise Http404("Addresses are for the body itself and for those who chase it.")
    return body


@signed_in
def contacts(request: Looking, slug: str) -> HttpResponse:
    """To whom a body's mail goes, by purpose; and a form to add somebody."""
    body, day = _kept_body(request, slug), clock.today()
    form = ContactForm(request.POST or None, initial={"purpose": "answers"})
    if request.method == "POST" and form.is_valid():
        try:
            add_contact(by=request.viewer.actor, body=body, starts=day, **form.cleaned_data)
        except Refused as no:
            form.add_error("email", no.reason)
        else:
            messages.success(request, f"{form.cleaned_data['post']} is written to from now on.")
            return redirect("partnership:contacts", slug)
    found = list(Contact.objects.on(day).filter(body=body))
    name = body.name_on(day)
    context = {
        "breadcrumbs": [
            ("Home", "/"),
            ("Partnership", reverse("partnership:index")),
            (body.short_on(day), body.get_absolute_url()),
        ],
        "form": form,
        "body": body,
        "name": name,
        "groups": [
            (words, [one for one in found if one.purpose == purpose])
            for purpose, words in PURPOSES.items()
        ],
        "history": entries_about(*Contact.objects.filter(body=body)),
    }
    return render(request, "partnership/contacts.html", context)


@signed_in
@require_POST
def end(request: Looking, slug: str, pk: int) -> HttpResponse:
    """Write to a contact no more."""
    body = _kept_body(request, slug)
    contact = get_object_or_404(Contact.objects.on(clock.today()), body=body, pk=pk)
    end_contact(by=request.viewer.actor, contact=contact, on=clock.today())
    messages.success(request, f"{contact.post} is written to no more.")
    return redirect("partnership:contacts", slug)
