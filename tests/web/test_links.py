"""Answering from the mail without an account: what a link opens, and what stays shut."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.answering.links.operations import Wanted, give_links, withdraw_link
from frankpledge.answering.links.tokens import token_of
from frankpledge.answering.models import LinkUse
from frankpledge.chasing.operations import CHASING, remind
from frankpledge.history.models import Entry
from frankpledge.meetings.models import Paper
from frankpledge.outbox.carriers import carrier_for
from frankpledge.outbox.delivery import deliver
from frankpledge.outbox.models import Message
from frankpledge.outbox.operations.working import sign_of_life
from frankpledge.outbox.setting import read_mail
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.models import QuarterlyUpdate
from frankpledge.shared import clock
from tests.support.chasing import ask_for, write_at_any_hour
from tests.support.county import SECRETARY, board, meeting, paper
from tests.support.mail_sink import mail_sink
from tests.support.pages import InspectingClient
from tests.support.reading import form_of, headings, links, title, words

PAPER = "/meetings/county-board/2018-10-11/papers/drug-and-alcohol-review/"
UPDATE = "/review/county-board/2018-10-11/road-safety/"
SIGN_IN = "/account/sign-in/"


def link_for(slug="drugs-and-alcohol", opens=PAPER):
    body = body_named(slug)
    one = Wanted(body, opens, "Paper for item 7", clock.today(), board())
    return give_links(by=SECRETARY, wanted=[one], sent={}, on=clock.today())[one.key]


def address(link):
    return f"/answer/{token_of(link)}/"


def who_changed_it_last():
    return Entry.objects.about(paper("drug-and-alcohol-review")).values_list("by", flat=True)[0]


@pytest.fixture
def holder(demo, browse):
    """Somebody without an account who has opened the link to a paper."""
    browse.link = link_for()
    assert browse.get(address(browse.link)).headers["Location"] == PAPER
    return browse


def test_from_the_mail_to_the_secretary_without_an_account(demo, browse, signed_in, settings):
    """Reminded, sent, opened out of the received mail, written, sent in, and seen as received."""
    write_at_any_hour()
    remind(by=CHASING, on=clock.today())
    with mail_sink() as sink:
        sign_of_life(worker="worker", now=clock.now())
        carrier = carrier_for(read_mail({"FRANKPLEDGE_MAIL": sink.setting}))
        assert carrier
        assert {one.state for one in deliver("worker", carrier)} == {"sent"}
    mail = next(one for one in sink.mail if "drugs-and-alcohol@" in str(one["To"]))
    [opened] = re.findall(r"http://localhost:8000(/answer/\S+)", mail.get_content())
    page = browse.get(opened, follow=True)
    assert page.redirect_chain == [(PAPER, 302)]
    assert "You are answering for Drugs and Alcohol Delivery Group" in words(page)
    write = browse.get(f"{PAPER}write/")
    sent = form_of(write) | {"title": "A review", "text": "# What we found\n\nLess harm."}
    assert browse.post(f"{PAPER}write/", sent).headers["Location"] == PAPER
    assert browse.post(f"{PAPER}state/", {"state": "received"}).status_code == 302
    assert paper("drug-and-alcohol-review").state == "received"
    assert who_changed_it_last() == "Drugs and alcohol, by a signed link"
    assert [use.did for use in LinkUse.objects.all()] == [
        "Opened it",
        f"Sent what was asked at {PAPER}write/",
        f"Sent what was asked at {PAPER}state/",
    ]
    seen = signed_in("secretary").get(PAPER)
    assert "Received" in words(seen)
    assert "Less harm." in words(seen)


def test_an_upload_goes_through_a_link(holder):
    pdf = SimpleUploadedFile("paper.txt", b"no paper")
    assert "is plain text" in words(holder.post(f"{PAPER}upload/", {"file": pdf}))
    assert LinkUse.objects.count() == 1


def test_a_quarterly_update_is_written_and_sent_through_a_link(demo, browse):
    page = browse.get(address(link_for("road-safety", UPDATE)), follow=True)
    assert page.redirect_chain[-1][0] == f"{UPDATE}write/"
    sent = form_of(page) | {"chair_post": "Head of roads", "send": "send"}
    answer = browse.post(f"{UPDATE}write/", sent)
    assert answer.headers["Location"] == UPDATE
    assert browse.get(UPDATE).status_code == 200
    update = QuarterlyUpdate.objects.get(group__slug="road-safety")
    assert update.state == "received"


def test_an_actions_report_goes_through_a_link(demo, browse):
    owner = body_named("road-safety")
    ask_for(by=SECRETARY, owners=[owner], due=clock.today(), count=2)
    opens = "/actions/county-board/1/"
    page = browse.get(address(link_for("road-safety", opens)), follow=True)
    assert page.status_code == 200
    assert "Do thing 1" in words(page)
    [report] = [url for url in links(page).values() if url.startswith(f"{opens}report")]
    sent = form_of(browse.get(report)) | {"text": "The crossing is built."}
    assert browse.post(report, sent).status_code == 302
    assert "The crossing is built." in words(browse.get(opens))
    assert browse.get("/actions/county-board/2/").status_code in (302, 404)


@pytest.mark.parametrize(
    "path",
    [
        "/meetings/county-board/2018-10-11/papers/",
        "/meetings/county-board/2018-10-11/papers/community-safety-agreement/",
        "/meetings/county-board/2018-10-11/pack/members.html",
        "/actions/county-board/",
        "/chasing/outbox/",
        "/answer/links/",
        f"{UPDATE}write/",
        "/meetings/county-board/2018-10-11/circulate/",
        "/partnership/bodies/drugs-and-alcohol/contacts/",
    ],
)
def test_elsewhere_who_holds_a_link_is_a_member_of_the_public(holder, path):
    as_holder, as_public = holder.get(path), InspectingClient().get(path)
    assert as_holder.status_code == as_public.status_code != 200
    assert as_holder.headers.get("Location") == as_public.headers.get("Location")


def test_what_members_read_stays_shut(holder):
    """Nothing of the board's other papers, on the pages that the public may see too."""
    public = InspectingClient()
    for path in ("/", "/meetings/county-board/2018-10-11/", "/review/county-board/2018-10-11/"):
        assert words(holder.get(path)) == words(public.get(path))
    hidden = Paper.objects.exclude(slug="drug-and-alcohol-review").exclude(state="published")
    assert hidden
    for one in hidden.select_related("item__meeting__body"):
        assert holder.get(one.get_absolute_url()).status_code == 404


def test_only_what_an_author_may_do_is_done_through_a_link(holder):
    for state in ("published", "circulated"):
        holder.post(f"{PAPER}state/", {"state": state})
        assert paper("drug-and-alcohol-review").state == "to-follow"
    assert holder.get(f"{PAPER}withhold/").status_code == 404
    assert holder.get(f"{PAPER}release/").status_code == 404


def test_once_withdrawn_it_opens_nothing_even_where_it_was_open(holder):
    withdraw_link(by=SECRETARY, link=holder.link)
    assert holder.get(PAPER).status_code == 404
    gone = holder.get(address(holder.link))
    assert gone.status_code == 410
    assert title(gone) == "This link does not open anything"
    assert "withdrawn on 1 October 2018" in words(gone)
    assert "the secretary of" in words(gone)


def test_once_expired_it_opens_nothing(holder, on_day):
    on_day("2018-10-31")
    assert holder.get(PAPER).status_code == 200
    on_day("2018-11-01")
    assert holder.get(PAPER).status_code == 404
    gone = holder.get(address(holder.link))
    assert gone.status_code == 410
    assert "stopped working after 31 October 2018" in words(gone)


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_garbled_link_says_what_to_do_and_nothing_else(demo, browse, cut):
    whole = token_of(link_for())
    for token in (whole[:-cut], whole + "x" * cut, "nonsense", "1", "999999." + whole[2:]):
        page = browse.get(f"/answer/{token}/")
        assert page.status_code == 404
        assert "This link is not complete" in words(page)
        assert "Drugs" not in words(page)
        assert browse.get(f"/answer/{token}/pass/").status_code == 404
    assert not LinkUse.objects.exists()


def test_a_link_does_not_leak(holder):
    for path in (address(holder.link), f"{address(holder.link)}pass/", PAPER):
        answer = holder.get(path)
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "private" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    told = " ".join(str(one.fields) for one in Entry.objects.all())
    assert token_of(holder.link) not in told


def test_a_session_holds_several_links(holder):
    holder.get(address(link_for("road-safety", UPDATE)))
    assert holder.get(PAPER).status_code == 200
    assert "Drugs and Alcohol" in words(holder.get(PAPER))
    assert holder.get(f"{UPDATE}write/").status_code == 200


def test_a_link_follows_a_meeting_that_moves(holder):
    """The mail went out before the meeting was moved; its link still opens the paper."""
    from frankpledge.meetings.operations.moving import move_meeting

    found = meeting()
    move_meeting(
        by=SECRETARY,
        meeting=found,
        to=date(2018, 10, 18),
        starts=found.starts,
        ends=found.ends,
        place=found.place,
        reason="The chair is ill",
        on=clock.today(),
    )
    page = holder.get(address(holder.link), follow=True)
    assert page.redirect_chain == [(PAPER.replace("2018-10-11", "2018-10-18"), 302)]
    assert page.status_code == 200


def test_opening_a_link_gives_the_session_a_new_key(demo, browse):
    browse.get(address(link_for()))
    before = browse.session.session_key
    browse.get(address(link_for()))
    assert browse.session.session_key != before


def test_a_computer_can_forget_the_link(holder):
    assert "by a link" in words(holder.get(PAPER), "header")
    assert holder.get("/answer/leave/").status_code == 405
    holder.post("/answer/leave/")
    assert holder.get(PAPER).status_code == 404


def test_who_is_signed_in_goes_as_themselves_or_through_the_link(demo, signed_in):
    """The road safety chair holds a link to their own update, and one to somebody else's paper."""
    client = signed_in("chair")
    client.get(address(link_for("road-safety", UPDATE)))
    assert not LinkUse.objects.exists()
    assert client.get(UPDATE).status_code == 302
    assert client.get(PAPER).status_code == 404
    client.get(address(link_for()))
    sent = form_of(client.get(f"{PAPER}write/")) | {"title": "A", "text": "In."}
    client.post(f"{PAPER}write/", sent)
    assert who_changed_it_last() == "Chair, Cambridgeshire and Peterborough Road Safety Partnership"
    assert LinkUse.objects.count() == 2
    # Elsewhere their own posts count, and no more.
    assert client.get("/meetings/county-board/2018-10-11/circulate/").status_code in (404, 405)


def test_a_link_is_passed_on_and_both_work_on_one_draft(holder):
    """Neither locks the other out; who saves second sees both texts and loses neither."""
    page = holder.get(PAPER)
    passing = links(page)["Pass it on to a colleague"]
    answer = holder.post(passing, {"email": "colleague@example.org"})
    assert answer.status_code == 302
    mail = Message.objects.get()
    assert (mail.to, mail.quiet_from) == ("colleague@example.org", None)
    [opened] = re.findall(r"http://localhost:8000(/answer/\S+)", mail.text)
    colleague = InspectingClient()
    assert colleague.get(opened, follow=True).status_code == 200
    mine = form_of(holder.get(f"{PAPER}write/")) | {"title": "A review", "text": "Mine."}
    theirs = form_of(colleague.get(f"{PAPER}write/")) | {"title": "A review", "text": "Theirs."}
    assert holder.post(f"{PAPER}write/", mine).status_code == 302
    stale = colleague.post(f"{PAPER}write/", theirs)
    assert stale.status_code == 409
    assert "Theirs." in words(stale)
    assert "Drugs and alcohol, by a signed link saved it on" in words(stale)
    again = form_of(colleague.get(f"{PAPER}write/"))
    assert again["text"] == "Mine."
    both = again | {"text": "Mine. Theirs."}
    assert colleague.post(f"{PAPER}write/", both).status_code == 302
    assert paper("drug-and-alcohol-review").text == "Mine. Theirs."
    # Asked twice, it is sent once.
    holder.post(passing, {"email": "colleague@example.org"})
    assert Message.objects.count() == 1


def test_passing_on_asks_for_an_address(holder):
    passing = f"{address(holder.link)}pass/"
    page = holder.post(passing, {"email": "nobody"})
    assert page.status_code == 200
    assert "must be an email address" in words(page)
    assert not Message.objects.exists()


def test_the_secretary_sees_the_links_that_work_and_withdraws_one(holder, signed_in):
    holder.post(f"{address(holder.link)}pass/", {"email": "colleague@example.org"})
    client = InspectingClient()
    from frankpledge.accounts.models import Account

    client.force_login(Account.objects.get(username="secretary"))
    page = client.get("/answer/links/")
    assert "passed on to colleague@example.org" in words(page)
    assert "Works until 31 October 2018" in words(page)
    assert "Last used on 1 October 2018" in words(page)
    assert len([one for one in headings(page) if one == "Paper for item 7"]) == 2
    answer = client.post(f"/answer/links/{holder.link.pk}/withdraw/", follow=True)
    assert "2 links withdrawn" in words(answer)
    assert "No links are out" in words(answer)
    assert holder.get(PAPER).status_code == 404


@pytest.mark.parametrize(
    ("role", "sees"),
    [("secretary", True), ("chair", False), ("member", False), ("scrutiny", False)],
)
def test_others_see_and_withdraw_no_links_of_a_body_that_is_not_theirs(demo, signed_in, role, sees):
    link = link_for()
    client = signed_in(role)
    assert ("Paper for item 7" in words(client.get("/answer/links/"))) == sees
    answer = client.post(f"/answer/links/{link.pk}/withdraw/")
    assert answer.status_code == (302 if sees else 404)


def test_a_bodys_own_people_see_its_links(demo, signed_in):
    link_for("road-safety", UPDATE)
    assert "Paper for item 7" in words(signed_in("chair").get("/answer/links/"))


def test_the_public_is_sent_to_sign_in(demo, browse):
    assert browse.get("/answer/links/").headers["Location"].startswith(SIGN_IN)


def test_who_holds_no_link_is_asked_no_query_for_it(demo, browse, django_assert_num_queries):
    from frankpledge.answering.links.holding import link_at
    from frankpledge.partnership.people import PUBLIC

    request = browse.get("/about/").wsgi_request
    with django_assert_num_queries(0):
        assert link_at(request, PUBLIC) is None
