"""Every measure, in the order of the list that people choose from."""

from __future__ import annotations

from .definitions import ALL
from .known import near
from .nouns import CannotAnswer, Measure


def measures() -> tuple[Measure, ...]:
    """All measures."""
    return ALL


def measure_named(name: str) -> Measure | None:
    """The measure with this name. Raises CannotAnswer, with names spelt alike, for none."""
    found = next((one for one in ALL if one.name == name.strip().lower()), None)
    if found is None:
        raise CannotAnswer(
            f"There is no measure “{name}”{near(name, (one.name for one in ALL)) or '.'}"
        )
    return found
