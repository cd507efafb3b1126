"""What derived measures share: p-values are never nought."""

from __future__ import annotations

import pytest

from frankpledge.analytics.measures.derived.working import p_value

pytestmark = pytest.mark.once("pure: no database")


@pytest.mark.parametrize(
    ("exact", "kept"),
    [(0.0, 0.0001), (1e-12, 0.0001), (0.00034, 0.0003), (0.0123456, 0.0123), (1.0, 1.0)],
)
def test_a_p_value_has_four_places_and_is_never_nought(exact: float, kept: float) -> None:
    assert p_value(exact) == kept


def test_no_p_value_stays_none() -> None:
    assert p_value(None) is None
