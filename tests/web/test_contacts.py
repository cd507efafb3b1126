"""To whom a body's mail goes: seen and kept by its own people and by those who chase it."""

import pytest

from frankpledge.partnership.models import Contact
from tests.support.reading import error_beside, links, words

PAGE = "/partnership/bodies/road-safety/contacts/"


def addresses(day):
    return set(
        Contact.objects.on(day).filter(body__slug="road-safety").values_list("email", flat=True)
    )


def test_its_own_people_add_and_end_a_contact(demo, signed_in, on_day):
    from frankpledge.shared import clock

    client = signed_in("chair")
    page = client.get(links(client.get("/partnership/bodies/road-safety/"))["Who is written to"])
    assert "road-safety@example.org" in words(page)
    sent = {"purpose": "answers", "post": "Road safety officer", "email": "officer@example.org"}
    page = client.post(PAGE, sent, follow=True)
    assert "Road safety officer is written to from now on" in words(page)
    assert addresses(clock.today()) == {"road-safety@example.org", "officer@example.org"}
    first = Contact.objects.get(email="road-safety@example.org")
    page = client.post(f"{PAGE}{first.pk}/end/", follow=True)
    assert "Chair is written to no more" in words(page)
    assert addresses(clock.today()) == {"officer@example.org"}
    # What was so stays on record: it held until yesterday.
    first.refresh_from_db()
    assert str(first.ends) == "2018-09-30"
    # One that began today leaves no trace but in the history.
    second = Contact.objects.get(email="officer@example.org")
    client.post(f"{PAGE}{second.pk}/end/")
    assert not Contact.objects.filter(pk=second.pk).exists()
    assert client.post(f"{PAGE}{first.pk}/end/").status_code == 404


def test_a_mistake_is_said_beside_its_field(demo, signed_in):
    client = signed_in("secretary")
    sent = {"purpose": "answers", "post": "Officer", "email": "road-safety@example.org"}
    assert "gets this mail already" in error_beside(client.post(PAGE, sent), "email")
    answer = client.post(PAGE, sent | {"email": "nobody"})
    assert "must be an email address" in error_beside(answer, "email")


@pytest.mark.parametrize("role", ["csp-manager", "member", "scrutiny"])
def test_others_see_no_addresses(demo, signed_in, role):
    client = signed_in(role)
    assert client.get(PAGE).status_code == 404
    contact = Contact.objects.get(body__slug="road-safety")
    assert client.post(f"{PAGE}{contact.pk}/end/").status_code == 404
    assert "example.org" not in words(client.get("/partnership/bodies/road-safety/"))


def test_the_public_is_sent_to_sign_in(demo, browse):
    assert browse.get(PAGE).status_code == 302
    assert "example.org" not in words(browse.get("/partnership/bodies/road-safety/"))
