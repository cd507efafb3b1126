"""Made-up places for worked examples: thirty wards in a row, each of one small area."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from frankpledge.analytics.measures.derived._support import crimes

WARDS = tuple(range(1, 31))


def ward_name(n: int) -> str:
    """ "Ward 07"."""
    return f"Ward {n:02}"


def ward_code(n: int) -> str:
    """ "E05000007"."""
    return f"E05{n:06}"


def area_code(n: int) -> str:
    """The small area that is the ward: "E01000007"."""
    return f"E01{n:06}"


def lies_in(small: str, level: str, code: str, name: str) -> dict[str, Any]:
    """A made-up row of a lookup."""
    return {
        "from_level": "lsoa21",
        "from_code": small,
        "level": level,
        "code": code,
        "name": name,
        "vintage": "2024",
    }


def _outline(n: int) -> dict[str, Any]:
    """A square next to those of the wards before and after."""
    west, east = n / 100, (n + 1) / 100
    ring = [[west, 52.0], [east, 52.0], [east, 52.01], [west, 52.01], [west, 52.0]]
    return {
        "code": ward_code(n),
        "level": "ward",
        "name": ward_name(n),
        "vintage": "2024",
        "rings": json.dumps([ring]),
    }


def row_of_wards(
    months: Mapping[str, Mapping[int, int]], *, outlined: bool = True
) -> dict[str, tuple[dict[str, Any], ...]]:
    """Tables of thirty wards in a row. `months`: month → ward → crimes; nought if not said.

    Each month also has a crime without a place, so that it is a month that is loaded.
    """
    tables = {
        "street": tuple(
            row
            for month, counts in months.items()
            for small, times in ((None, 1), *((area_code(n), of) for n, of in counts.items()))
            for row in crimes(small, month, times)
        ),
        "lookup": tuple(lies_in(area_code(n), "ward", ward_code(n), ward_name(n)) for n in WARDS),
    }
    return tables | ({"boundary": tuple(map(_outline, WARDS))} if outlined else {})
