"""Uploading a form that was filled in."""

from django import forms

from frankpledge.shared.forms import GovukForm
from frankpledge.shared.uploads.fields import SizedFileField


class ReturnForm(GovukForm):
    """The filled-in Word file."""

    file = SizedFileField(
        label="Filled-in form",
        help_text="The Word file (.docx) that you fetched here, also if LibreOffice saved it.",
        accept=".docx",
        instead="make its pictures smaller",
    )


class AcceptForm(GovukForm):
    """Accepting, having seen a version of the thing; empty where there was none yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
