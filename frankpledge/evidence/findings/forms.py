"""Forms of findings: keeping one, changing its words, looking again, withdrawing."""

from typing import Any

from django import forms

from frankpledge.evidence.findings.models import Finding
from frankpledge.shared.forms import GovukForm
from frankpledge.shared.opened import EditForm

TITLE_HELP = "A sentence that says the finding: “Burglary in Upton fell by a fifth”."
WORDS_HELP = (
    "What it means, in your words. Start a list with “- ”; leave a blank line between paragraphs."
)
HEDGE_HELP = "How sure it is: the interval, the usual range, what the data do not show."


def _words(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=WORDS_HELP,
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=100_000,
        required=False,
    )


class KeepForm(GovukForm):
    """What a finding says. Its figures come from the question in the address."""

    title = forms.CharField(label="What was found", help_text=TITLE_HELP, max_length=200)
    words = _words("What there is to say about it (optional)")
    hedge = forms.CharField(
        label="How sure it is (optional)",
        help_text=HEDGE_HELP,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )


class WordsForm(EditForm, KeepForm):
    """The words of a finding, changed."""


class LookForm(EditForm):
    """What is decided of new figures, and why."""

    decided = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=[
            ("kept", "Keep the words: they are as true of the new figures"),
            ("reworded", "Write new words"),
            ("withdrawn", "Withdraw the finding"),
        ],
    )
    title = forms.CharField(
        label="What was found", help_text="Read only with “Write new words”.", max_length=200
    )
    words = _words("What there is to say about it (optional)")
    why = forms.CharField(
        label="Why?",
        help_text="It stands in the finding’s history for whoever asks.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )


class WithdrawForm(EditForm):
    """Why a finding is withdrawn."""

    why = forms.CharField(
        label="Why is it withdrawn?",
        help_text="It stays to be read, with this reason.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )


def initial_of(finding: Finding) -> dict[str, Any]:
    """A finding's own words, for the forms that change them."""
    return {
        "title": finding.title,
        "words": finding.words,
        "hedge": finding.hedge,
        "version": finding,
    }
