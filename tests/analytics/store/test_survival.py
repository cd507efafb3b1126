"""A load that is killed, starved of disk, or not alone: a whole release or none, and no rubbish."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from frankpledge.analytics.store import NotLoaded, Progress, Store
from frankpledge.analytics.store import load as load_files
from tests.analytics.store import loader
from tests.support.crimes import Country, write_crimes
from tests.support.evidence import NOW, asked, taken

pytestmark = pytest.mark.once("pure: no database")
ROOT = Path(__file__).parents[3]
ROWS = 20_000
STEPS = ("Checking", "Every file is checked", "Counting", "Storing")
KILLS = 12


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crimes")
    write_crimes(folder, Country(ROWS, forces=2, months=2, lsoas=40))
    return folder


@contextmanager
def loading(root: Path, files: Path, most: int = 0) -> Iterator[subprocess.Popen[str]]:
    """A load in another process. It stops at each step until it is given a line."""
    assert loader.__file__ is not None
    process = subprocess.Popen(
        [sys.executable, loader.__file__, str(root), str(most), str(files)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def until(process: subprocess.Popen[str], step: str) -> None:
    """Let it run up to this step."""
    while not (said := line(process)).startswith(step):
        assert said, f"It ended before {step}."
        go_on(process)


def whole(store: Store) -> bool:
    """Whether the store has the release, every row of it; else it has none. Anything else fails."""
    releases = Store(store.root).releases()
    if not releases:
        return False
    (release,) = releases
    assert asked(store, "SELECT count(*) FROM street") == [(ROWS,)]
    assert release.tables["street"].kept == ROWS
    return True


def loads_now(store: Store, files: Path, *, before: bool) -> None:
    """The next load works: a new one, or the one that is there; and it leaves no rubbish."""
    loaded = taken(store, files)
    assert loaded.already is before
    assert whole(store)
    assert sorted(one.name for one in store.root.iterdir()) == ["lock", "releases"]
    assert sorted(one.name for one in store.folder(loaded.release).iterdir()) == [
        "manifest.json",
        "rejects.csv",
        "street.parquet",
    ]


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step_nothing_is_there_and_the_next_load_works(
    step: str, tmp_path: Path, files: Path
) -> None:
    store = Store(tmp_path / "store")
    with loading(store.root, files) as process:
        until(process, step)
        process.kill()
        process.wait()
    assert not whole(store)
    assert (store.root / "staging").exists()
    loads_now(store, files, before=False)


def test_killed_at_any_moment_the_release_is_whole_or_not_there(
    tmp_path: Path, files: Path
) -> None:
    """Moments drawn from the whole time that a load takes, the commit among them."""
    random = Random(1)
    store = Store(tmp_path / "store")
    with loading(store.root, files) as process:
        until(process, STEPS[0])
        start = time.monotonic()
        for step in STEPS[1:]:
            go_on(process)
            until(process, step)
        go_on(process)
        assert line(process).startswith("Loaded")
        takes = time.monotonic() - start
    ends = set()
    for _ in range(KILLS):
        shutil.rmtree(store.root)
        with loading(store.root, files) as process:
            until(process, STEPS[0])
            for _ in STEPS:
                go_on(process)
            time.sleep(random.uniform(0, takes * 1.2))
            process.kill()
            process.wait()
        ends.add(whole(store))
        loads_now(store, files, before=whole(store))
    assert False in ends


def test_a_second_load_says_that_it_waits_and_then_goes_on(tmp_path: Path, files: Path) -> None:
    store = Store(tmp_path / "store")
    with loading(store.root, files) as first:
        until(first, "Counting")
        with loading(store.root, files) as second:
            assert line(second) == "Waiting for another load to end."
            go_on(second)
            go_on(first)
            until(first, "Storing")
            go_on(first)
            assert line(first).startswith("Loaded 0001-police-")
            until(second, "Every file is checked")
            go_on(second)
            assert line(second).startswith("Loaded 0001-police-")
    loads_now(store, files, before=True)


@pytest.mark.parametrize("most", [1_000, 200_000])
def test_a_full_disk_is_said_plainly_and_nothing_is_left(
    most: int, tmp_path: Path, files: Path
) -> None:
    store = Store(tmp_path / "store")
    with loading(store.root, files, most) as process:
        said = []
        while one := line(process):
            said.append(one)
            go_on(process)
    assert said[-1].startswith("NotLoaded The disk is full. Nothing was loaded")
    assert not whole(store)
    assert [one.name for one in store.root.iterdir()] == ["lock"]
    loads_now(store, files, before=False)


def test_a_load_that_is_given_up_leaves_nothing(tmp_path: Path, files: Path) -> None:
    """As by a person who presses Ctrl-C."""
    store = Store(tmp_path / "store")

    def give_up(progress: Progress) -> None:
        if progress.words == "Counting.":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_files(store, [files], now=NOW, by="Test", say=give_up)
    assert [one.name for one in store.root.iterdir()] == ["lock"]
    loads_now(store, files, before=False)


def test_a_store_that_cannot_be_written_is_said_plainly(tmp_path: Path, files: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotLoaded, match="could not be read or written"):
        taken(Store(tmp_path / "file" / "store"), files)
