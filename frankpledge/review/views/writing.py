"""Writing an update: filled in beforehand, kept as a draft, checked, sent."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.meetings.access import access_meeting
from frankpledge.partnership.requests import Looking, access_body, signed_in
from frankpledge.review.forms import UpdateForm
from frankpledge.review.models import QuarterlyUpdate
from frankpledge.review.operations import write_update
from frankpledge.review.permissions import can_write_update
from frankpledge.review.queries.starting import Start, start_of, template_of
from frankpledge.review.queries.updates import update_page
from frankpledge.review.views.laying_out import layout_of
from frankpledge.review.views.trail import crumbs
from frankpledge.shared import clock


@signed_in
def write(request: Looking, body: str, slug: str, group: str) -> HttpResponse:
    """Write a group's update on the board's form; keep it as a draft, check it, or send it."""
    meeting = access_meeting(body, slug)
    found = access_body(group)
    template = template_of(meeting.body)
    if template is None or not can_write_update(request.viewer, found, meeting):
        raise Http404("This update is another group's to write.")
    day = meeting.date or clock.today()
    start = start_of(found, meeting, template, clock.today())
    kept = start.update
    if kept is None and not found.roles.on(day).filter(role=template.expected_from_role).exists():
        raise Http404("The board does not ask this body for an update.")
    form = UpdateForm(template, start, request.POST or None)
    if request.method == "POST" and form.is_valid():
        saved = write_update(
            by=request.viewer.actor,
            group=found,
            meeting=meeting,
            template=template,
            written=form.written(),
            send="send" in request.POST,
            on=clock.today(),
            version=form.cleaned_data["version"],
        )
        return _done(request, saved)
    if kept:
        kept.template = template  # its sections have been fetched
    context = {
        "breadcrumbs": crumbs(meeting),
        "form": form,
        "start": start,
        "layout": layout_of(form, start),
        "meeting": meeting,
        "name": found.name_on(day),
        "group_slug": found.slug,
        "sent": bool(kept and kept.state == "received"),
        "warnings": _warnings(kept, start) if kept and not form.is_bound else (),
        "checked": "checked" in request.GET,
    }
    return render(request, "review/write.html", context)


def _warnings(kept: QuarterlyUpdate, start: Start) -> tuple[str, ...]:
    day = kept.meeting.date or clock.today()
    return update_page(kept, day, indicators=start.indicators).warnings


def _done(request: Looking, saved: QuarterlyUpdate) -> HttpResponse:
    if "check" in request.POST and saved.state == "draft":
        meeting = saved.meeting
        at = [meeting.body.slug, meeting.slug, saved.group.slug]
        return redirect(f"{reverse('review:write', args=at)}?checked=yes")
    done = "sent to the board’s secretary" if saved.state == "received" else "kept as a draft"
    messages.success(request, f"The update is {done}.")
    return redirect(saved)
