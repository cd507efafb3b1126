"""Forms of the register: finding a body, appointing a member, amending the terms."""

from typing import Any

from django import forms

from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.shared.forms import DateField, GovukForm


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice of one body of an area, by its newest name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Body.objects.none(), to_field_name="slug", **options)

    def offer(self, area: Area) -> None:
        """Offer the bodies of an area."""
        self.queryset = Body.objects.with_names().filter(area=area)

    def label_from_instance(self, obj: Any) -> str:
        """The body's newest name."""
        name: str = obj.dated_names()[0].name
        return name


class AppointForm(GovukForm):
    """A post given a seat on a board, by a decision."""

    seat = forms.CharField(
        label="Seat",
        help_text="The seat’s short name in the terms of reference, such as fire-and-rescue.",
        max_length=60,
    )
    represents = BodyField(label="Body the post represents")
    post = forms.CharField(
        label="Post", help_text="A post, not a person’s name: “Chief fire officer”.", max_length=200
    )
    starts = DateField(label="First day", subject="The first day")
    decision = forms.CharField(
        label="Decision that appointed them",
        help_text="Such as “Agreed by the board on 11 October 2018, item 9”.",
        max_length=300,
    )

    def __init__(self, board: Body, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = self.fields["represents"]
        if isinstance(offered, BodyField):
            offered.offer(board.area)


class AmendTermsForm(GovukForm):
    """A new version of the terms of reference, by a decision of the board, with a seat it adds."""

    version = forms.SlugField(
        label="Name of the new version", help_text="Such as 2018-10.", max_length=60
    )
    adopted = DateField(label="Day the board adopted it", subject="The day")
    decision = forms.CharField(
        label="The board’s decision",
        help_text="Terms of reference change by the board’s agreement and no other way.",
        max_length=300,
    )
    seat_title = forms.CharField(
        label="A seat that it adds (optional)",
        help_text="Such as “Voluntary and community sector”.",
        max_length=200,
        required=False,
    )
    seat_slug = forms.SlugField(
        label="The seat’s short name",
        help_text="Lower-case letters and hyphens, such as voluntary-sector.",
        max_length=60,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A seat has both a title and a short name, or there is none."""
        data = self.cleaned_data
        if bool(data.get("seat_title")) != bool(data.get("seat_slug")):
            self.add_error("seat_slug", "Give the seat both a title and a short name, or neither")
        return data
