"""A partner's rows stay a partner's: what is not kept is quoted nowhere, and nothing is run."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge.analytics.store import NotLoaded, Store
from tests.analytics.store.test_mapping import DAY, HEAD, NOISE, many
from tests.support.evidence import taken, written
from tests.support.spreadsheets import xlsx

pytestmark = pytest.mark.once("pure: no database")


def test_what_is_not_kept_is_quoted_nowhere(tmp_path: Path):
    """Not in rejects.csv, the manifest or the words: a short row, a total, a note, no headings."""
    store = Store(tmp_path / "store")
    head = "Client,Ward,Date reported,Type,Incidents"
    rows = [f"Nia Prys,Abbey,2024-03-0{1 + at % 9},DV,1" for at in range(60)]
    wrong = ["Gwen Rees,Abbey", '"Gwen Rees" x,Abbey,2024-03-01,DV,1', "Gwen Rees,,,,"]
    wrong += ["Total for Gwen Rees,,,,60", "Gwen Rees,Abbey,2024-03-01,DV,none"]
    file = written(tmp_path / "noise.csv", head, *rows, *wrong)
    loaded = taken(store, file, mapping=NOISE)
    assert sum(loaded.release.tables["partner_noise_complaints"].rejected.values()) == 2
    folder = store.folder(loaded.release)
    kept = (folder / "rejects.csv").read_text() + (folder / "manifest.json").read_text()
    said = kept + " ".join(loaded.words)
    assert "line 64, Client: expected a row of data, not a note" in said
    assert "Rees" not in said
    bare = written(tmp_path / "bare.csv", *["Gwen Rees,Abbey,2024-03-01,DV,1"] * 9)
    with pytest.raises(NotLoaded) as why:
        taken(store, bare, mapping=NOISE)
    assert "Rees" not in str(why.value)
    with pytest.raises(NotLoaded) as why:
        taken(store, bare)
    assert "Rees" not in str(why.value)


def test_the_same_file_by_another_mapping_is_another_release(tmp_path: Path):
    """Whoever loads it learns nothing of the other's."""
    store = Store(tmp_path / "store")
    file = xlsx(tmp_path / "noise.xlsx", HEAD, *many())
    first = taken(store, file, mapping=NOISE)
    other = taken(store, file, mapping=replace(NOISE, slug="their-complaints", title="Theirs"))
    assert not other.already
    assert other.release.checksum != first.release.checksum
    said = " ".join(other.words)
    assert NOISE.title not in said
    assert "before" not in said
    assert taken(store, file, mapping=NOISE).release == first.release


def test_a_spreadsheet_runs_nothing_of_the_rejected_rows(tmp_path: Path):
    store = Store(tmp_path / "store")
    formula = "=HYPERLINK(A1)"
    rows = [",".join(map(str, row)) for row in many(("Abbey", DAY, formula, 1))]
    file = written(tmp_path / "noise.csv", ",".join(HEAD), *rows)
    release = taken(store, file, mapping=NOISE).release
    with (store.folder(release) / "rejects.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["Value"] == f"'{formula}"
