"""The form of a marking and an audience."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from frankpledge.partnership.models import Body
from frankpledge.shared.marking import (
    MARKINGS,
    RECORD_AUDIENCES,
    Audience,
    Marking,
    may_be_marked,
)
from frankpledge.shared.opened import EditForm


class BodiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Bodies of an area, each with its name on a day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=Body.objects.none(), widget=forms.CheckboxSelectMultiple, **options
        )

    def offer(self, area: int, on: date, chosen: Collection[int] = ()) -> None:
        """Offer the bodies of this area that have not ended, and those that are chosen already."""
        self.on = on
        standing = Body.objects.standing_on(on).filter(area=area).values("pk")
        self.queryset = Body.objects.with_names().filter(Q(pk__in=standing) | Q(pk__in=chosen))

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
            named.offer(area, on, self.initial.get("named", ()))

    def clean(self) -> dict[str, Any]:
        """Say what does not go together beside the field that is to be changed."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if {"classification", "handling", "audience", "named"} <= data.keys():
            marking, audience = self.marking(), data["audience"]
            verdict = may_be_marked(marking, audience, len(data["named"]))
            if not verdict:
                self.add_error(_where(marking, audience), verdict.reason)
        return data

    def marking(self) -> Marking:
        """The marking that was chosen."""
        return Marking(self.cleaned_data["classification"], self.cleaned_data["handling"])


def _where(marking: Marking, audience: str) -> str:
    if marking.sensitive != bool(marking.handling.strip()):
        return "handling"
    return "audience" if marking.sensitive and audience == Audience.PUBLIC else "named"


def mark_initial(record: Any) -> dict[str, Any]:
    """What such a form shows of a record as it is."""
    return {
        "version": record,
        "classification": record.classification,
        "handling": record.handling,
        "audience": record.audience,
        "named": sorted(record.named_bodies),
    }
