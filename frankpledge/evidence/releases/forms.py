"""Forms of releases: files to load."""

from typing import Any

from django import forms

from frankpledge.evidence.releases.models import Mapping
from frankpledge.places.models import Area
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.uploads import SizedFileField

KINDS = (
    "data.police.uk street, outcomes and stop and search; road casualty statistics (STATS19); "
    "populations, deprivation, lookups and boundaries"
)


class LoadForm(GovukForm):
    """A file to load, when it was published, and how it is read where it is a partner's."""

    file = SizedFileField(
        label="File",
        help_text=f"A zip, CSV, GeoJSON or spreadsheet, up to 50 MB: {KINDS}. Larger ones are "
        "loaded from the command line.",
        accept=".zip,.csv,.geojson,.json,.xlsx,.xls,.ods",
        instead="load it from the command line with frankpledge evidence load",
    )
    published = DateField(
        label="Day it was published (optional)",
        help_text="A later release takes the place of an earlier one, month by month. "
        "Left empty, today.",
        required=False,
        subject="The day it was published",
    )
    mapping = forms.ModelChoiceField(
        label="How it is read (optional)",
        help_text="Only for a partner’s own file.",
        queryset=Mapping.objects.none(),
        empty_label="By its headings, as a published file",
        required=False,
    )

    def __init__(self, area: Area, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Mapping.objects.filter(area=area)
        if offered.exists():
            self.fields["mapping"].queryset = offered  # type: ignore[attr-defined]
        else:
            del self.fields["mapping"]
