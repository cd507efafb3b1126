"""Forms of attendance: one line of the roll, apologies, somebody else in attendance."""

from typing import Any

from django import forms

from frankpledge.meetings.models import STATUSES
from frankpledge.meetings.operations import Came, RollLine
from frankpledge.meetings.queries.attendance import Roll, RollRow
from frankpledge.meetings.rules.attendance import may_substitute
from frankpledge.partnership.forms import BodyField
from frankpledge.partnership.models import Body
from frankpledge.shared.forms import GovukForm


class RollLineForm(GovukForm):
    """How one seat was filled, and what the page showed of it when it was opened."""

    status = forms.ChoiceField(
        label="Attendance", choices=list(STATUSES.items()), widget=forms.RadioSelect
    )
    substitute = forms.CharField(label="Substitute’s post", max_length=200, required=False)
    shown_status = forms.ChoiceField(choices=list(STATUSES.items()), widget=forms.HiddenInput)
    shown_substitute = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, row: RollRow, rule: str, data: Any = None) -> None:
        initial = {
            "status": row.status,
            "substitute": row.substitute,
            "shown_status": row.status,
            "shown_substitute": row.substitute,
        }
        super().__init__(data, prefix=f"seat-{row.seat.pk}", initial=initial)
        self.row, self.rule = row, rule

    def clean(self) -> dict[str, Any]:
        """A substitute as the terms of reference allow it."""
        data = self.cleaned_data
        allowed = may_substitute(self.rule, data.get("status", ""), data.get("substitute", ""))
        if not allowed:
            self.add_error("substitute", allowed.reason)
        return data

    @property
    def line(self) -> RollLine:
        """What was sent, for the operation."""
        data = self.cleaned_data
        return RollLine(
            self.row.membership,
            shown=Came(data["shown_status"], data["shown_substitute"]),
            put=Came(data["status"], data["substitute"]),
        )


def roll_forms(roll: Roll, rule: str, data: Any = None) -> list[RollLineForm]:
    """A form for each seat of a roll."""
    return [RollLineForm(row, rule, data) for row in roll.rows]


class ApologiesForm(GovukForm):
    """A member cannot come, and may name who comes instead."""

    substitute = forms.CharField(
        label="Substitute’s post (optional)",
        help_text="A post in the same organisation, not a person’s name.",
        max_length=200,
        required=False,
    )

    def __init__(self, rule: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rule == "none":
            del self.fields["substitute"]


class InAttendanceForm(GovukForm):
    """Somebody who came and holds no seat."""

    post = forms.CharField(label="Post", help_text="A post, not a person’s name.", max_length=200)
    represents = BodyField(label="Body (optional)", required=False, empty_label="None")

    def __init__(self, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["represents"]
        if isinstance(offered, BodyField):
            offered.offer(board.area)
