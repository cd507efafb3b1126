"""A field of many forms: choosing a body."""

from typing import Any

from django import forms

from frankpledge.partnership.models import Body
from frankpledge.places.models import Area


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
