"""The history is only ever added to, and reads as plain words."""

from datetime import date

import pytest

from frankpledge.actions.operations import ask, change
from frankpledge.history.models import Entry
from frankpledge.history.queries import changed_by_others, life_of
from frankpledge.partnership.models import Membership, TermsOfReference
from frankpledge.partnership.operations import end_membership
from frankpledge.partnership.queries.register import body_named
from tests.support.county import OCTOBER, SECRETARY, board


def test_an_entry_never_changes(demo_county):
    entry = Entry.objects.latest("pk")
    entry.by = "Somebody else"
    with pytest.raises(TypeError, match="only ever added to"):
        entry.save()
    with pytest.raises(TypeError, match="only ever added to"):
        entry.delete()
    for write in (
        lambda: Entry.objects.update(by="x"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.bulk_update([entry], ["by"]),
    ):
        with pytest.raises(TypeError, match="only ever added to"):
            write()


def end(slug="fire-and-rescue"):
    member = Membership.objects.get(seat__slug=slug)
    end_membership(by=SECRETARY, membership=member, ends=date(2018, 12, 31), decision="Resigned")
    return member


def test_a_records_life_is_told_newest_first(demo):
    member = end()
    ended, added = life_of(member)
    assert (ended.what, ended.by) == ("Ended a membership", "Board secretary")
    assert (added.what, added.action) == ("Loaded the area file", "added")
    told = {one.field: (one.was, one.now) for one in ended.fields}
    assert told["Until"] == ("nothing", "2018-12-31")
    assert told["Decision that appointed them"] == ("nothing", "Resigned")
    assert ended.at.date() == date(2018, 10, 1)


def test_a_record_that_another_points_at_is_told_by_its_name(demo, django_assert_max_num_queries):
    """Never by its key, which tells nobody anything; and in a few queries, however many."""
    fire, fenland = (body_named(one) for one in ("fire-and-rescue", "fenland-council"))
    action = ask(by=SECRETARY, register=board(), text="Do it", owner=fire, asked=OCTOBER)
    change(
        by=SECRETARY,
        action=action,
        text="Do it",
        owner=fenland,
        owner_post="",
        due=None,
        why="It is theirs",
    )
    with django_assert_max_num_queries(3):
        changed, _ = life_of(action)
    told = {one.field: (one.was, one.now) for one in changed.fields}
    assert told["Owner"] == (fire.name_on(OCTOBER), fenland.name_on(OCTOBER))


def test_lives_of_two_kinds_are_told_together(demo):
    member = end()
    terms = TermsOfReference.objects.get(body__slug="county-board")
    assert {line.name for line in life_of(member, terms)} == {str(member), str(terms)}
    assert len(life_of(member, terms, limit=1)) == 1
    assert Entry.objects.about(member).count() == 2


def test_who_changed_a_record_last(demo):
    member, other = end(), Membership.objects.get(seat__slug="constabulary")
    area = "Area file, Cambridgeshire and Peterborough"
    assert changed_by_others([member, other], area) == {member.pk: "Board secretary"}
    assert changed_by_others([member, other], "Board secretary") == {other.pk: area}
    assert changed_by_others([], area) == {}
