"""The states of a survey."""

from typing import Final

from frankpledge.shared.verdict import ALLOWED, Verdict, refused

SURVEY_TRANSITIONS: Final[dict[str, dict[str, str]]] = {
    "waiting": {"kept": "Say what each column is, and keep it"},
    "kept": {"withdrawn": "Withdraw it, with the reason"},
    "withdrawn": {},
}
SURVEY_STATES: Final = {
    "waiting": "Waits for its columns",
    "kept": "Kept",
    "withdrawn": "Withdrawn",
}


def may_go(state: str, to: str) -> Verdict:
    """Whether a survey may go from one state to another: what is kept never changes."""
    if to in SURVEY_TRANSITIONS[state]:
        return ALLOWED
    if state == "waiting":
        return refused("Say first what each of its columns is.")
    return refused(
        f"This survey is {SURVEY_STATES[state].lower()}, and its answers do not change. "
        "Add a new wave as a survey of its own."
    )
