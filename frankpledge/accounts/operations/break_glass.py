"""Break-glass access: kept in the history, and told to whoever registered here, in one stroke."""

from collections.abc import Callable

from frankpledge.accounts.models import Account, BreakGlassUse
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation

Teller = Callable[[BreakGlassUse], None]
_tellers: list[Teller] = []


def tells_of_break_glass(teller: Teller) -> Teller:
    """Register somebody who tells of each use, such as by mail; called in its transaction."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


@operation("Signed in by break-glass access")
def note_break_glass(*, by: Actor, account: Account, device: str) -> BreakGlassUse:
    """Keep that a break-glass account was used, and tell those who are to know."""
    use = BreakGlassUse(account=account, at=clock.real_moment(), device=device)
    use.save()
    for teller in _tellers:
        teller(use)
    return use
