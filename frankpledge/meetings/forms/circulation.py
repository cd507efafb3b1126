"""Forms of circulation: why something is late, why a paper is taken back."""

from django import forms

from frankpledge.shared.forms import GovukForm


class LateForm(GovukForm):
    """Why an addendum comes after the pack."""

    why = forms.CharField(
        label="Why are these papers late?",
        help_text="Members read this first, such as “The figures were published on 8 October”.",
        max_length=300,
    )


class ReviseForm(GovukForm):
    """Why a paper that members have is revised."""

    why = forms.CharField(
        label="Why is this paper revised?",
        help_text="Members are told this with the new version.",
        max_length=300,
    )
