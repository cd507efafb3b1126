"""Forms of requests: an owner, an answer, an end, an action."""

from datetime import date
from typing import Any

from django import forms

from frankpledge.actions.forms import ActionForm
from frankpledge.partnership.forms import BodyField
from frankpledge.review.requests.models import BoardRequest
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm

LONGEST = 20_000


class OwnerForm(EditForm):
    """Who answers a request, and by when."""

    owner = BodyField(label="Body that answers", required=False, empty_label="Nobody yet")
    owner_post = forms.CharField(
        label="Post (optional)",
        help_text="A post, not a person’s name: “Director of public health”.",
        max_length=200,
        required=False,
    )
    answer_by = DateField(
        label="Answer wanted by (optional)", required=False, subject="The day of the answer"
    )

    def __init__(self, request: BoardRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["owner"]
        if isinstance(offered, BodyField):
            offered.offer(request.board.area)

    def clean(self) -> dict[str, Any]:
        """A post is one of a body."""
        data = self.cleaned_data
        if data.get("owner_post") and "owner" in data and data["owner"] is None:
            self.add_error("owner", "Choose the body whose post this is")
        return data


class AnswerForm(GovukForm):
    """The answer."""

    text = forms.CharField(
        label="Your answer",
        help_text="What will be done, by whom and by when; or why not. The group reads it.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
    )


class CloseForm(EditForm):
    """Why a request is closed."""

    why = forms.CharField(
        label="Why it is closed",
        help_text="The group that asked reads it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )


class MakeActionForm(EditForm, ActionForm):
    """The action that a request becomes."""


def owner_initial(request: BoardRequest, answer_by: date | None) -> dict[str, Any]:
    """What the form for an owner starts from; an answer is wanted by the next meeting."""
    return {
        "owner": request.owner.slug if request.owner else None,
        "owner_post": request.owner_post,
        "answer_by": request.answer_by or answer_by,
        "version": request,
    }


def action_initial(request: BoardRequest) -> dict[str, Any]:
    """What the form for an action starts from."""
    return {
        "text": request.text,
        "owner": request.owner.slug if request.owner else None,
        "owner_post": request.owner_post,
        "due": request.answer_by,
        "version": request,
    }
