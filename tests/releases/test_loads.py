"""Loads: sent, begun, settled; what a crash at any moment leaves, and that it is put right."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from frankpledge.analytics.store import load as load_into
from frankpledge.analytics.store.mapping import Column
from frankpledge.analytics.store.mapping import Mapping as Reading
from frankpledge.evidence.keeping import store
from frankpledge.evidence.releases import after, progress, running
from frankpledge.evidence.releases.models import Load, LoadFile, Mapping, Release
from frankpledge.evidence.releases.operations.loading import begin, record_releases, refuse, settle
from frankpledge.evidence.releases.queries.lists import release_lines
from frankpledge.evidence.releases.running import load_paths, run, start, take_up_loads
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import Refused
from tests.releases.support import BY, fresh, police_zip, street, street_name, waiting

pytestmark = pytest.mark.usefixtures("demo")
MARCH = (street_name("2024-03"), street("2024-03", "Burglary", "Drugs"))
A_DAY = 86_400


def kept_files() -> list[str]:
    return default_storage.listdir("evidence")[1] if default_storage.exists("evidence") else []


def test_a_load_becomes_a_release_and_its_files_are_deleted():
    one = waiting(MARCH)
    assert kept_files()
    start(one)
    found = fresh(one)
    assert (found.state, found.tries) == ("loaded", 1)
    assert found.outcome.startswith("2 crimes, March 2024; none rejected.")
    assert [one.name for one in found.files.all()] == [MARCH[0]]
    assert not kept_files()
    assert not list((store().root / "progress").iterdir())
    assert Release.objects.get().manifest["files"][0]["name"] == MARCH[0]


def test_several_files_are_one_release_under_the_names_they_were_sent_with():
    """The storage gives a second file of a name another; the store reads the month from it."""
    first, second = waiting(MARCH), waiting(MARCH, ("2024 April.zip", police_zip("2024-04")))
    start(second)
    names = {one["name"] for one in Release.objects.get().manifest["files"]}
    assert names == {MARCH[0], f"2024-04/{street_name('2024-04')}"}
    start(first)
    assert Release.objects.count() == 2


def test_what_is_refused_says_why_and_leaves_no_file():
    one = waiting(("budget.csv", "Heading,Amount\nFuel,12\n"))
    start(one)
    assert fresh(one).state == "refused"
    assert "budget.csv" in fresh(one).outcome
    assert not Release.objects.exists()
    assert not kept_files()


def test_the_same_files_again_are_the_same_release():
    first, again = waiting(MARCH), waiting(MARCH)
    for one in (first, again):
        start(one)
    assert fresh(again).release == fresh(first).release
    assert "loaded before" in fresh(again).outcome


def test_a_settled_load_is_not_begun_again():
    one = waiting(MARCH)
    run(one)
    run(one)  # quietly: another process was quicker
    assert Release.objects.count() == 1
    release = Release.objects.get()
    with pytest.raises(Refused, match="loaded already"):
        begin(by=BY, load=fresh(one))
    with pytest.raises(Refused, match="loaded already"):
        refuse(by=BY, load=fresh(one), outcome="No", mistakes=[])
    with pytest.raises(Refused, match="loaded already"):
        settle(by=BY, load=fresh(one), release=release, outcome="Again")


def test_of_two_processes_that_settle_one_load_the_second_is_told():
    one = waiting(MARCH)
    begin(by=BY, load=one)
    mine, theirs = fresh(one), fresh(one)
    refuse(by=BY, load=theirs, outcome="No", mistakes=[])
    with pytest.raises(StaleRecord):
        refuse(by=BY, load=mine, outcome="No either", mistakes=[])


def test_a_fault_of_the_service_is_no_fault_of_the_file(caplog):
    """A definition that the present code cannot read, say."""
    mapping = keep_mapping(by=BY, area=Area.objects.get(), definition={"columns": 3})
    one = waiting(("noise.csv", "Day,Reason\n03/06/2024,Noise\n"), mapping=mapping)
    run(one)
    assert fresh(one).state == "refused"
    assert "not of your files" in fresh(one).outcome
    assert "TypeError" in caplog.text


def test_what_dies_each_time_is_given_up():
    one = waiting(MARCH)
    for _ in range(running.MOST_TRIES):
        begin(by=BY, load=one)
    take_up_loads(clock.now())
    assert fresh(one).state == "refused"
    assert "stopped each time" in fresh(one).outcome
    assert not kept_files()


# ---------------------------------------------------------------- signs of life


def test_a_load_is_silent_when_nobody_is_at_it_and_nothing_was_heard_for_two_minutes():
    one = waiting(MARCH)
    assert progress.is_silent(one.pk)
    progress.tell(one.pk, progress.Progress("Checking", 1, 4))
    assert not progress.is_silent(one.pk)
    told = progress.told(one.pk)
    assert told
    assert (told.words, told.percent) == ("Checking", 25)
    path = store().root / "progress" / f"{one.pk}.json"
    long_ago = time.time() - progress.SILENCE.total_seconds() - 1
    os.utime(path, (long_ago, long_ago))
    assert progress.is_silent(one.pk)
    with progress.alone(one.pk):
        assert not progress.is_silent(one.pk)
    assert progress.is_silent(one.pk)


def test_a_broken_word_of_progress_is_no_progress():
    path = store().root / "progress" / "7.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"words": "Ch')
    assert progress.told(7) is None


def test_loads_that_wait_or_died_are_taken_up_and_living_ones_left_alone():
    lost, died, lives = waiting(MARCH), waiting(MARCH), waiting(MARCH)
    for one in (died, lives):
        begin(by=BY, load=one)
    progress.tell(lives.pk, progress.Progress("Checking", 0, 1))
    take_up_loads(clock.now())
    assert [fresh(one).state for one in (lost, died, lives)] == ["loaded", "loaded", "loading"]


# ---------------------------------------------------------------- crashes


def test_a_crash_after_the_store_had_it_is_healed_by_the_next_run(tmp_path: Path):
    """The release is in the store, and neither the record nor the load knows."""
    one = waiting(MARCH)
    begin(by=BY, load=one)
    (tmp_path / MARCH[0]).write_text(MARCH[1])
    load_into(store(), [tmp_path / MARCH[0]], now=clock.real_moment(), by="Analyst")
    assert not Release.objects.exists()
    take_up_loads(clock.now())
    assert fresh(one).state == "loaded"
    assert fresh(one).release == Release.objects.get()


def test_the_next_load_records_what_a_crash_kept_from_the_record_and_tells_of_it(
    tmp_path: Path, monkeypatch
):
    heard = []
    monkeypatch.setattr(after, "_after", [lambda release: heard.append(release.number)])
    for name, text in (MARCH, (street_name("2024-04"), street("2024-04", "Drugs"))):
        (tmp_path / name).write_text(text)
    load_into(store(), [tmp_path / MARCH[0]], now=clock.real_moment(), by="Analyst")
    load_paths([tmp_path / street_name("2024-04")], by="Command line")
    assert sorted(one.number for one in Release.objects.all()) == heard == [1, 2]
    assert record_releases(by=BY, found=store().releases()) == []


@operation("Kept a mapping")
def keep_mapping(*, by: Actor, area: Area, definition: Any = None) -> Mapping:
    columns = (Column("Day", "day", "day"), Column("Reason", "reason"))
    reading = Reading("noise-reports", "Noise reports", "East", columns, when="day")
    made = Mapping(
        area=area,
        slug=reading.slug,
        title=reading.title,
        definition=definition or reading.to_json(),
    )
    made.save()
    return made


@operation("Lost a mapping")
def lose(*, by: Actor, mapping: Mapping) -> None:
    mapping.delete()


def test_a_partners_release_that_a_crash_kept_back_is_its_areas_still(tmp_path: Path):
    """Whoever loads next: open data loaded by anybody must not make it everybody's."""
    mapping = keep_mapping(by=BY, area=Area.objects.get())
    path = tmp_path / "noise.csv"
    path.write_text("Day,Reason\n03/06/2024,Noise\n", encoding="utf-8")
    reading = Reading.from_json(mapping.definition or {})
    load_into(store(), [path], now=clock.real_moment(), by="Analyst", mapping=reading)
    start(waiting(MARCH))
    owners = {one.number: one.area for one in Release.objects.all()}
    assert owners == {1: mapping.area, 2: None}


def test_a_partners_release_of_no_known_mapping_stays_out_of_sight(tmp_path: Path):
    mapping = keep_mapping(by=BY, area=Area.objects.get())
    path = tmp_path / "noise.csv"
    path.write_text("Day,Reason\n03/06/2024,Noise\n", encoding="utf-8")
    reading = Reading.from_json(mapping.definition or {})
    load_into(store(), [path], now=clock.real_moment(), by="Analyst", mapping=reading)
    lose(by=BY, mapping=mapping)
    assert record_releases(by=BY, found=store().releases()) == []


def test_files_that_a_crash_left_behind_are_deleted_and_others_stay():
    kept = waiting(MARCH)
    progress.tell(kept.pk, progress.Progress("Checking", 0, 1))
    crashed = waiting(MARCH)
    begin(by=BY, load=crashed)
    refuse(by=BY, load=crashed, outcome="No", mistakes=[])  # and no more: its process died
    path = Path(default_storage.path("evidence/of-no-record.csv"))
    young = Path(default_storage.path("evidence/being-sent.csv"))
    for one in (path, young):
        one.write_text("A,B\n")
    long_ago = time.time() - 2 * A_DAY
    os.utime(path, (long_ago, long_ago))
    take_up_loads(clock.now())
    named = LoadFile.objects.get(load=kept).file.name
    assert sorted(kept_files()) == sorted([Path(named).name, young.name])
    assert not LoadFile.objects.get(load=crashed).file


# ---------------------------------------------------------------- the list


def test_a_later_release_supersedes_month_by_month():
    for months in (("2024-01", "2024-02"), ("2024-02", "2024-03"), ("2024-03",)):
        text = [(street_name(m), street(m, "Drugs", outcome=f"{len(months)}")) for m in months]
        start(waiting(*text))
    states = [one.state for one in release_lines(Release.objects.order_by("number"), store())]
    assert states == ["Partly superseded", "Partly superseded", "Current"]
    start(waiting((street_name("2024-01"), street("2024-01", "Drugs", outcome="0"))))
    lines = release_lines(Release.objects.order_by("number"), store())
    assert lines[0].state == "Superseded"
    assert [one.period for one in lines][:2] == [
        "January to February 2024",
        "February to March 2024",
    ]


def test_the_list_reads_no_manifest_of_the_database(evidence, django_assert_num_queries):
    with django_assert_num_queries(1):
        lines = release_lines(Release.objects.defer("manifest"), store())
    held = {one.release.number: one.holds for one in lines}
    assert held[3] == ("6,993 crimes",)
    assert {one.release.number: one.state for one in lines}[3] == "Superseded"
    assert lines[0].release.number == max(held)


def test_a_release_whose_files_are_lost_is_said_to_be_missing(settings, tmp_path, evidence):
    settings.EVIDENCE_ROOT = tmp_path / "another"
    lines = release_lines(Release.objects.all(), store())
    assert {one.state for one in lines} == {"Missing"}
    assert Load.objects.count() == 0
