"""Whether, not who: what may become of a Word file that came back. No database."""

from frankpledge.shared.verdict import ALLOWED, Verdict, refused


def may_settle(state: str) -> Verdict:
    """Whether a file may still be accepted or put aside."""
    if state == "waiting":
        return ALLOWED
    done = "accepted" if state == "accepted" else "put aside"
    return refused(f"This file has been {done} already. Upload it again if it should count anew.")


def may_accept(state: str, *, changes: bool, mistakes: bool) -> Verdict:
    """Whether what a file says may be accepted."""
    if not (verdict := may_settle(state)):
        return verdict
    if changes:
        return ALLOWED
    if mistakes:
        return refused("Nothing in this file can be accepted. Put right what is said above first.")
    return refused("This file says what Frankpledge has already: there is nothing to accept.")
