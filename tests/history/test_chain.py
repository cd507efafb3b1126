"""Whatever is done to the history behind the application's back is found, and named."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from frankpledge.history import guards
from frankpledge.history.chain import GENESIS, digest_of, sealed_parts
from frankpledge.history.models import Entry, Erasure
from frankpledge.history.operations import erase
from frankpledge.history.queries import head, life_of
from frankpledge.history.verifying import verify
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused
from tests.history.auditor import first_wrong
from tests.support.tampering import tamper

ANN = Actor("Support officer")
LETTER = "A letter of 27 November 2026"


@operation("Named an area")
def name_area(*, by, slug, name):
    area = Area.objects.filter(slug=slug).first() or Area(slug=slug)
    area.name = name
    area.save()
    return area


@operation("Added areas")
def add_areas(*, by, count):
    Area.objects.add_all([Area(slug=f"many-{n}", name=f"Many {n}") for n in range(count)])


@pytest.fixture
def ten(db):
    """Ten entries, of one area that is renamed; entry 1 adds it."""
    for number in range(1, 11):
        area = name_area(by=ANN, slug="fens", name=f"Fens {number}")
    return area


def fault():
    found = verify()
    assert not found.whole
    assert found.fault is not None
    return found.fault.place, found.fault.words


def test_every_entry_follows_the_one_before(ten):
    rows = list(Entry.objects.order_by("place"))
    assert [one.place for one in rows] == list(range(1, 11))
    assert [one.previous for one in rows] == [GENESIS, *(one.digest for one in rows[:-1])]
    found = verify()
    assert found.whole
    assert (found.head, found.unguarded) == (head(), ())
    assert found.head.digest == rows[-1].digest


def test_an_auditor_who_has_the_readme_alone_comes_to_the_same(demo):
    """The demonstration's whole history, as the database tells it, against other code."""
    rows = list(Entry.objects.order_by("place").values())
    assert len(rows) > 900
    assert first_wrong(rows) is None
    rows[700]["fields"] = {**rows[700]["fields"], "slug": [None, "another"]}
    assert first_wrong(rows) == 701
    assert verify().whole


def test_many_at_once_are_chained_too(ten):
    add_areas(by=ANN, count=1_500)
    found = verify()
    assert (found.whole, found.head.place) == (True, 1_510)


VALUES = {
    "by": "Somebody else",
    "what": "Did something else",
    "name": "Another",
    "kind": "places.place",
    "record": 9_999,
    "action": "removed",
    "at": "2018-01-01 10:00:00+00:00",
    "fields": '{"name": ["Fens 4", "Fens 99"]}',
    "salt": "0" * 32,
    "erased": '{"parts": {}, "salts": {}}',
    "digest": "f" * 64,
    "previous": "f" * 64,
}


@pytest.mark.parametrize("column", VALUES)
def test_an_altered_value_is_found(ten, column):
    tamper(f'UPDATE history_entry SET "{column}" = %s WHERE place = 5', VALUES[column])
    place, words = fault()
    assert place == 5
    assert words.startswith("Entry 5 (")
    assert "has been altered" in words


@pytest.mark.parametrize(
    "junk",
    [
        "[]",
        "3",
        '"x"',
        '{"parts": 3}',
        "{}",
        '{"parts": {"by": {"digest": "", "under": []}}, "salts": {}}',
    ],
)
def test_an_entry_that_is_not_even_of_its_shape_is_found(ten, junk):
    tamper("UPDATE history_entry SET erased = %s WHERE place = 5", junk)
    assert fault()[0] == 5
    tamper("UPDATE history_entry SET fields = %s WHERE place = 4", junk)
    assert fault()[0] == 4


def test_an_altered_entry_with_a_digest_of_its_own_is_found(ten):
    entry = Entry.objects.get(place=5)
    entry.by = "Somebody else"
    tamper(
        'UPDATE history_entry SET "by" = %s, digest = %s WHERE place = 5',
        entry.by,
        digest_of(entry),
    )
    assert fault() == (
        5,
        "Entry 5 has been altered or replaced, with a digest of its own: entry 6 follows another.",
    )


def test_removed_entries_are_found(ten):
    tamper("DELETE FROM history_entry WHERE place IN (4, 5)")
    assert fault() == (4, "Entry 4 is missing, 2 entries in all before entry 6.")


def test_the_first_entry_is_missed_too(ten):
    tamper("DELETE FROM history_entry WHERE place = 1")
    assert fault()[0] == 1


def test_an_inserted_entry_is_found(ten):
    """One put in at place 6 with a good digest, the others moved on."""
    forged = Entry.objects.get(place=6)
    before = Entry.objects.get(place=5)
    tamper("UPDATE history_entry SET place = place + 1000 WHERE place > 5")
    forged.pk, forged.by, forged.previous = None, "Somebody else", before.digest
    forged.digest = digest_of(forged)
    Entry.objects.bulk_create([forged])
    tamper("UPDATE history_entry SET place = place - 999 WHERE place > 1000")
    place, words = fault()
    assert place == 7
    assert "has been altered, or put in" in words


def test_entries_that_change_places_are_found(ten):
    for place, to in ((4, 1_000), (5, 4), (1_000, 5)):
        tamper("UPDATE history_entry SET place = %s WHERE place = %s", to, place)
    assert fault()[0] == 4


def test_a_tail_that_was_cut_off_shows_against_a_head_that_was_printed(ten):
    printed = {"minutes": head().digest, "earlier": Entry.objects.get(place=3).digest}
    assert verify(printed).anchors == {"minutes": 10, "earlier": 3}
    tamper("DELETE FROM history_entry WHERE place > 8")
    assert verify().whole
    found = verify(printed)
    assert not found.whole
    assert found.anchors == {"minutes": None, "earlier": 3}


RAW = (
    "UPDATE history_entry SET name = 'x' WHERE place = 2",
    "UPDATE history_entry SET digest = 'x' WHERE place = 2",
    "UPDATE history_entry SET place = 99 WHERE place = 2",
    "UPDATE history_entry SET salt = '', erased = '{}', name = 'x' WHERE place = 2",
    "UPDATE history_entry SET salt = '', erased = '{}', what = '' WHERE place = 2",
    """UPDATE history_entry SET salt = '', erased = '{}', fields = '{"a": 1}' WHERE place = 2""",
    "UPDATE history_entry SET salt = '', erased = NULL, name = '' WHERE place = 2",
    "DELETE FROM history_entry",
    "DELETE FROM history_entry WHERE place = 10",
)


@pytest.mark.parametrize("statement", RAW)
def test_the_database_itself_refuses(ten, statement):
    before = list(Entry.objects.order_by("place").values())
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute(statement)
    assert list(Entry.objects.order_by("place").values()) == before


def test_postgresql_does_not_empty_the_table_either(ten):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE.")
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE history_entry")
    assert Entry.objects.count() == 10


def test_a_trigger_that_is_gone_is_told(ten):
    guards.take_down(connection)
    assert verify().unguarded == guards.TRIGGERS[connection.vendor]
    guards.put_up(connection)
    assert verify().unguarded == ()


def erased(*parts, why=LETTER):
    """From every entry about areas."""
    places = Entry.objects.filter(kind="places.area").values_list("place", flat=True)
    return erase(
        by=ANN, why=why, on=date(2026, 11, 27), parts=dict.fromkeys(places, frozenset(parts))
    )


def test_erased_values_are_gone_and_the_chain_is_whole(ten):
    erased("fields.name")
    rows = list(Entry.objects.order_by("place").values())
    assert "Fens" not in str([row["fields"] for row in rows])
    # The names of the record, and its slug, were not asked to go.
    assert "Fens 4" in str(rows)
    assert rows[0]["fields"] == {"slug": [None, "fens"]}
    assert {row["salt"] for row in rows[:10]} == {""}
    assert first_wrong(rows) is None
    found = verify()
    assert found.whole
    assert [str(one) for one in found.erased] == [
        f"10 values erased on 27 November 2026 under “{LETTER}”."
    ]
    assert str(life_of(ten)[0].fields[0]) == f"Name erased on 27 November 2026 under “{LETTER}”"


def test_who_did_it_and_what_it_was_called_can_go_later(ten):
    erased("fields.name")
    again = erased("by", "name", "fields.name")
    assert again.parts == 20
    rows = list(Entry.objects.order_by("place").values())
    assert {(row["by"], row["name"]) for row in rows[:10]} == {("", "")}
    assert first_wrong(rows) is None
    assert [one.parts for one in verify().erased] == [10, 20]
    assert erased("by", "name", "fields.name") is None


def test_an_erasure_needs_its_reason_and_stays_itself(ten):
    with pytest.raises(Refused, match="under what"):
        erased("name", why=" ")
    done = erased("name")
    own = Entry.objects.get(kind="history.erasure", record=done.pk).place
    with pytest.raises(Refused, match="not erased itself"):
        erase(by=ANN, why=LETTER, on=date(2026, 11, 27), parts={own: {"fields.why"}})


def test_an_erasure_that_nothing_accounts_for_is_found(ten):
    erased("by")
    tamper("DELETE FROM history_entry WHERE kind = 'history.erasure'")
    assert fault() == (1, "Values of entry 1 have been erased, and no entry accounts for it.")


def test_values_erased_beyond_what_is_accounted_for_are_found(ten):
    """By hand, as the trigger lets them be, with the digests right, under an erasure there is."""
    done = erased("name")
    entry = Entry.objects.get(place=5)
    assert entry.erased is not None
    salts, gone = entry.erased["salts"], entry.erased["parts"]
    gone["by"] = {"digest": sealed_parts(entry)["by"], "under": done.pk}
    del salts["by"]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE history_entry SET \"by\" = '', erased = %s WHERE place = 5",
            [json.dumps({"parts": gone, "salts": salts})],
        )
    place, words = fault()
    assert place == 1
    assert "accounts for 10 erased values" in words
    assert "gone: 11" in words


def test_a_value_put_back_where_one_was_erased_is_found(ten):
    erased("fields.name", "by")
    tamper("UPDATE history_entry SET \"by\" = 'Somebody' WHERE place = 4")
    assert fault()[0] == 4
    tamper("""UPDATE history_entry SET fields = '{"name": ["", "x"]}' WHERE place = 3""")
    assert fault()[0] == 3


def test_what_was_erased_by_erasure_and_why_is_a_record(ten):
    done = erased("name")
    assert Erasure.objects.get() == done
    last = Entry.objects.latest("place")
    assert (last.what, last.by) == ("Erased values from the history", "Support officer")
