"""Uploading a form that was filled in."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from frankpledge.shared.forms import GovukForm


class ReturnForm(GovukForm):
    """The filled-in Word file."""

    file = forms.FileField(
        label="Filled-in form",
        help_text="The Word file (.docx) that you fetched here, also if LibreOffice saved it.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )

    def clean_file(self) -> UploadedFile:
        """Raises ValidationError for a file that is too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > settings.LARGEST_UPLOAD:
            size = file.size / 1024 / 1024
            raise forms.ValidationError(
                f"“{file.name}” is {size:.0f} MB. Files up to 50 MB can be taken: make its "
                "pictures smaller."
            )
        return file


class AcceptForm(GovukForm):
    """Accepting, having seen a version of the thing; empty where there was none yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
