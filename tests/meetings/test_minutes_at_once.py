"""Several processes take notes of one meeting at the same moment, on the tests' database."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.support.other_process import ROOT, database_url, environment

# Waits until every process is ready; then sends one note that they all share and one of its own.
TAKE = """
import sys, time, pathlib, datetime, uuid, django
django.setup()
from frankpledge.meetings.models import AgendaItem, Minutes
from frankpledge.meetings.operations import Said, start_minutes, take_note
from frankpledge.meetings.queries.calendar import meeting_named
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import Actor
folder, mine, count = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
day, by = datetime.date(2018, 10, 11), Actor(mine)
meeting = meeting_named(body_named("county-board"), "2018-10-11")
item = AgendaItem.objects.select_related("meeting__body").get(slug="road-safety")
(folder / mine).touch()
while len(list(folder.iterdir())) < count:
    time.sleep(0.005)
minutes = start_minutes(by=by, meeting=meeting, on=day)
for key, said in (
    (uuid.UUID(int=1), Said("decision", "Sent by all of them.", "agreed")),
    (uuid.uuid4(), Said("decision", mine, "agreed")),
):
    take_note(by=by, minutes=minutes, item=item, key=key, said=said, taken_by=mine, on=day)
"""
READ = """
import json, django
django.setup()
from frankpledge.meetings.models import MinuteNote, Minutes
notes = MinuteNote.objects.select_related("decision").order_by("order")
print(json.dumps([Minutes.objects.count(), [[n.text, n.order, n.decision.number] for n in notes]]))
"""


@pytest.mark.parametrize("count", [4])
def test_every_note_is_kept_once_and_numbered_by_itself(
    transactional_db, demo_county, tmp_path, count
):
    url = database_url(tmp_path)
    ready = tmp_path / "ready"
    ready.mkdir()
    around: dict[str, Any] = {"cwd": ROOT, "env": environment(url, tmp_path), "text": True}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TAKE, str(ready), f"taker-{n}", str(count)],
            stderr=subprocess.PIPE,
            **around,
        )
        for n in range(count)
    ]
    assert [one.communicate(timeout=120)[1] for one in running] == [""] * count
    read = subprocess.run(
        [sys.executable, "-c", READ], capture_output=True, check=True, timeout=60, **around
    )
    minutes, notes = json.loads(read.stdout)
    assert minutes == 1
    assert sorted(text for text, _, _ in notes) == [
        "Sent by all of them.",
        *(f"taker-{n}" for n in range(count)),
    ]
    assert [order for _, order, _ in notes] == list(range(1, count + 2))
    assert sorted(number for _, _, number in notes) == list(range(1, count + 2))
