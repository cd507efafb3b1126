"""What happens once a release has come in, registered by whoever builds on releases.

Findings register here to be checked against the new figures.
"""

from collections.abc import Callable

from frankpledge.analytics.store import Release

After = Callable[[Release], None]

_after: list[After] = []


def after_release(function: After) -> After:
    """Register what is to be done when a release has come in. It must do no harm done twice."""
    if function not in _after:
        _after.append(function)
    return function


def after_loading(release: Release) -> None:
    """Tell everybody who asked to be told."""
    for function in _after:
        function(release)
