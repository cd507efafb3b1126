"""The pictures of a paper that ask for their description."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from frankpledge.documents.content import blocks_from_json
from frankpledge.documents.describing import pictures_without_description
from frankpledge.meetings.access import access_paper
from frankpledge.meetings.forms.pictures import PicturesForm
from frankpledge.meetings.models import Paper
from frankpledge.meetings.operations.from_word import describe_pictures
from frankpledge.meetings.permissions import can_write
from frankpledge.meetings.views.agenda import crumbs
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.words import count_of


@signed_in
def describe(request: Looking, body: str, slug: str, paper: str) -> HttpResponse:
    """Describe the pictures that came without a description."""
    found = access_paper(request.viewer, body, slug, paper)
    if not can_write(request.viewer, found):
        raise Http404("This paper cannot be changed by you.")
    pictures = pictures_without_description(blocks_from_json(found.content))
    form = PicturesForm(pictures, request.POST or None, initial={"version": found})
    if request.method == "POST" and form.is_valid():
        left = describe_pictures(
            by=request.viewer.actor,
            paper=found,
            described=form.described(),
            version=form.cleaned_data["version"],
        )
        messages.success(request, _done(left))
        return redirect(found)
    return render(request, "meetings/pictures.html", _told(found, form))


def _told(paper: Paper, form: PicturesForm) -> dict[str, object]:
    trail = crumbs(paper.item.meeting, inside=True)
    return {
        "breadcrumbs": [*trail, (paper.title, paper.get_absolute_url())],
        "paper": paper,
        "form": form,
        "asked": [
            {"blocks": (one.figure,), "field": field, "number": number}
            for number, (one, field) in enumerate(form.asked(), start=1)
        ],
    }


def _done(left: int) -> str:
    if not left:
        return "Every picture of this paper has a description."
    return f"Saved. {count_of(left, 'picture')} still without a description."
