"""A backup holds everything, opens with ordinary tools, and comes back equal."""

import gzip
import io
import json
import stat
import subprocess
import tarfile

import pyrage
import pytest

from tests.support.service import Service

pytestmark = pytest.mark.once("it makes its own databases, of both kinds")


def opened(path, key):
    """A backup's parts, by a few lines that know nothing of Frankpledge."""
    secret = pyrage.x25519.Identity.from_str(key[0].read_text().splitlines()[-1])
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(path.read_bytes(), [secret]))) as tar:
        files = {one.name: tar.extractfile(one) for one in tar.getmembers()}
        return {name: file.read() for name, file in files.items() if file}


def test_it_opens_without_frankpledge(archive, key):
    parts = opened(archive, key)
    bodies = gzip.decompress(parts["database/partnership_body/0001.jsonl.gz"]).splitlines()
    manifest = json.loads(parts["manifest.json"])
    (kept,) = [one for one in manifest["tables"] if one["name"] == "partnership_body"]
    assert len(bodies) == kept["rows"] > 20
    assert json.loads(bodies[0])["slug"]
    assert parts["files/papers/minutes_é.odt"] == b"the original" * 9000
    assert parts["evidence/releases/0001-police-3f9a1c2b/street.parquet"][:3] == b"\0\1\2"
    assert parts["secret-key"]
    assert not any("django_session" in name for name in parts)


def test_the_age_command_opens_it(archive, key):
    plain = subprocess.run(["age", "-d", "-i", key[0], archive], capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(plain.stdout)) as tar:
        assert "about.json" in tar.getnames()


def test_only_its_owner_may_read_it(archive, key):
    for path in (archive, key[0]):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"about.json" not in archive.read_bytes()


def test_it_comes_back_equal_in_an_empty_system(archive, key, county, tmp_path):
    other = Service(tmp_path / "other")
    said = other.run("restore", archive, "--key", key[0])
    assert "Restored:" in said
    assert other.tallies() == county.tallies()
    for name in ("files/papers/minutes_é.odt", "secret-key"):
        assert (other.folder / name).read_bytes() == (county.folder / name).read_bytes()
    evidence = "evidence/releases/0001-police-3f9a1c2b/street.parquet"
    assert (other.folder / evidence).read_bytes() == (county.folder / evidence).read_bytes()
    assert sorted(one.name for one in other.folder.iterdir() if one.name != "static") == [
        "closed.lock",
        "evidence",
        "files",
        "frankpledge.sqlite3",
        "safekeeping.lock",
        "secret-key",
    ]
    added = other.script(
        "from frankpledge.shared.door import Actor, operation\n"
        "from frankpledge.places.models import Area\n"
        "@operation('Added')\n"
        "def add(*, by):\n"
        "    area = Area(slug='new', name='New'); area.save(); print(area.pk)\n"
        "add(by=Actor('A test'))"
    )
    # The number of the area that came and went before the backup is not given again.
    assert int(added) == 3


def test_a_check_says_that_it_is_equal_and_leaves_nothing(archive, key, tmp_path):
    other = Service(tmp_path / "other")
    said = other.run("backup", archive, "--check", "--key", key[0])
    assert "is equal, row by row" in said
    assert sorted(one.name for one in other.folder.iterdir()) == [
        "safekeeping.lock",
        "secret-key",
        "static",
    ]


def test_what_is_refused_in_words(service, archive, key, tmp_path):
    assert "no key was given" in service.refused("backup", tmp_path / "x.age")
    assert "is no public key" in service.refused("backup", tmp_path / "x.age", "--to", "age1x")
    assert not (tmp_path / "x.age").exists()
    other = tmp_path / "other.txt"
    service.run("backup", other, "--new-key")
    assert "None of these keys" in service.refused("restore", archive, "--key", other, "--replace")
    assert "is there already" in service.refused("backup", other, "--new-key")
    assert "--key" in service.refused("restore", archive)
    assert "There are records here already" in service.refused("restore", archive, "--key", key[0])
    assert "No such file" in service.refused(
        "backup", tmp_path / "none", "--check", "--key", key[0]
    )


def test_replaced_records_are_kept_aside(service, archive, key):
    was = service.database.read_bytes()
    (service.folder / "files" / "late.txt").write_text("late")
    said = service.run("restore", archive, "--key", key[0], "--replace")
    (aside,) = service.folder.glob("before-restore-*")
    assert aside.name in said
    assert (aside / "frankpledge.sqlite3").read_bytes() == was
    assert (aside / "files" / "late.txt").exists()
    assert not (service.folder / "files" / "late.txt").exists()


def test_a_file_that_is_gone_is_told(service, key, tmp_path):
    (service.folder / "files/papers/minutes_é.odt").unlink()
    said = service.run("backup", tmp_path / "b.age", "--to", key[1])
    assert "names the file papers/minutes_é.odt, which is not there" in said


def test_a_backup_from_a_newer_version_is_refused(service, key, tmp_path):
    service.script(
        "from django.db import connection\n"
        'connection.cursor().execute("INSERT INTO django_migrations (app, name, applied) '
        "VALUES ('places', '0099_later', '2030-01-01')\")"
    )
    refusal = service.refused("backup", tmp_path / "b.age", "--to", key[1])
    assert "newer version" in refusal
    assert "places 0099_later" in refusal
