"""`frankpledge people` and `frankpledge account invite`."""

from datetime import date

import pytest

from frankpledge.accounts.models import Account
from frankpledge.outbox.models import Message
from frankpledge.partnership.models import Invitation
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.posts.operations import end_post
from frankpledge.partnership.queries.register import body_named
from frankpledge.publication.operations import make_address
from tests.support.county import SECRETARY

pytestmark = pytest.mark.usefixtures("demo")
INVITE = ("account", "invite", "a@example.org", "--post", "Chair", "--body", "road-safety")


def test_who_holds_what_on_a_day(frankpledge):
    chair = Account.objects.get(username="chair")
    end_post(by=SECRETARY, post=chair.posts.get(), last=date(2018, 10, 31))
    frankpledge(*INVITE, "--duty", "chair", "--from", "2018-11-01")
    found = frankpledge("people", "road-safety", "--json").data
    assert [one["username"] for one in found["now"]] == ["chair"]
    assert found["now"][0]["until"] == "2018-10-31"
    assert [one["post"] for one in found["invited"]] == ["Chair"]
    after = frankpledge("people", "road-safety", "--on", "2018-11-01", "--json").data
    assert [one["username"] for one in after["left"]] == ["chair"]
    assert "no posts held" in frankpledge("people", "road-safety", "--on", "2018-11-01").out


def test_an_invitation_is_queued(frankpledge):
    said = frankpledge(*INVITE, "--duty", "chair")
    assert "a@example.org is invited: Chair, chair of road-safety." in said.out
    assert Invitation.objects.get().asked_by == body_named("road-safety")
    assert Message.objects.get(about="invitation").to == "a@example.org"
    assert "invited to this already" in frankpledge(*INVITE, "--duty", "chair").error
    wrong = frankpledge(*INVITE[:2], "nobody", *INVITE[3:], "--duty", "chair")
    assert (wrong.status, "is not an e-mail address" in wrong.error) == (1, True)


def test_the_yearly_review_names_what_is_unused_and_what_ends_soon(frankpledge, on_day):
    chair, member = (Account.objects.get(username=name) for name in ("chair", "member"))
    roads = body_named("road-safety")
    give_post(by=SECRETARY, account=member, body=roads, duty="member", starts=date(2018, 9, 1))
    make_address(by=chair.actor, account=chair)
    assert "no posts to look at" in frankpledge("people", "road-safety", "--review").out
    on_day("2019-06-01")
    found = frankpledge("people", "road-safety", "--review", "--json").data
    assert {one["username"]: one["unused"] for one in found} == {"chair": True, "member": True}
    end_post(by=chair.actor, post=member.posts.get(body=roads), last=date(2019, 7, 1))
    said = frankpledge("people", "road-safety", "--review").out
    assert "(chair)" not in said
    assert "never here; ends 1 July 2019" in said


def test_closing_an_account_ends_all_that_it_held(frankpledge):
    chair = Account.objects.get(username="chair")
    make_address(by=chair.actor, account=chair)
    said = frankpledge("account", "close", "chair")
    assert said.out.strip() == "chair can no longer sign in. With it ended the calendar."
    assert not frankpledge("people", "road-safety", "--json").data["now"]
