"""The answer to "may this happen?": yes, or no with a reason a person can act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Truthy when allowed; falsy, with a reason in plain English, when refused."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    """A refusal; `reason` says what is wrong and what to do about it."""
    return Verdict(False, reason)


class Refused(Exception):
    """Raised by an operation that may not go ahead; nothing has been changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def require(verdict: Verdict) -> None:
    """Let an operation go on, or raise `Refused` with the verdict's reason."""
    if not verdict:
        raise Refused(verdict.reason)
