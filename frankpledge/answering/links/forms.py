"""Passing a link on."""

from django import forms

from frankpledge.shared.forms import GovukForm


class PassOnForm(GovukForm):
    """To whom."""

    email = forms.EmailField(
        label="Your colleague’s email address",
        help_text="They get a link of their own. Yours keeps working.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
