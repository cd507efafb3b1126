"""One of everything that has an address, in the demonstration county, stage by stage.

The table of routes writes `{proposal}` for the key of a proposal: what stands in braces there is
a name in `Sample.keys`. A field of a form that holds `@log` is sent as the file of that name in
`Sample.files`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from frankpledge.accounts.models import Account
from frankpledge.actions.operations import Evidence, ask, keep_file, report
from frankpledge.answering.links.operations import Wanted, give_links, withdraw_link
from frankpledge.answering.links.tokens import token_of
from frankpledge.answering.models import AnswerLink
from frankpledge.answering.returns.access import access_thing
from frankpledge.answering.returns.operations import keep_return
from frankpledge.documents.wordform_write import write_word_form
from frankpledge.meetings.models import AgendaItem, Meeting, Minutes, Paper
from frankpledge.meetings.operations import (
    Part,
    Said,
    add_in_attendance,
    add_item,
    approve_at_meeting,
    change_paper_state,
    circulate,
    comment,
    commission_paper,
    propose,
    publish,
    publish_minutes,
    record_decision,
    send_apologies,
    send_for_comments,
    start_minutes,
    take_note,
    upload_paper,
    withhold_part,
    write_paper,
)
from frankpledge.meetings.operations.questions import ask_question
from frankpledge.meetings.queries.marking import paragraphs_of
from frankpledge.partnership.invitations.operations import Offer, invite, withdraw_invitation
from frankpledge.partnership.invitations.tokens import token_of as invitation_token_of
from frankpledge.partnership.models import Contact, Membership, PostHolding
from frankpledge.partnership.people import viewer_for
from frankpledge.partnership.queries.register import body_named
from frankpledge.places.models import Area
from frankpledge.publication.operations import make_address, stop_address
from frankpledge.publication.secret import token_of as calendar_token_of
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.marking import Audience
from tests.actions.logs import HEAD, csv_log
from tests.support.county import SECRETARY, board, meeting
from tests.support.harmful import picture
from tests.support.sample_figures import (
    CHAIR,
    add_evidence,
    add_indicators,
    add_risks,
    add_surveys,
)

JULY = "2018-07-19"
# The paper that the link opens; others have slugs that begin as its own does.
PAPER = "/meetings/county-board/2018-10-11/papers/road-safety/"
JULY_NOTE = UUID("00000000-0000-4000-8000-000000000001")
OCTOBER_NOTE = UUID("00000000-0000-4000-8000-000000000002")
APPROVAL = UUID("00000000-0000-4000-8000-000000000003")
MEMBER = Actor("Chief executive")
SURVEY = Path(__file__).parents[1] / "documents" / "files" / "survey-paper.docx"
PICTURE = picture()


@dataclass
class Sample:
    """The keys by which the made things are found, and files to send."""

    keys: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


NOTHING = Sample()


def as_loaded() -> Sample:
    """Before the papers go out: what is asked, proposed, linked, sent back and begun."""
    made = Sample()
    area = Area.objects.get()
    contact = Contact.objects.filter(body=body_named("road-safety")).first()
    made.keys |= {
        "area": str(area.pk),
        "board": str(board().pk),
        "contact": str(contact.pk) if contact else "",
    }
    _actions(made)
    _papers(made)
    _plan(made)
    _before_the_meeting(made)
    _july(made)
    _links(made)
    _calendars(made)
    _people(made)
    _word_files(made)
    add_risks(made)
    add_indicators(made)
    add_evidence(made)
    add_surveys(made)
    return made


def _actions(made: Sample) -> None:
    """Three actions, the first the chair's group's with evidence; and a log that waits."""
    roads, fenland = body_named("road-safety"), body_named("fenland-csp")
    given: dict[str, Any] = {"by": SECRETARY, "register": board(), "asked": date(2018, 7, 19)}
    first = ask(text="Count collisions", owner=roads, due=date(2018, 11, 1), **given)
    ask(text="Map hotspots", owner=fenland, **given)
    ask(text="Write to the ministry", **given)
    told = report(
        by=CHAIR,
        action=first,
        on=clock.today(),
        text="Counted.",
        by_body=roads,
        post="Chair",
        evidence=Evidence("counts.png", PICTURE),
    )
    log = csv_log([HEAD, ("1", "Publish the figures", "Fenland", "1 December 2018", "Open", "")])
    kept = keep_file(
        by=SECRETARY,
        register=board(),
        name="log.csv",
        data=log,
        meeting=date(2018, 7, 19),
        on=clock.today(),
    )
    made.keys |= {"evidence": str(told.pk), "import": str(kept.pk)}
    made.files |= {"log": log, "picture": PICTURE, "docx": SURVEY.read_bytes()}


def _papers(made: Sample) -> None:
    """Two more of the chair's group: one with a file and pictures, one still to follow."""
    item = AgendaItem.objects.get(meeting=meeting(), slug="road-safety")
    for title in ("Average speed", "Average speed, the figures"):
        paper = commission_paper(
            by=SECRETARY, item=item, author_body=body_named("road-safety"), title=title
        )
        made.keys.setdefault("paper", str(paper.pk))
        if paper.slug == "road-safety":
            upload_paper(by=CHAIR, paper=paper, name="survey.docx", data=SURVEY.read_bytes())
            first = (paragraphs_of(paper)[0].mark,)
            bid = Part(first, Audience.PARTNERSHIP, "A bid", until_decision="until it is let")
            held = withhold_part(by=SECRETARY, paper=paper, part=bid, on=clock.today())
            made.keys["part"] = str(held.pk)


def _plan(made: Sample) -> None:
    """A member's proposal that waits for its answer."""
    proposal = propose(
        by=MEMBER,
        body=board(),
        proposed_by=body_named("huntingdonshire-council"),
        title="Rural crime",
        why="It rises.",
        about=None,
        wanted_at=None,
        on=clock.today(),
    )
    made.keys["proposal"] = str(proposal.pk)


def _before_the_meeting(made: Sample) -> None:
    """A member's apologies with a substitute, for the chair to settle."""
    seat = Membership.objects.get(seat__body=board(), seat__slug="huntingdonshire-council")
    send_apologies(
        by=MEMBER,
        meeting=meeting(),
        membership=seat,
        substitute="Deputy chief executive",
        on=clock.today(),
    )


def _july(made: Sample) -> None:
    """The last meeting's minutes, begun; a decision outside them, and an observer."""
    held = meeting(JULY)
    item = add_item(by=SECRETARY, meeting=held, after=None, title="Welcome", minutes=5)
    minutes = start_minutes(by=SECRETARY, meeting=held, on=clock.today())
    _note(minutes, item, JULY_NOTE, Said("discussion", "Members were welcomed."))
    record_decision(by=SECRETARY, meeting=held, text="Noted.", outcome="agreed", on=clock.today())
    other = add_in_attendance(
        by=SECRETARY, meeting=held, post="Observer", represents=None, on=clock.today()
    )
    made.keys["other"] = str(other.pk)


def _note(minutes: Minutes, item: AgendaItem, key: UUID, said: Said) -> None:
    take_note(
        by=SECRETARY,
        minutes=minutes,
        item=item,
        key=key,
        said=said,
        taken_by="Board secretary",
        on=clock.today(),
    )


def _links(made: Sample) -> None:
    """Signed links: one that works, one that has expired, one that was withdrawn."""
    roads = body_named("road-safety")
    others = ("expired", "withdrawn", "link-action", "link-update")
    opens = (
        f"{PAPER[:-1]}-partnership/",
        f"{PAPER[:-1]}-2/",
        "/actions/county-board/1/",
        "/review/county-board/2018-10-11/road-safety/",
    )
    for name, address in zip(("link", *others), (PAPER, *opens), strict=True):
        wanted = Wanted(roads, address, "A paper", date(2018, 10, 1), board())
        link = give_links(by=SECRETARY, wanted=[wanted], sent={}, on=clock.today())[wanted.key]
        made.keys |= {name: token_of(link), f"{name}-key": str(link.pk)}
        if name == "expired":
            _expire(by=SECRETARY, link=link, at=clock.now() - timedelta(days=1))
        if name == "withdrawn":
            withdraw_link(by=SECRETARY, link=link)


@operation("Let a link expire")
def _expire(*, by: Actor, link: AnswerLink, at: datetime) -> None:
    link.expires = at
    link.save()


def _calendars(made: Sample) -> None:
    """The chair's calendar, which can be read, and a member's, which was stopped."""
    for username, name in (("chair", "calendar"), ("member", "stopped-calendar")):
        account = Account.objects.get(username=username)
        made.keys[name] = calendar_token_of(make_address(by=account.actor, account=account))
    stop_address(by=account.actor, account=account)


def _people(made: Sample) -> None:
    """The posts of three people, a seat; an invitation that is open, and one withdrawn."""
    for username in ("chair", "csp-manager", "secretary"):
        post = PostHolding.objects.get(account__username=username)
        made.keys |= {f"{username}-post": str(post.pk), f"{username}-account": str(post.account_id)}
    seat = Membership.objects.get(seat__body=board(), seat__slug="huntingdonshire-council")
    made.keys["seat"] = str(seat.pk)
    for name in ("invited", "uninvited"):
        offer = Offer(body_named("road-safety"), "member", "Deputy")
        one = invite(by=SECRETARY, offer=offer, email=f"{name}@example.org", asked_by=board())
        made.keys |= {name: str(one.pk), f"{name}-link": invitation_token_of(one)}
    withdraw_invitation(by=SECRETARY, invitation=one)


def _word_files(made: Sample) -> None:
    """A form of each kind, sent back by the chair's group as it was fetched."""
    viewer = viewer_for(Account.objects.get(username="chair"), clock.today())
    at: dict[str, dict[str, Any]] = {
        "action": {"body": "county-board", "number": 1},
        "paper": {"body": "county-board", "slug": "2018-10-11", "paper": "road-safety"},
        "update": {"body": "county-board", "slug": "2018-10-11", "group": "road-safety"},
    }
    for kind, where in at.items():
        thing = access_thing(viewer, kind, where)
        data = write_word_form(thing.form)
        found = keep_return(by=CHAIR, thing=thing, name=f"{kind}.docx", data=data)
        made.keys[f"{kind}-return"] = str(found.pk)
        made.files[f"{kind}-form"] = data


def send_to_members(made: Sample) -> None:
    """The pack and an addendum go out, a member asks, and July's draft goes to members."""
    found = meeting()
    circulate(by=SECRETARY, meeting=found, on=clock.today())
    late = Paper.objects.select_related("item__meeting").get(slug="road-safety-2")
    write_paper(by=CHAIR, paper=late, title=late.title, text="The figures.", asked=[])
    change_paper_state(by=CHAIR, paper=late, state="received", on=clock.today())
    circulate(by=SECRETARY, meeting=found, on=clock.today(), why="They came late.")
    question = ask_question(
        by=MEMBER,
        item=AgendaItem.objects.get(meeting=found, slug="road-safety"),
        about=body_named("road-safety"),
        asked_by=body_named("huntingdonshire-council"),
        text="How many?",
        on=clock.today(),
    )
    minutes = _minutes_of(meeting(JULY))
    send_for_comments(by=SECRETARY, minutes=minutes, until=date(2018, 10, 20), on=clock.today())
    said = comment(
        by=MEMBER,
        minutes=minutes,
        note=None,
        body=body_named("huntingdonshire-council"),
        post="Chief executive",
        text="We were there too.",
        on=clock.today(),
    )
    made.keys |= {"question": str(question.pk), "comment": str(said.pk)}


def _minutes_of(found: Meeting) -> Minutes:
    minutes: Minutes = Minutes.objects.select_related("meeting__body").get(meeting=found)
    return minutes


def make_public() -> None:
    """The papers are published."""
    publish(by=SECRETARY, meeting=meeting(), on=clock.today())


def hold_the_meeting() -> None:
    """The day after: its minutes are a draft, and those of July are approved and published."""
    found = meeting()
    item = AgendaItem.objects.get(meeting=found, slug="minutes")
    minutes = start_minutes(by=SECRETARY, meeting=found, on=clock.today())
    _note(minutes, item, OCTOBER_NOTE, Said("discussion", "The secretary introduced them."))
    approve_at_meeting(
        by=SECRETARY,
        earlier=meeting(JULY),
        minutes=minutes,
        item=item,
        key=APPROVAL,
        taken_by="Board secretary",
        on=clock.today(),
    )
    publish_minutes(by=SECRETARY, minutes=_minutes_of(meeting(JULY)), on=clock.today())
