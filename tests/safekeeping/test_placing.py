"""A restore that is killed between any two of its last steps is finished by the next command."""

import json

import pytest

from tests.support.service import Service

pytestmark = pytest.mark.once("it makes its own databases")

# Stages a restore by hand, lets a child die at its nth step, and lets another process's first
# command finish it. Prints what stood where in between, and at the end.
PLACE = """
import json, os, shutil, signal, sqlite3, sys
from pathlib import Path
from django.conf import settings
from django.db import connections
from frankpledge.safekeeping import placing
from frankpledge.safekeeping.staging import default_place, folder_aside
from frankpledge.shared.closed import closing, restore_file, why_closed

data = Path(settings.DATA_DIR)

def state():
    found = {}
    for name in ("frankpledge.sqlite3", "files/a", "evidence/releases/a", "secret-key"):
        path = data / name
        found[name] = path.read_text() if path.exists() else None
    return found

def lay(root, words):
    for name in ("files/a", "evidence/releases/a", "secret-key"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)

found = []
for dies_at in range(12):
    for one in data.iterdir():
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    lay(data, "old")
    for ending in ("", "-wal"):
        (data / f"frankpledge.sqlite3{ending}").write_text("old")
    place = default_place("token")
    child = os.fork()
    if child == 0:
        steps = iter(range(100))
        for name in ("replace", "rename", "unlink"):
            true = getattr(Path, name)
            def dying(self, *args, true=true, **kwargs):
                if next(steps) == dies_at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return true(self, *args, **kwargs)
            setattr(Path, name, dying)
        with closing("Restoring."), folder_aside("token") as folder:
            lay(folder, "new")
            place.staged_file.write_text("new")
            made = placing.Placing.of(place, folder, data / "before-restore-2018")
            made.decide()
            made.finish()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    killed, decided, closed = status != 0, restore_file().exists(), bool(why_closed())
    finished = placing.finish_interrupted()
    wal = (data / "frankpledge.sqlite3-wal").exists()
    aside = data / "before-restore-2018"
    kept = [one.read_text() for one in sorted(aside.rglob("*")) if one.is_file()]
    found.append([killed, decided, closed, finished, wal, sorted(set(state().values())), kept])
print(json.dumps(found))
"""


def test_killed_at_each_step_it_is_all_old_or_all_new(tmp_path):
    service = Service(tmp_path / "data")
    service.folder.mkdir()
    found = json.loads(service.script(PLACE))
    assert sum(killed for killed, *_ in found) >= 6
    assert [decided for killed, decided, *_ in found if killed][:2] == [False, True]
    for killed, decided, closed, finished, wal, stands, kept in found:
        assert decided is closed is finished
        is_new = decided or not killed
        assert stands == (["new"] if is_new else ["old"])
        assert kept == (["old"] * 5 if is_new else [])
        assert wal is not is_new
