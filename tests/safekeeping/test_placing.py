"""A restore that is killed between any two of its last steps is finished by the next command."""

import json
import subprocess
import tempfile
from pathlib import Path

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
apart = Path(sys.argv[1]) if len(sys.argv) > 1 else None

def state():
    found = {}
    for name in ("frankpledge.sqlite3", "files/a", "evidence/releases/a", "secret-key",
                 "files/gone", "evidence/prepared/x"):
        path = data / name
        found[name] = path.read_text() if path.exists() else None
    return found

def lay(root, words):
    for name in ("files/a", "evidence/releases/a", "secret-key"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)

found = []
for dies_at in range(30 if apart else 12):
    for one in data.iterdir():
        shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
    if apart:
        shutil.rmtree(apart, ignore_errors=True)
        for name in ("files", "evidence"):
            (apart / name).mkdir(parents=True)
            (data / name).symlink_to(apart / name)
    lay(data, "old")
    for name in ("files/gone", "evidence/prepared/x"):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text("old")
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
    asides = [aside, *(apart.glob("*/before-restore-2018") if apart else ())]
    kept = [one.read_text() for each in asides for one in each.rglob("*") if one.is_file()]
    with folder_aside("next"):
        pass
    left = [one.name for each in (data, *(apart.iterdir() if apart else ()))
            for one in each.iterdir() if one.name.startswith("frankpledge_staging_")
            and one.is_dir()]
    there = sorted({one for one in state().values() if one})
    found.append([killed, decided, closed, finished, wal, there, kept, left])
print(json.dumps(found))
"""


@pytest.fixture
def elsewhere():
    """A folder on another file system than the tests' own, to which nothing can be renamed."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == Path(tempfile.gettempdir()).stat().st_dev:
        pytest.skip("There is one file system only.")
    with tempfile.TemporaryDirectory(dir=memory, prefix="frankpledge-") as folder:
        yield Path(folder)


def all_old_or_all_new(found, steps):
    """What the script found: after a kill at any step nothing is half new."""
    assert sum(killed for killed, *_ in found) >= steps
    assert [decided for killed, decided, *_ in found if killed][-1] is True
    assert False in [decided for killed, decided, *_ in found if killed]
    for killed, decided, closed, finished, wal, stands, kept, left in found:
        assert decided is closed is finished
        is_new = decided or not killed
        assert stands == (["new"] if is_new else ["old"])
        assert kept == (["old"] * 7 if is_new else [])
        assert wal is not is_new
        assert left == []


def test_killed_at_each_step_it_is_all_old_or_all_new(tmp_path):
    service = Service(tmp_path / "data")
    service.folder.mkdir()
    all_old_or_all_new(json.loads(service.script(PLACE)), 6)


def test_so_it_is_where_files_and_evidence_lie_on_a_file_system_of_their_own(tmp_path, elsewhere):
    service = Service(tmp_path / "data")
    service.folder.mkdir()
    all_old_or_all_new(json.loads(service.script(PLACE, elsewhere / "volume")), 12)


@pytest.fixture
def mounted():
    """Give `mounted(folder, folder)`: the one is mounted on the other until the test ends."""
    done = []

    def mount(what, where):
        for one in (what, where):
            one.mkdir(parents=True, exist_ok=True)
        tried = subprocess.run(["mount", "--bind", what, where], capture_output=True, text=True)
        if tried.returncode:
            pytest.skip(f"Nothing may be mounted here: {tried.stderr}")
        done.append(where)

    yield mount
    for one in reversed(done):
        subprocess.run(["umount", "--lazy", one], check=True)


def test_a_restore_onto_volumes(archive, key, county, elsewhere, mounted, tmp_path):
    """Files on a mount, evidence behind a link, the database on a file system apart."""
    service = Service(tmp_path / "data", url=f"sqlite:///{elsewhere / 'records.sqlite3'}")
    mounted(tmp_path / "volume", service.folder / "files")
    (elsewhere / "evidence").mkdir()
    (service.folder / "evidence").symlink_to(elsewhere / "evidence")
    (tmp_path / "volume" / "lost+found").mkdir()
    was = county.tallies()

    service.run("restore", archive, "--key", key[0])
    assert service.tallies() == was
    (service.folder / "files" / "late.txt").write_text("late")
    said = service.run("restore", archive, "--key", key[0], "--replace")
    assert service.tallies() == was
    name = "papers/minutes_é.odt"
    original = (county.folder / "files" / name).read_bytes()
    assert (tmp_path / "volume" / name).read_bytes() == original
    release = "evidence/releases/0001-police-3f9a1c2b/street.parquet"
    assert (elsewhere / release).read_bytes() == (county.folder / release).read_bytes()
    assert (service.folder / "evidence").is_symlink()

    (aside,) = (tmp_path / "volume").glob("before-restore-*")
    assert (aside / "late.txt").read_text() == "late"
    assert (aside / name).read_bytes() == original
    assert f"is kept there, as {service.folder / 'files' / aside.name}." in said
    assert len(list((elsewhere / "evidence").glob("before-restore-*/releases"))) == 1
    assert len(list(elsewhere.glob("records.before-restore-*.sqlite3"))) == 1
    there = {one.name for one in (tmp_path / "volume").iterdir()}
    assert there == {"lost+found", "papers", aside.name}

    # What is kept aside there is in no backup.
    made = json.loads(service.run("backup", tmp_path / "b.age", "--to", key[1], "--json"))
    assert made["files"] == 3
