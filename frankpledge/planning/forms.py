"""The form for signing an agreement."""

from django import forms

from frankpledge.shared.forms import GovukForm


class SignForm(GovukForm):
    """The post that signs, and that the person is sure."""

    post = forms.CharField(
        label="Your post", help_text="As it will stand on the agreement.", max_length=200
    )
    sure = forms.BooleanField(label="I sign this agreement on behalf of the body named above")
