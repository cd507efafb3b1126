"""Forms of the register of actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from frankpledge.actions.models import Action, ActionLook
from frankpledge.actions.operations import Evidence, Looked
from frankpledge.actions.queries.looking import Row
from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import Body
from frankpledge.shared.forms import DateField, GovukForm, OnDateForm
from frankpledge.shared.opened import EditForm
from frankpledge.shared.uploads.fields import SizedFileField

OUTCOMES = [(key, ActionLook.OUTCOMES[key]) for key in ("carried", "closed", "dropped")]
LONGEST = 20_000
EVIDENCE = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv,.md,.eml,.msg,.png,.jpg,.jpeg,.gif"


class ActionForm(GovukForm):
    """What is asked, of whom, by when."""

    text = forms.CharField(
        label="What is to be done",
        help_text="Start with a verb: “Report to the board on …”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
    )
    owner = BodyField(label="Body that does it", required=False, empty_label="Nobody yet")
    owner_post = forms.CharField(
        label="Post (optional)",
        help_text="A post, not a person’s name: “Head of community safety”.",
        max_length=200,
        required=False,
    )
    due = DateField(label="By which day (optional)", required=False, subject="The day it is due")

    def __init__(self, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["owner"]
        if isinstance(offered, BodyField):
            offered.offer(board.area)


class AskForm(ActionForm):
    """A new action, and where it was asked."""

    asked = DateField(label="Day it was asked", subject="The day it was asked")
    asked_at = forms.CharField(
        label="Where it was asked (optional)",
        help_text="Such as “the board’s meeting, item 7”.",
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Nothing is due before it was asked."""
        data = self.cleaned_data
        if data.get("due") and data.get("asked") and data["due"] < data["asked"]:
            self.add_error("due", "The day it is due must not be before the day it was asked")
        return data


class ChangeForm(EditForm, ActionForm):
    """An action put right, or passed on with the reason."""

    why = forms.CharField(
        label="Why the owner or the day changes",
        help_text="Needed when either does. Those it was asked of read it.",
        max_length=300,
        required=False,
    )


class ReportForm(GovukForm):
    """What was done, with evidence."""

    text = forms.CharField(
        label="What has been done",
        help_text="In a few sentences. The board reads it as you write it.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
    )
    file = SizedFileField(
        label="Evidence (optional)",
        help_text="A document, a spreadsheet, an e-mail or a picture, up to 50 MB.",
        accept=EVIDENCE,
        instead="make it smaller, or give a link to it",
        required=False,
    )
    link = forms.URLField(
        label="Or a link to it (optional)",
        help_text="Starting with https://",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Give the whole address, such as https://example.org/report"},
    )
    done = forms.BooleanField(
        label="It is done. The board looks at it at its next meeting, and closes it.",
        required=False,
    )

    def given(self) -> Evidence:
        """The evidence that was sent: a file, a link, both or neither."""
        file: UploadedFile | None = self.cleaned_data["file"]
        link: str = self.cleaned_data["link"]
        return Evidence(str(file.name), file.read(), link) if file else Evidence(link=link)


class ReopenForm(GovukForm):
    """The board's word that an action is open again."""

    on = DateField(label="Day of the meeting that reopened it", subject="The day of the meeting")
    why = forms.CharField(label="Why it is open again", max_length=300)


class MeetingDayForm(OnDateForm):
    """Which meeting is gone through."""

    on = DateField(label="Meeting of", subject="The day of the meeting", required=False)


class GoThroughForm(GovukForm):
    """A meeting's word on each open action: one row an action, saved all at once.

    An action that its owner says is done has nothing chosen beforehand: closing it, or asking
    again, is the board's decision.
    """

    def __init__(self, rows: Sequence[Row], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [row.number for row in rows]
        for row in rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        outcome = forms.ChoiceField(
            label=f"What the board decided about action {row.number}",
            choices=OUTCOMES,
            widget=forms.RadioSelect,
            initial=row.outcome,
            error_messages={"required": f"Choose what the board decided about action {row.number}"},
        )
        note = forms.CharField(
            label=f"Note on action {row.number} (optional)",
            max_length=500,
            required=False,
            initial=row.note,
        )
        self.fields[f"outcome-{row.number}"] = outcome
        self.fields[f"note-{row.number}"] = note
        self.fields[f"version-{row.number}"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=row.version
        )

    def looked(self) -> list[Looked]:
        """What the board decided, action by action."""
        data = self.cleaned_data
        return [
            Looked(n, data[f"version-{n}"], data[f"outcome-{n}"], data[f"note-{n}"])
            for n in self.numbers
        ]


class LogForm(GovukForm):
    """An action log as a file, and the meeting it is of."""

    file = SizedFileField(
        label="Action log",
        help_text=(
            "Word (.docx), OpenDocument (.odt, .ods), Excel (.xlsx, .xls) or CSV, up to 50 MB. "
            "Nothing is imported until you have seen what was read."
        ),
        accept=".docx,.odt,.ods,.xlsx,.xls,.csv",
        instead="make it smaller, or send it in parts",
    )
    meeting = DateField(
        label="Day of the meeting (optional)",
        help_text="Leave it empty where the file says it.",
        required=False,
        subject="The day of the meeting",
    )


class ImportForm(GovukForm):
    """What to do with people's names, and the plan that the secretary saw."""

    NAMES = [
        ("leave", "Leave them out"),
        ("keep", "Keep them as they are written"),
    ]
    names = forms.ChoiceField(
        label="Owners that match no body and may be people’s names",
        help_text=(
            "This record names posts and bodies. Keep these only if none of them is a person."
        ),
        choices=NAMES,
        widget=forms.RadioSelect,
        initial="leave",
    )
    seen = forms.CharField(widget=forms.HiddenInput)


def initial_of(action: Action) -> dict[str, Any]:
    """What the form for changing an action starts from."""
    return {
        "text": action.text,
        "owner": action.owner.slug if action.owner else None,
        "owner_post": action.owner_post,
        "due": action.due,
        "version": action,
    }
