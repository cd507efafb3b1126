"""The form of a marking and an audience."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from frankpledge.partnership.models import Body
from frankpledge.shared.marking import MARKINGS, RECORD_AUDIENCES, Marking
from frankpledge.shared.opened import EditForm


class BodiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Bodies of an area, each with its name on a day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=Body.objects.none(), widget=forms.CheckboxSelectMultiple, **options
        )

    def offer(self, area: int, on: date) -> None:
        """Offer the bodies of this area."""
        self.on = on
        self.queryset = Body.objects.with_names().filter(area=area)

    def label_from_instance(self, obj: Any) -> str:
        """Its name on that day."""
        named: str = obj.name_on(self.on)
        return named


class MarkForm(EditForm):
    """A marking and an audience."""

    classification = forms.ChoiceField(
        label="Marking",
        choices=list(MARKINGS.items()),
        widget=forms.RadioSelect,
        help_text="OFFICIAL needs no marking on the page. OFFICIAL-SENSITIVE is for what would do "
        "harm in the wrong hands; it stands at the head and foot of every page of it.",
    )
    handling = forms.CharField(
        label="How it is to be handled",
        help_text="For OFFICIAL-SENSITIVE, such as “Do not forward; destroy after the meeting”.",
        max_length=300,
        required=False,
    )
    audience = forms.ChoiceField(label="Who may read it", widget=forms.RadioSelect)
    named = BodiesField(
        label="The bodies that may read it",
        help_text="For named bodies, or for one. Who keeps it and who is to act on it always may.",
        required=False,
    )

    def __init__(
        self,
        area: int,
        on: date,
        *args: Any,
        audiences: Mapping[str, str] = RECORD_AUDIENCES,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        offered, named = self.fields["audience"], self.fields["named"]
        if isinstance(offered, forms.ChoiceField) and isinstance(named, BodiesField):
            offered.choices = list(audiences.items())
            named.offer(area, on)

    def marking(self) -> Marking:
        """The marking that was chosen."""
        return Marking(self.cleaned_data["classification"], self.cleaned_data["handling"])


def mark_initial(record: Any) -> dict[str, Any]:
    """What such a form shows of a record as it is."""
    return {
        "version": record,
        "classification": record.classification,
        "handling": record.handling,
        "audience": record.audience,
        "named": sorted(record.named_bodies),
    }
