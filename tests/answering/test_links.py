"""Signed links: how long they work, what they open, who holds them, passing on, withdrawing."""

from datetime import date, timedelta

import pytest

from frankpledge.answering.links.operations import (
    Wanted,
    give_links,
    pass_on,
    readdress,
    withdraw_link,
)
from frankpledge.answering.links.queries import link_sent_as, links_of
from frankpledge.answering.links.rules import (
    MOST_PASSED_ON,
    covers,
    expiry,
    last_day,
    lasts,
    may_open,
)
from frankpledge.answering.links.tokens import key_in, token_of
from frankpledge.answering.models import AnswerLink
from frankpledge.history.models import Entry
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from frankpledge.shared.verdict import Refused
from tests.support.county import SECRETARY, board

ISSUED = date(2018, 10, 1)
OPENS = "/meetings/county-board/2018-10-11/papers/drug-and-alcohol-review/"


def wanted(**more):
    body = body_named("drugs-and-alcohol")
    given = {"body": body, "opens": OPENS, "what": "A paper", "due": ISSUED, "asked_by": board()}
    return Wanted(**{**given, **more})


def give(on=ISSUED, **more):
    one = wanted(**more)
    sent = links_of([one.body], clock.now())
    return give_links(by=SECRETARY, wanted=[one], sent=sent, on=on)[one.key]


@pytest.mark.parametrize(
    ("due", "last"),
    [
        (None, date(2018, 10, 31)),
        (date(2018, 10, 1), date(2018, 10, 31)),
        (date(2018, 10, 17), date(2018, 10, 31)),
        (date(2018, 10, 18), date(2018, 11, 1)),
        (date(2019, 1, 8), date(2019, 1, 22)),
        (date(2018, 3, 1), date(2018, 10, 31)),
    ],
)
def test_a_link_works_for_a_month_and_for_a_fortnight_after_the_day(due, last):
    assert last_day(expiry(due, ISSUED)) == last


def test_its_last_day_is_a_whole_day_also_when_the_clocks_change():
    """The clocks go back on 28 October 2018: the last day ends at midnight in London."""
    expires = expiry(None, date(2018, 9, 28))
    assert last_day(expires) == date(2018, 10, 28)
    assert not may_open(None, expires, expires)
    assert may_open(None, expires, expires - timedelta(seconds=1))


def test_a_reminder_replaces_a_link_that_will_not_last():
    expires = expiry(date(2018, 10, 1), ISSUED)
    assert lasts(expires, date(2018, 10, 1), date(2018, 10, 17))
    assert not lasts(expires, date(2018, 10, 1), date(2018, 10, 18))
    assert not lasts(expires, date(2018, 10, 25), date(2018, 10, 2))


@pytest.mark.parametrize(
    ("path", "within"),
    [
        (OPENS, True),
        (f"{OPENS}write/", True),
        ("/meetings/county-board/2018-10-11/papers/drug-and-alcohol-review-2/", False),
        ("/meetings/county-board/2018-10-11/papers/", False),
        ("/", False),
    ],
)
def test_a_link_opens_a_thing_and_what_lies_below_it(path, within):
    assert covers(OPENS, path) == within


def test_a_boundary_is_a_slash():
    assert covers("/actions/county-board/5/", "/actions/county-board/5/report/")
    assert not covers("/actions/county-board/5/", "/actions/county-board/51/")
    assert not covers("/actions/county-board/5", "/actions/county-board/51/")


def test_what_is_sent_is_the_key_signed_and_nothing_else_reads_as_one(demo):
    link = give()
    token = token_of(link)
    assert key_in(token) == link.pk
    assert link_sent_as(token) == link
    number, signature = token.split(".")
    other = f"{int(number) + 1}.{signature}"
    for wrong in (
        "",
        "1",
        number,
        other,
        token[:-1],
        f"{token}x",
        f"{number}.",
        "a.b",
        f"{token}.",
    ):
        with pytest.raises(LookupError):
            key_in(wrong)


def test_another_key_of_the_service_signs_other_links(demo, settings):
    token = token_of(give())
    settings.SECRET_KEY = "another"
    with pytest.raises(LookupError):
        key_in(token)


def test_one_link_for_a_body_and_a_thing_until_it_will_not_last(demo):
    first = give()
    assert give() == first
    assert give(on=ISSUED + timedelta(days=16)) == first
    assert give(on=ISSUED + timedelta(days=17)) != first
    assert give(opens="/another/") != first
    assert first.works_at(clock.now())


def test_many_links_are_given_at_once(demo, django_assert_num_queries):
    many = [wanted(opens=f"/thing/{n}/") for n in range(90)]
    # A savepoint, the links, the end of the history's chain, the history (in two parts, as SQLite
    # takes 999 values at a time), and the savepoint's release.
    with django_assert_num_queries(6):
        given = give_links(by=SECRETARY, wanted=many, sent={}, on=ISSUED)
    assert len(given) == AnswerLink.objects.count() == 90


def test_passed_on_both_work_and_the_same_colleague_gets_the_same(demo):
    first = give()
    passed = pass_on(by=SECRETARY, link=first, email="colleague@example.org")
    assert passed.passed_from == first
    assert (passed.body, passed.opens, passed.expires) == (first.body, first.opens, first.expires)
    assert pass_on(by=SECRETARY, link=first, email="Colleague@example.org") == passed
    assert pass_on(by=SECRETARY, link=passed, email="colleague@example.org") == passed
    # A reminder brings the body's own link, not a colleague's.
    assert give() == first


def test_withdrawing_a_link_withdraws_all_that_came_of_it_and_no_other(demo):
    first = give()
    second = pass_on(by=SECRETARY, link=first, email="second@example.org")
    third = pass_on(by=SECRETARY, link=second, email="third@example.org")
    sibling = pass_on(by=SECRETARY, link=first, email="sibling@example.org")
    assert withdraw_link(by=SECRETARY, link=second) == 2

    def working():
        return set(AnswerLink.objects.working(clock.now()))

    assert working() == {first, sibling}
    assert withdraw_link(by=SECRETARY, link=first) == 2
    assert working() == set()
    with pytest.raises(Refused, match="withdrawn on"):
        pass_on(by=SECRETARY, link=AnswerLink.objects.get(pk=third.pk), email="more@example.org")


def test_a_link_is_not_passed_to_the_world(demo):
    link = give()
    for n in range(MOST_PASSED_ON):
        link = pass_on(by=SECRETARY, link=link, email=f"{n}@example.org")
    with pytest.raises(Refused, match="10 times already"):
        pass_on(by=SECRETARY, link=link, email="more@example.org")


def test_a_colleagues_address_is_not_in_the_history(demo):
    pass_on(by=SECRETARY, link=give(), email="colleague@example.org")
    told = " ".join(str(one.fields) + one.name for one in Entry.objects.all())
    assert "colleague@example.org" not in told


def test_links_follow_a_meeting_that_moves(demo):
    link = give()
    other = give(opens="/actions/county-board/5/")
    moved = readdress(
        by=SECRETARY, was="/county-board/2018-10-11/", now="/county-board/2018-10-18/"
    )
    assert moved == 1
    link.refresh_from_db()
    other.refresh_from_db()
    assert link.opens == OPENS.replace("2018-10-11", "2018-10-18")
    assert other.opens == "/actions/county-board/5/"
