"""The demonstration's evidence as tests have it: to the unit what its publishers say."""

from __future__ import annotations

from pathlib import Path

from frankpledge.evidence.releases.models import Release


def test_the_demonstrations_evidence_is_there_to_the_unit(evidence: Path) -> None:
    kept = {
        (name, one.number): info["kept"]
        for one in Release.objects.all()
        for name, info in one.tables.items()
    }
    assert kept["street", 2] == 48_566
    assert kept["street", 3] == 6_993
    assert kept["street", 4] == 83_021
    assert kept["outcomes", 4] == 68_619
    assert kept["collisions", 5] == 4_076
