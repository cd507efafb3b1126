"""Adding a contact."""

from django import forms

from frankpledge.partnership.models import PURPOSES
from frankpledge.shared.forms import GovukForm


class ContactForm(GovukForm):
    """A post's address, and which mail it gets."""

    purpose = forms.ChoiceField(
        label="Which mail", choices=list(PURPOSES.items()), widget=forms.RadioSelect
    )
    post = forms.CharField(
        label="Post", help_text="A post, not a person’s name: “Secretary”.", max_length=200
    )
    email = forms.EmailField(
        label="Email address",
        help_text="The post’s own address rather than a person’s, where there is one.",
        max_length=254,
    )
