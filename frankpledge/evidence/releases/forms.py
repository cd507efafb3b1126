"""Forms of releases: files to load."""

from collections import Counter
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from frankpledge.evidence.releases.models import Mapping
from frankpledge.places.models import Area
from frankpledge.shared.forms import DateField, GovukForm
from frankpledge.shared.uploads.fields import SizedFileField

KINDS = (
    "data.police.uk street, outcomes and stop and search; road casualty statistics (STATS19); "
    "populations, deprivation, lookups and boundaries"
)
ACCEPTED = ".zip,.csv,.tsv,.txt,.geojson,.xlsx,.xlsm,.xlsb,.xls,.ods"
MOST_FILES = 50
INSTEAD = "load it from the command line with frankpledge evidence load"


class _SeveralFiles(forms.ClearableFileInput):
    """A box that takes several files."""

    allow_multiple_selected = True


class FilesField(SizedFileField):
    """Several files, together no larger than the service takes."""

    def __init__(self, *, accept: str, **options: Any) -> None:
        super().__init__(
            accept=accept, only_read=True, widget=_SeveralFiles(attrs={"accept": accept}), **options
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        """The files. Raises ValidationError where one or all together are too large."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not given:
            super().clean(None, initial)
        for one in given:
            self.check_size(one)
        if sum(one.size or 0 for one in given) > settings.LARGEST_UPLOAD:
            most = settings.LARGEST_UPLOAD / 1024 / 1024
            raise forms.ValidationError(
                f"These files are over {most:.0f} MB together. Send them in several loads, "
                "or load them from the command line with frankpledge evidence load"
            )
        files = [one for each in given if (one := super(FilesField, self).clean(each, initial))]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"{len(files)} files are too many at once: send {MOST_FILES} at most, or a zip"
            )
        names = Counter(one.name for one in files)
        if twice := [str(name) for name, count in names.items() if count > 1]:
            raise forms.ValidationError(f"Two files are called “{twice[0]}”. Send one of them")
        return files


class LoadForm(GovukForm):
    """Files to load, when they were published, and how they are read where they are a partner’s."""

    file = FilesField(
        label="Files",
        help_text=f"A zip, CSV, GeoJSON or spreadsheet, or several, up to 50 MB together: {KINDS}. "
        "Larger ones are loaded from the command line.",
        accept=ACCEPTED,
        instead=INSTEAD,
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
        to_field_name="slug",
        required=False,
    )
    sending = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(self, area: Area, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Mapping.objects.filter(area=area).exclude(definition=None)
        if offered.exists():
            self.fields["mapping"].queryset = offered  # type: ignore[attr-defined]
        else:
            del self.fields["mapping"]
