"""Every measure, in the order of the list that people choose from."""

from __future__ import annotations

from frankpledge.analytics.measures.definitions import ALL as ASKED_OF_THE_ENGINE
from frankpledge.analytics.measures.derived import ALL as DERIVED
from frankpledge.analytics.measures.known import near
from frankpledge.analytics.measures.nouns import CannotAnswer, Measure

ALL = (*ASKED_OF_THE_ENGINE, *DERIVED)


def measures() -> tuple[Measure, ...]:
    """All measures."""
    return ALL


def measure_named(name: str) -> Measure:
    """The measure with this name. Raises CannotAnswer, with names spelt alike, for none."""
    found = next((one for one in ALL if one.name == name.strip().lower()), None)
    if found is None:
        raise CannotAnswer(
            f"There is no measure “{name}”{near(name, (one.name for one in ALL)) or '.'}"
        )
    return found
