from __future__ import annotations

from datetime import date

import pytest

from frankpledge.analytics.store.addresses import police_archive, road_files

pytestmark = pytest.mark.once("pure: no database")

DFT = "https://data.dft.gov.uk/road-accidents-safety-data"


def test_police_archive_is_named_by_its_last_month():
    assert police_archive(date(2024, 3, 31)) == "https://data.police.uk/data/archive/2024-03.zip"


def test_road_files_by_year():
    assert road_files(2024) == {
        "collisions": f"{DFT}/dft-road-casualty-statistics-collision-2024.csv",
        "casualties": f"{DFT}/dft-road-casualty-statistics-casualty-2024.csv",
        "vehicles": f"{DFT}/dft-road-casualty-statistics-vehicle-2024.csv",
    }
    assert road_files(2025, provisional=True)["vehicles"].endswith("vehicle-provisional-2025.csv")
    with pytest.raises(ValueError, match="begin in 1979"):
        road_files(1978)
