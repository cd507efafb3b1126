"""The states of a finding, and what may happen in each."""

from frankpledge.shared.verdict import ALLOWED, Verdict, refused

FINDING_TRANSITIONS: dict[str, dict[str, str]] = {
    "draft": {"agreed": "Agree it", "withdrawn": "Withdraw it, with the reason"},
    "agreed": {
        "changed": "A release changes its figures",
        "withdrawn": "Withdraw it, with the reason",
    },
    "changed": {
        "agreed": "Look at it again: keep the words, or write new ones",
        "withdrawn": "Withdraw it, with the reason",
    },
    "withdrawn": {},
}
FINDING_STATES = {
    "draft": "Draft",
    "agreed": "Agreed",
    "changed": "Changed",
    "withdrawn": "Withdrawn",
}
# Those that stand: their figures are worked out again when a release comes.
LIVE = ("draft", "agreed", "changed")
DECIDED = {
    "kept": "Kept the words",
    "reworded": "Wrote new words",
    "withdrawn": "Withdrew it",
    "as before": "The figures are as they were again",
}


def may_go(state: str, to: str) -> Verdict:
    """Whether a finding may go from one state to another."""
    if to in FINDING_TRANSITIONS[state]:
        return ALLOWED
    return refused(f"This finding is {FINDING_STATES[state].lower()}. {_instead(state)}")


def _instead(state: str) -> str:
    if state == "withdrawn":
        return "Keep a new one in its place."
    if state == "changed":
        return "Look at its new figures first."
    return "Nothing is to be done."


def may_be_kept_close(*, published: bool, used: bool) -> Verdict:
    """Whether a finding may be marked, or be for named bodies.

    `used`: something that is to be published rests on it.
    """
    if published:
        return refused("This finding is published: everybody has it already.")
    if used:
        return refused(
            "A strategic assessment rests on this finding, and more people read that. Take it out "
            "there first; what rests on it stands on its page."
        )
    return ALLOWED


def may_be_placed(number: int, *, free: bool) -> Verdict:
    """Whether a finding may stand in what is to be published."""
    if free:
        return ALLOWED
    return refused(
        f"Finding {number} is OFFICIAL-SENSITIVE, or for named bodies only: an assessment is read "
        "by more. Choose another, or change who may read it first."
    )


def may_claim(title: str) -> Verdict:
    """Whether a title can stand: a sentence that says what was found."""
    if not title.strip():
        return refused("Say what was found, in a sentence: “Burglary fell by a fifth”.")
    return ALLOWED


def may_agree(state: str, *, newer: bool) -> Verdict:
    """Whether a draft may be agreed. `newer`: newer figures wait beside those it was kept with."""
    if newer:
        return refused("A release changed its figures. Look at the new ones before you agree it.")
    if state != "draft":
        return refused(f"This finding is {FINDING_STATES[state].lower()}, not a draft.")
    return ALLOWED


def may_look(state: str, decided: str, why: str, *, newer: bool) -> Verdict:
    """Whether a look at new figures may be recorded: there are some, and it says why."""
    if state == "withdrawn" or not newer:
        return refused("Its figures have not changed since it was last looked at.")
    if decided not in ("kept", "reworded", "withdrawn"):
        return refused("Say what you decide: keep the words, write new ones, or withdraw it.")
    if not why.strip():
        return refused("Say why: whoever reads the finding will ask.")
    return ALLOWED
