"""Forms of a meeting itself: its day, its end, and more time for one of its papers."""

from typing import Any, TypeVar

from django import forms

from frankpledge.meetings.models import Meeting
from frankpledge.meetings.rules import odd_day
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.opened import EditForm
from frankpledge.shared.words import spell_time

# 10:00, 10.00, 10am, 10:30am, 10.30 am.
TIMES = ["%H:%M", "%H.%M", "%I%p", "%I:%M%p", "%I.%M%p", "%I %p", "%I:%M %p", "%I.%M %p"]


def time_field(label: str) -> forms.TimeField:
    """A time of day, typed as people write it."""
    return forms.TimeField(
        label=f"{label} (optional)",
        help_text="Such as 10am or 14:30.",
        required=False,
        input_formats=TIMES,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": f"“{label}” must be a time, such as 10am or 14:30"},
    )


class MeetingForm(GovukForm):
    """The day, hours and place of a meeting."""

    to = DateField(label="Day of the meeting", subject="The day")
    starts = time_field("Starts at")
    ends = time_field("Ends at")
    place = forms.CharField(label="Place (optional)", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A meeting ends after it starts."""
        data = self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if ends and not starts and "starts" not in self.errors:
            self.add_error("starts", "Say when the meeting starts, or leave its end empty too")
        if starts and ends and ends <= starts:
            self.add_error("ends", f"The meeting must end after it starts, at {spell_time(starts)}")
        return data


class MoveMeetingForm(EditForm, MeetingForm):
    """What a meeting is given instead, and why."""

    reason = forms.CharField(
        label="Why it is moved",
        help_text="Everybody concerned is told this, with the new day and the new deadlines.",
        max_length=300,
    )


SURE = "It is meant to be on that day"
FormOf = TypeVar("FormOf", bound=MeetingForm)


def _asked_about(form: FormOf) -> FormOf:
    """The form, with its question where the day typed is one on which few can come."""
    odd = odd_day(form.cleaned_data["to"]) if form.is_valid() else ""
    if odd:
        asked = f"{odd} Choose another day, or tick “{SURE}”"
        form.fields["sure"] = forms.BooleanField(label=SURE, error_messages={"required": asked})
        form.full_clean()
    return form


def move_form(data: Any, meeting: Meeting) -> MoveMeetingForm:
    """The form for moving a meeting; a weekend or a bank holiday is asked about."""
    return _asked_about(MoveMeetingForm(data, initial=initial_of_move(meeting)))


def plan_form(data: Any) -> MeetingForm:
    """The form for one more meeting; a weekend or a bank holiday is asked about."""
    return _asked_about(MeetingForm(data))


def initial_of_move(meeting: Meeting) -> dict[str, Any]:
    """What that form starts from: the meeting as it stands."""
    return {
        "to": meeting.date,
        "starts": f"{meeting.starts:%H:%M}" if meeting.starts else "",
        "ends": f"{meeting.ends:%H:%M}" if meeting.ends else "",
        "place": meeting.place,
        "version": meeting,
    }


class CancelMeetingForm(GovukForm):
    """Why a meeting does not take place."""

    reason = forms.CharField(
        label="Why it is cancelled", help_text="Everybody concerned is told this.", max_length=300
    )


class MoreTimeForm(EditForm):
    """A later day for one paper."""

    until = DateField(label="Until which day", subject="The day")
    reason = forms.CharField(
        label="Why more time is given",
        help_text="Its author and you see this beside the new day.",
        max_length=300,
    )
