"""The part of the form that carries on risks and requests: nothing changed, nothing to type."""

from dataclasses import dataclass
from typing import Any

from django import forms

from frankpledge.review.operations import Line
from frankpledge.review.queries.carrying import Carried, CarriedRequest, CarriedRisk, Thing
from frankpledge.review.rules import NEEDS_WORDS, REQUEST_CHOICES, RISK_CHOICES

LARGEST = 20_000


@dataclass(frozen=True)
class Kind:
    """A risk or a request: how its fields are called, and what may become of it."""

    prefix: str
    name: str
    choices: dict[str, str]


RISK = Kind("r", "risk", RISK_CHOICES)
REQUEST = Kind("q", "request", REQUEST_CHOICES)


def kind_of(thing: Thing) -> Kind:
    """Whether it is a risk or a request."""
    return RISK if isinstance(thing, CarriedRisk) else REQUEST


def key_of(thing: Thing) -> str:
    """The start of the names of its fields: r-3, q-7."""
    return f"{kind_of(thing).prefix}-{thing.number}"


def choices_of(thing: Thing) -> list[tuple[str, str]]:
    """What may become of it; only an answer can settle a request."""
    found = list(kind_of(thing).choices.items())
    if isinstance(thing, CarriedRequest) and not thing.answer and thing.choice != "accept":
        found = [(key, words) for key, words in found if key != "accept"]
    return found


def fields_of(thing: Thing) -> dict[str, forms.Field]:
    """Its two fields: what becomes of it, kept as it is by default, and the words that needs."""
    kind = kind_of(thing)
    choice = forms.ChoiceField(
        label=f"What becomes of {kind.name} {thing.number}",
        choices=choices_of(thing),
        widget=forms.RadioSelect,
        initial=thing.choice,
        required=False,
    )
    words = forms.CharField(
        label=f"New words for {kind.name} {thing.number}, or why it is closed",
        help_text="Leave it empty where nothing changed.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=LARGEST,
        initial=thing.words,
    )
    return {f"{key_of(thing)}-choice": choice, f"{key_of(thing)}-words": words}


def mistakes_of(thing: Thing, data: dict[str, Any]) -> str:
    """What is wrong with what was chosen and written, or nothing."""
    choice = data.get(f"{key_of(thing)}-choice") or thing.choice
    words = (data.get(f"{key_of(thing)}-words") or "").strip()
    if choice in NEEDS_WORDS and not words:
        return NEEDS_WORDS[choice]
    if words and choice not in NEEDS_WORDS:
        return "Choose what these words are for: new words, or the reason for closing it"
    return ""


def line_of(carried: Carried, data: dict[str, Any]) -> Line:
    """The line of the update that a carried risk, request or both become."""
    risk, request = carried.risk, carried.request
    text, risk_choice, risk_why = carried.text, "", ""
    if risk:
        text, risk_choice, risk_why = _said(risk, data)
    asked, request_choice, request_why = _said(request, data) if request else ("", "", "")
    return Line(
        text=text,
        request=asked,
        carried=True,
        risk=risk.risk if risk else None,
        board_request=request.request if request else None,
        risk_choice=risk_choice,
        risk_why=risk_why,
        request_choice=request_choice,
        request_why=request_why,
        links=carried.links,
    )


def _said(thing: Thing, data: dict[str, Any]) -> tuple[str, str, str]:
    """Its words, what becomes of it, and why it is closed."""
    choice = data.get(f"{key_of(thing)}-choice") or thing.choice
    words = (data.get(f"{key_of(thing)}-words") or "").strip()
    if choice == "reword":
        return words, choice, ""
    return thing.text, choice, words if choice == "close" else ""
