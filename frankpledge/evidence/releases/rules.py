"""From which state a load may go to which."""

from typing import Final

LOAD_TRANSITIONS: Final[dict[str, tuple[str, ...]]] = {
    "waiting": ("loading",),
    # From loading to loading: whatever had begun it died, and somebody begins it again.
    "loading": ("loading", "loaded", "refused"),
    "loaded": (),
    "refused": (),
}
