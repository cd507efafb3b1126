"""An area's record taken away in open formats, and brought into an empty system: equal."""

import csv
import json
import shutil
import subprocess

import pytest

from tests.support.service import Service

pytestmark = pytest.mark.once("it makes its own databases")


@pytest.fixture(scope="session")
def exported(county, tmp_path_factory):
    """The county's export."""
    folder = tmp_path_factory.mktemp("export") / "county"
    county.run("export", folder)
    return folder


def tree(folder):
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def records(folder, kind):
    """The records of one kind."""
    lines = (folder / "records" / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_anybody_can_read_it(exported):
    names = records(exported, "partnership.bodyname")
    assert {"county-board"} <= {one["body"] for one in names}
    assert (exported / "files/papers/minutes_é.odt").read_bytes() == b"the original" * 9000
    with (exported / "fields.csv").open(encoding="utf-8", newline="") as file:
        fields = list(csv.DictReader(file))
    told = {(one["record"], one["field"]) for one in fields}
    for path in (exported / "records").iterdir():
        for record in records(exported, path.stem)[:1]:
            assert {(path.stem, name) for name in record} <= told
    (short,) = [
        one for one in fields if one["record"] == "partnership.bodyname" and one["field"] == "short"
    ]
    assert (short["type"], short["meaning"]) == ("CharField", "short name")
    assert "FOR THOSE WHO RUN THE SERVICE" in (exported / "README.txt").read_text(encoding="utf-8")
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=exported, check=True)


def test_no_secret_is_in_it(exported, county):
    accounts = records(exported, "accounts.account")
    assert accounts
    assert not any("password" in one for one in accounts)
    assert not (exported / "records" / "outbox.message.jsonl").exists()
    everything = b"".join(tree(exported).values())
    assert (county.folder / "secret-key").read_bytes() not in everything


def test_brought_into_an_empty_system_it_is_equal_byte_by_byte(exported, county, tmp_path):
    other = Service(tmp_path / "other")
    said = other.run("import", "area", exported)
    assert "Brought in" in said
    other.run("export", tmp_path / "again")
    assert tree(tmp_path / "again") == tree(exported)
    # What is not the area's is not in it, and neither is any password; all else is equal.
    was, now = county.tallies(), other.tallies()
    apart = {name for name in was if was[name] != now[name]}
    assert apart <= {"accounts_account", "auth_permission", "django_content_type", "outbox_message"}
    assert "There are records here already" in other.refused("import", "area", exported)


def test_only_this_areas_records(exported, service, tmp_path):
    """A second area in the same service: neither export has anything of the other's."""
    service.run("area", "load", "docs/examples/new-county.yaml")
    assert "Say which area" in service.refused("export", tmp_path / "x")
    service.run("export", tmp_path / "new", "--area", "oakenshire")
    service.run("export", tmp_path / "old", "--area", "cambridgeshire-and-peterborough")
    assert {one["slug"] for one in records(tmp_path / "new", "places.area")} == {"oakenshire"}
    assert all(one["area"] == "oakenshire" for one in records(tmp_path / "new", "partnership.body"))
    text = (tmp_path / "old" / "records" / "partnership.body.jsonl").read_text(encoding="utf-8")
    assert "oakenshire" not in text
    for path in (exported / "records").iterdir():
        if path.stem not in {"history.entry", "accounts.account"}:
            assert (tmp_path / "old" / "records" / path.name).read_bytes() == path.read_bytes()


def test_an_export_that_was_changed_is_refused(exported, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(exported, copy)
    path = copy / "records" / "partnership.body.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("county-board", "county-bored"))
    other = Service(tmp_path / "other")
    assert "records/partnership.body.jsonl is not as it was" in other.refused(
        "import", "area", copy
    )
    assert "is no export" in other.refused("import", "area", tmp_path)
    assert "Nothing has been loaded here yet" in other.refused("mail")
