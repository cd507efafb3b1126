"""Contacts and an area's way of chasing, in its file."""

from datetime import date, time

import pytest

from frankpledge.areafile.operations import AreaFileWrong, load
from frankpledge.chasing.models import ChasingRule
from frankpledge.chasing.queries import chasing_in
from frankpledge.chasing.rules import Rhythm
from frankpledge.partnership.models import Contact
from tests.areafile.small import changed
from tests.support.county import area_file

pytestmark = pytest.mark.django_db
AREA = "area: {slug: small-shire, name: Small Shire}"
CONTACT = "{purpose: answers, post: Fire officer, email: fire@example.org, from: 2017-03-28}"


def given(tmp_path, *pairs):
    return load(area_file(tmp_path, changed(*pairs)))


def chasing(told):
    return (AREA, f"area: {{slug: small-shire, name: Small Shire, chasing: {told}}}")


def mistakes(tmp_path, *pairs):
    with pytest.raises(AreaFileWrong) as wrong:
        given(tmp_path, *pairs)
    return " ".join(one.expected for one in wrong.value.mistakes)


def test_contacts_are_loaded_changed_and_removed(tmp_path):
    given(tmp_path)
    (one,) = Contact.objects.all()
    assert (one.body.slug, one.purpose, one.post) == ("fire", "answers", "Fire officer")
    assert (one.email, one.starts) == ("fire@example.org", date(2017, 3, 28))
    given(tmp_path, ("post: Fire officer", "post: Fire safety officer"))
    assert Contact.objects.get().post == "Fire safety officer"
    given(tmp_path, (f"    contacts: [{CONTACT}]\n", ""))
    assert not Contact.objects.exists()


def test_an_area_without_a_way_of_its_own_chases_as_is_usual(tmp_path):
    given(tmp_path)
    assert not ChasingRule.objects.exists()
    (way,) = chasing_in([1]).values()
    assert way.rhythm == Rhythm((10, 3), True, 2, 3)
    assert (way.quiet.begin, way.quiet.end) == (time(18), time(8))


def test_an_areas_own_way(tmp_path):
    told = "{days_before: [15, 5, 1], on_the_day: false, then_every: 3, chair_after: 5, "
    given(tmp_path, chasing(told + 'not_before: "09:30", not_after: "16:00"}'))
    rule = ChasingRule.objects.get()
    (way,) = chasing_in([rule.area_id]).values()
    assert way.rhythm == Rhythm((15, 5, 1), False, 3, 5)
    assert (way.quiet.begin, way.quiet.end) == (time(16), time(9, 30))
    assert given(tmp_path, chasing(told + 'not_before: "09:30", not_after: "16:00"}')).changed == {}
    given(tmp_path)
    assert not ChasingRule.objects.exists()


def test_what_is_left_out_is_as_usual(tmp_path):
    given(tmp_path, chasing("{then_every: 5}"))
    rule = ChasingRule.objects.get()
    assert (rule.before, rule.after_every, rule.escalate_after) == ([10, 3], 5, 3)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("{then_every: 0}", "a whole number, 1 or more"),
        ("{days_before: [10, -3]}", "a whole number, 1 or more"),
        ('{not_before: "19:00"}', "“not_before” is earlier in the day than “not_after”"),
        ("{then_evry: 2}", "did you mean “then_every”?"),
    ],
)
def test_a_way_that_cannot_be(tmp_path, told, expected):
    assert expected in mistakes(tmp_path, chasing(told))


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (CONTACT.replace("fire@example.org", "fire"), "an e-mail address"),
        (CONTACT.replace("answers", "answer"), "Did you mean “answers”?"),
        (f"{CONTACT}, {CONTACT}", "this contact is here twice"),
        (CONTACT.replace("}", ", until: 2017-01-01}"), "2017"),
    ],
)
def test_a_contact_that_cannot_be(tmp_path, contact, expected):
    with pytest.raises(AreaFileWrong) as wrong:
        given(tmp_path, (CONTACT, contact))
    told = " ".join(f"{one.value} {one.expected}" for one in wrong.value.mistakes)
    assert expected in told
