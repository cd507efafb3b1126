"""Files that people send."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile


class SizedFileField(forms.FileField):
    """A file no larger than the service takes; `instead` says what to do about one that is."""

    def __init__(self, *, instead: str, accept: str = "", **options: Any) -> None:
        if accept:
            options["widget"] = forms.ClearableFileInput(attrs={"accept": accept})
        super().__init__(**options)
        self.instead = instead

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        """The file, or None. Raises ValidationError for one that is too large."""
        file: UploadedFile | None = super().clean(data, initial)
        if file and file.size and file.size > settings.LARGEST_UPLOAD:
            size, most = (bytes_ / 1024 / 1024 for bytes_ in (file.size, settings.LARGEST_UPLOAD))
            raise forms.ValidationError(
                f"“{file.name}” is {size:.0f} MB. Files up to {most:.0f} MB can be taken: "
                f"{self.instead}."
            )
        return file
