"""The field for a file: no larger than may be, of a kind that is taken, scanned and made clean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from frankpledge.shared.uploads.cleaning import checked_kind, cleaned
from frankpledge.shared.uploads.handler import DroppedFile
from frankpledge.shared.uploads.kinds import NotTaken
from frankpledge.shared.uploads.scanning import scan


class SizedFileField(forms.FileField):
    """A file that may be kept.

    `accept`: the endings of what is taken, with commas; what a file is, its content tells.
    `instead`: what to do about one that is too large. `only_read`: nobody will ever be handed the
    file, so it is kept as it came: figures to be loaded, too large to be made anew.
    """

    def __init__(
        self, *, instead: str, accept: str, only_read: bool = False, **options: Any
    ) -> None:
        options.setdefault("widget", forms.ClearableFileInput(attrs={"accept": accept}))
        super().__init__(**options)
        self.instead = instead
        self.only_read = only_read
        self.accepted = tuple(accept.split(","))

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        """The file as it may be kept, or None. Raises ValidationError, saying why not."""
        if data:
            self.check_size(data)
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        try:
            return self._as_kept(file)
        except NotTaken as no:
            raise forms.ValidationError(str(no)) from no

    def check_size(self, file: UploadedFile) -> None:
        """Raises ValidationError for a file that is too large."""
        size, most = ((one or 0) / 1024 / 1024 for one in (file.size, settings.LARGEST_UPLOAD))
        if size > most:
            raise forms.ValidationError(
                f"“{file.name}” is {size:.0f} MB. Files up to {most:.0f} MB can be taken: "
                f"{self.instead}."
            )
        if isinstance(file, DroppedFile):
            raise forms.ValidationError(
                f"“{file.name}” came with more than {most:.0f} MB in all, which is more than can "
                f"be taken at once: {self.instead}."
            )

    def _as_kept(self, file: UploadedFile) -> UploadedFile:
        name = str(file.name)
        assert file.file is not None
        kind = checked_kind(name, file.file, self.accepted)
        scan(file.file)
        if self.only_read:
            return file
        before = file.file.read()
        file.seek(0)
        file.name, data = cleaned(name, before, kind)
        if data is before:
            return file
        return SimpleUploadedFile(file.name, data, kind.media)
