"""Describing the pictures that a file brought without a description."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from frankpledge.documents.describing import Undescribed
from frankpledge.shared.opened import EditForm

LONGEST = 1_000


class PicturesForm(EditForm):
    """A description for each picture without one; any may be left for later."""

    def __init__(self, pictures: Sequence[Undescribed], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = pictures
        for number, one in enumerate(pictures, start=1):
            self.fields[f"p-{one.index}"] = forms.CharField(
                label=f"What picture {number} shows",
                help_text="As you would tell it over the telephone. A chart: say what it finds.",
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=LONGEST,
                required=False,
            )

    def asked(self) -> list[tuple[Undescribed, BoundField]]:
        """Each picture with its field."""
        return [(one, self[f"p-{one.index}"]) for one in self.pictures]

    def described(self) -> dict[int, str]:
        """The descriptions that were given, by the picture's place."""
        given = {one.index: self.cleaned_data[f"p-{one.index}"].strip() for one in self.pictures}
        return {index: said for index, said in given.items() if said}
