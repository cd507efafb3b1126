"""A backup from before, made by fewer migrations, comes back into the code of today."""

import gzip
import io
import json
import tarfile
from datetime import datetime
from pathlib import Path

import pyrage
import pytest

from frankpledge.safekeeping.archive import TableKept, Writer
from frankpledge.safekeeping.rows import Tally, as_line
from frankpledge.safekeeping.sealing import identities
from tests.history.auditor import first_wrong
from tests.support.service import Service

pytestmark = pytest.mark.once("it makes its own databases")

OLDER = Path(__file__).resolve().parent / "older"
ENTRIES = 1_200

ROWS = """
import json
from django.core.serializers.json import DjangoJSONEncoder
from frankpledge.history.models import Entry
from frankpledge.meetings.models import Meeting, Minutes, Paper
from frankpledge.partnership.models import Body, BodyName
from frankpledge.places.models import Area
print(json.dumps({
    one._meta.label: list(one.objects.order_by("pk").values())
    for one in (Area, Body, BodyName, Meeting, Minutes, Paper, Entry)
}, cls=DjangoJSONEncoder))
"""


def kept():
    """The lines of each table as they lie in the backup."""
    secret = identities(OLDER / "key.txt")
    plain = pyrage.decrypt((OLDER / "before.age").read_bytes(), secret)
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        files = {one.name: tar.extractfile(one) for one in tar.getmembers()}
        return {name: file.read() for name, file in files.items() if file}


def lines(parts, table):
    """The rows of a table of a backup."""
    packed = parts.get(f"database/{table}/0001.jsonl.gz")
    return [json.loads(one) for one in gzip.decompress(packed).splitlines()]


@pytest.fixture(scope="module")
def restored(tmp_path_factory):
    """A system into which it was restored, and what was said."""
    service = Service(tmp_path_factory.mktemp("older") / "data")
    said = service.run("restore", OLDER / "before.age", "--key", OLDER / "key.txt")
    return service, said


def test_every_row_is_there_and_has_what_came_later(restored):
    service, _ = restored
    service.run("manage", "migrate", "--check")
    parts, now = kept(), json.loads(service.script(ROWS))
    for label, found in now.items():
        rows = lines(parts, label.lower().replace(".", "_"))
        assert len(rows) == len(found) > 0
        for was, is_now in zip(rows, found, strict=True):
            both = was.keys() & is_now.keys() - {"at"}
            assert {name: is_now[name] for name in both} == {name: was[name] for name in both}
    assert "seal" not in lines(parts, "meetings_minutes")[0]
    assert now["meetings.Minutes"][0]["seal"] == ""
    original = service.folder / "files" / "papers" / "old é.odt"
    assert original.read_bytes() == b"an old original" * 100


def test_its_history_is_chained_whole_and_guarded(restored):
    service, said = restored
    assert f"the history is whole, {ENTRIES} entries" in said
    told = json.loads(service.run("history", "verify", "--json"))
    assert (told["triggers_missing"], told["entries"]) == ([], ENTRIES)
    entries = json.loads(service.script(ROWS))["history.Entry"]
    assert [one["id"] for one in entries] == [2 * number for number in range(1, ENTRIES + 1)]
    for one in entries:
        one["at"] = datetime.fromisoformat(one["at"])
    assert first_wrong(entries) is None


def test_what_cannot_be_brought_up_to_date_is_refused_in_words(tmp_path):
    """An entry of the history with which its later migration can do nothing."""
    parts = kept()
    manifest = json.loads(parts["manifest.json"])
    (entries,) = [one for one in manifest["tables"] if one["name"] == "history_entry"]
    row = {**lines(parts, "history_entry")[0], "fields": "nothing of that kind"}
    tally = Tally()
    tally.add(row, as_line(row))
    writer = Writer(out := io.BytesIO())
    for name, content in parts.items():
        if not name.startswith(("manifest.json", "database/history_entry")):
            writer.add(name, content)
    writer.add_lines("database/history_entry", [as_line(row)])
    changed = {**entries, "rows": 1, "sha256": tally.digest.hexdigest()}
    tables = [changed if one is entries else one for one in manifest["tables"]]
    writer.manifest.tables = [TableKept(**one) for one in tables]
    writer.end()
    public = [one.to_public() for one in identities(OLDER / "key.txt")]
    (tmp_path / "b.age").write_bytes(pyrage.encrypt(out.getvalue(), public))
    service = Service(tmp_path / "data")
    refusal = service.refused("restore", tmp_path / "b.age", "--key", OLDER / "key.txt")
    assert "could not be brought up to this version" in refusal
    assert "Nothing has been loaded here yet" in service.refused("mail")
