"""Minutes as records: notes, what they make, comments, approval, corrections, publication."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from frankpledge.actions.models import Action
from frankpledge.actions.operations import report
from frankpledge.history.models import Entry
from frankpledge.meetings.editions import CIRCULATED, MEMBERS, PUBLIC, PUBLISHED
from frankpledge.meetings.minutes_paper import minutes_blocks
from frankpledge.meetings.models import (
    Correction,
    Decision,
    MinuteNote,
    Minutes,
    Paper,
    Recommendation,
)
from frankpledge.meetings.operations import (
    Said,
    answer_comment,
    approve_at_meeting,
    approve_minutes,
    change_note,
    circulate,
    comment,
    correct_note,
    draft_agenda,
    publish,
    publish_minutes,
    remove_note,
    send_for_comments,
    start_minutes,
    take_back,
    take_note,
)
from frankpledge.meetings.queries.minutes import awaiting_approval, item_notes, minutes_page
from frankpledge.partnership.people import PUBLIC as NOBODY
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, board, meeting, pack, paper, text_in
from tests.support.taking import (
    JANUARY,
    decided,
    item,
    minutes,
    note,
    out_for_comments,
    saved,
)

pytestmark = pytest.mark.usefixtures("demo")
WORDS = Said("discussion", "Members welcomed the paper.")
AGREED = Said("decision", "The board supports a new strategy.", "agreed")


def asked(**more):
    return Said("action", "Write the strategy.", owner=body_named("road-safety"), **more)


def entries():
    return Entry.objects.count()


def fresh(one):
    return type(one).objects.get(pk=one.pk)


# ---- Taking notes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "on", "says"),
    [
        ("2018-10-11", date(2018, 10, 10), "from that day"),
        ("2019-20-q1", OCTOBER, "no date yet"),
    ],
)
def test_minutes_cannot_be_begun_before_the_meeting(day, on, says):
    with pytest.raises(Refused, match=says):
        start_minutes(by=SECRETARY, meeting=meeting(day), on=on)
    assert not Minutes.objects.exists()


def test_minutes_are_begun_once_and_the_meeting_is_held():
    assert minutes() == minutes()
    assert meeting().state == "held"


def test_a_note_of_one_key_is_kept_once():
    key = uuid4()
    first = note(WORDS, key=key)
    before = entries()
    assert note(Said("discussion", "Other words."), key=key) == first
    assert MinuteNote.objects.get().text == WORDS.text
    assert entries() == before


def test_a_decision_of_one_key_is_made_once():
    key = uuid4()
    note(AGREED, key=key)
    note(AGREED, key=key)
    assert Decision.objects.count() == 1


def test_a_key_belongs_to_its_own_minutes():
    key = uuid4()
    note(WORDS, key=key)
    start_minutes(by=SECRETARY, meeting=meeting("2018-07-19"), on=OCTOBER)
    with pytest.raises(Refused, match="stands in other minutes"):
        take_note(
            by=SECRETARY,
            minutes=Minutes.objects.get(meeting__slug="2018-07-19"),
            item=item(),
            key=key,
            said=WORDS,
            taken_by="S",
            on=OCTOBER,
        )


def test_two_takers_notes_stand_side_by_side():
    texts = ["One", "Two", "Three"]
    for text in texts:
        note(Said("discussion", text))
    assert [one.text for one in item().notes.order_by("order")] == texts
    assert [one.order for one in item().notes.order_by("order")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (Said("discussion", "  "), "no words"),
        (Said("decision", "Something."), "Say what became of it"),
        (Said("decision", "Something.", "perhaps"), "Say what became of it"),
    ],
)
def test_a_note_that_says_nothing_is_refused_and_changes_nothing(said, says):
    minutes()
    before = entries()
    with pytest.raises(Refused, match=says):
        note(said)
    assert entries() == before


def test_a_note_stands_on_its_own_agenda():
    with pytest.raises(Refused, match="stands on another agenda"):
        take_note(
            by=SECRETARY,
            minutes=start_minutes(by=SECRETARY, meeting=meeting("2018-07-19"), on=OCTOBER),
            item=item(),
            key=uuid4(),
            said=WORDS,
            taken_by="S",
            on=OCTOBER,
        )


# ---- Decisions and recommendations ---------------------------------------------------------------


def test_decisions_are_numbered_through_the_meeting():
    note(AGREED, at=item("supported-housing"))
    note(AGREED, at=item("road-safety"))
    assert [one.reference for one in Decision.objects.order_by("number")] == [
        "Decision 1 of 11 October 2018",
        "Decision 2 of 11 October 2018",
    ]
    assert decided().number == 3


def recommendation(order=1):
    found = Recommendation.objects.select_related("paper")
    return found.get(paper__slug="road-safety-partnership", order=order)


def test_a_recommendation_is_decided_in_its_own_words_and_once():
    one = recommendation()
    taken = note(Said("decision", one.text, "agreed", one)).decision
    assert taken is not None
    assert (taken.text, taken.recommendation) == (one.text, one)
    with pytest.raises(Refused, match=r"down already as agreed \(Decision 1 of 11 October 2018\)"):
        note(Said("decision", one.text, "not-agreed", one))


def test_a_recommendation_is_decided_at_its_own_item():
    one = recommendation()
    with pytest.raises(Refused, match="belongs to another item"):
        note(Said("decision", one.text, "agreed", one), at=item("supported-housing"))


def test_what_is_undecided_is_asked():
    one = recommendation(2)
    note(Said("decision", one.text, "not-agreed", one))
    (found,) = [part for part in item_notes(minutes()) if part.item == item()]
    assert [line.number for line in found.undecided] == [1, 3, 4]


# ---- Actions -------------------------------------------------------------------------------------


def test_an_action_stands_in_the_boards_register():
    note(asked(owner_post="Chair", due=date(2018, 12, 14)))
    one = Action.objects.get()
    assert (one.register, one.owner) == (board(), body_named("road-safety"))
    assert (one.asked, one.due, one.owner_post) == (OCTOBER, date(2018, 12, 14), "Chair")
    assert "item 3" in one.asked_at
    assert one.asked_url == "/meetings/county-board/2018-10-11/minutes/#road-safety"


def test_a_note_and_what_it_took_down_change_together():
    action = note(asked())
    change_note(by=SECRETARY, note=action, said=Said("action", "Draft it."), version=1)
    assert (Action.objects.get().text, Action.objects.get().owner) == ("Draft it.", None)
    decision = note(AGREED)
    said = Said("decision", "The board does not.", "not-agreed")
    change_note(by=SECRETARY, note=decision, said=said, version=decision.version)
    assert (Decision.objects.get().text, Decision.objects.get().outcome) == (
        "The board does not.",
        "not-agreed",
    )


def test_who_changes_a_note_after_another_is_told():
    one = note(WORDS)
    change_note(by=SECRETARY, note=fresh(one), said=Said("discussion", "Theirs"), version=1)
    with pytest.raises(StaleRecord):
        change_note(by=SECRETARY, note=fresh(one), said=Said("discussion", "Mine"), version=1)
    assert fresh(one).text == "Theirs"


def test_another_owner_of_an_action_makes_its_note_a_new_version():
    """Else a second taker, who has the note open, would not be told."""
    one = note(asked())
    said = Said("action", one.text, owner=body_named("prevent"))
    change_note(by=SECRETARY, note=fresh(one), said=said, version=1)
    assert fresh(one).version == 2


def test_what_is_removed_can_be_put_back():
    key = uuid4()
    one = note(AGREED, key=key)
    remove_note(by=SECRETARY, note=one)
    assert not Decision.objects.exists()
    back = note(AGREED, key=key).decision
    assert back is not None
    assert back.number == 1
    remove_note(by=SECRETARY, note=note(asked()))
    assert not Action.objects.exists()


def test_an_action_on_which_something_was_done_stays():
    one = note(asked())
    report(by=SECRETARY, action=Action.objects.get(), on=OCTOBER, text="Begun.")
    with pytest.raises(Refused, match="has been reported on"):
        remove_note(by=SECRETARY, note=fresh(one))
    assert (MinuteNote.objects.count(), Action.objects.count()) == (1, 1)


# ---- Comments and approval -----------------------------------------------------------------------


def test_members_comment_while_the_draft_is_out():
    found = out_for_comments(until=date(2018, 10, 26))
    said: dict[str, Any] = {
        "note": None,
        "body": body_named("fire-and-rescue"),
        "post": "Chief fire officer",
    }
    with pytest.raises(Refused, match="closed on 26 October 2018"):
        comment(by=SECRETARY, minutes=found, text="Late", on=date(2018, 10, 27), **said)
    one = comment(by=SECRETARY, minutes=found, text="On time", on=date(2018, 10, 26), **said)
    answer_comment(by=SECRETARY, comment=one, answer="Changed.")
    assert fresh(one).answer == "Changed."


def test_an_empty_draft_does_not_go_out():
    with pytest.raises(Refused, match="nothing in these minutes"):
        send_for_comments(by=SECRETARY, minutes=minutes(), until=OCTOBER, on=OCTOBER)


@pytest.mark.row(24)
def test_only_a_later_meeting_approves_the_minutes():
    """Draft to approved by the next meeting's decision: not their own, not one not carried."""
    found = out_for_comments()
    for decision, says in [
        (decided(), "approved at a later meeting"),
        (decided(outcome="deferred", day=JANUARY), "did not agree"),
    ]:
        with pytest.raises(Refused, match=says):
            approve_minutes(by=SECRETARY, minutes=found, decision=decision, on=JANUARY)
    later = decided(day=JANUARY)
    approve_minutes(by=SECRETARY, minutes=fresh(found), decision=later, on=JANUARY)
    kept = fresh(found)
    assert (kept.state, kept.approved, kept.approved_by) == ("approved", JANUARY, later)


def draft_january():
    return draft_agenda(by=SECRETARY, meeting=meeting("2019-01-17"))


def approve_in_january(earlier="2018-10-11", key=None):
    first = draft_january()[0] if not meeting("2019-01-17").items.exists() else None
    at = first or meeting("2019-01-17").items.first()
    assert at is not None
    return approve_at_meeting(
        by=SECRETARY,
        earlier=meeting(earlier),
        minutes=minutes(JANUARY),
        item=item(at.slug, "2019-01-17"),
        key=key or uuid4(),
        taken_by="S",
        on=JANUARY,
    )


@pytest.mark.row(24)
def test_one_press_at_the_next_meeting_approves_and_is_taken_down():
    """The press makes a decision of January, numbered there, and approves October's minutes."""
    out_for_comments()
    assert awaiting_approval(meeting("2019-01-17")) == (meeting(),)
    key = uuid4()
    taken = approve_in_january(key=key)
    assert taken.decision.text == "The minutes of the meeting of 11 October 2018 were approved."
    assert taken.decision.meeting == meeting("2019-01-17")
    assert Minutes.objects.get(meeting=meeting()).approved_by == taken.decision
    assert approve_in_january(key=key) == taken
    assert awaiting_approval(meeting("2019-01-17")) == ()
    with pytest.raises(Refused, match="has brought something about"):
        remove_note(by=SECRETARY, note=fresh(taken))


def test_a_refused_approval_takes_nothing_down():
    note(WORDS)
    draft_january()
    minutes(JANUARY)
    before = entries()
    with pytest.raises(Refused, match="cannot become approved"):
        approve_in_january()
    assert (entries(), Decision.objects.count()) == (before, 0)


@pytest.mark.row(24)
def test_nothing_changes_after_approval_but_by_a_correction():
    """A note, a decision and an action of approved minutes stay; new ones are refused."""
    said = note(WORDS)
    out_for_comments()
    approve_in_january()
    for change in (
        lambda: note(WORDS),
        lambda: decided(),
        lambda: change_note(by=SECRETARY, note=fresh(said), said=AGREED, version=1),
        lambda: remove_note(by=SECRETARY, note=fresh(said)),
        lambda: take_back(by=SECRETARY, minutes=fresh(said.minutes)),
    ):
        before = entries()
        with pytest.raises(Refused):
            change()
        assert entries() == before
    assert publish_minutes(by=SECRETARY, minutes=fresh(said.minutes), on=JANUARY) is None
    assert fresh(said.minutes).state == "published"


def correct(one, now, decision=None, reason="A slip of the pen"):
    return correct_note(
        by=SECRETARY,
        note=one,
        now=now,
        reason=reason,
        decision=decision,
        on=JANUARY,
        version=fresh(one).version,
    )


def test_a_correction_keeps_what_the_note_said():
    said = note(WORDS)
    out_for_comments()
    with pytest.raises(Refused, match="not approved yet"):
        correct(said, "Members read the paper.")
    approve_in_january()
    correct(said, "Members read the paper.")
    assert fresh(said).text == "Members read the paper."
    kept = Correction.objects.get()
    assert (kept.was, kept.now, kept.corrected) == (WORDS.text, fresh(said).text, JANUARY)
    text = text_in(minutes_blocks(minutes_page(fresh(said.minutes))))
    assert "Corrected on 17 January 2019. It said: “Members welcomed the paper.”" in text


def test_what_was_decided_is_corrected_by_the_board_and_in_the_decision_too():
    said = note(AGREED)
    out_for_comments()
    approve_in_january()
    with pytest.raises(Refused, match="corrected by the board"):
        correct(said, "The board supports two.")
    with pytest.raises(Refused, match="before the minutes were approved"):
        correct(said, "The board supports two.", Decision.objects.get(meeting=meeting()))
    by = Decision.objects.get(meeting=meeting("2019-01-17"))
    correct(said, "The board supports two.", by)
    assert Decision.objects.get(meeting=meeting()).text == "The board supports two."


def test_a_second_correction_made_from_the_old_words_is_stale():
    said = note(WORDS)
    out_for_comments()
    approve_in_january()
    version = fresh(said).version
    correct(said, "One")
    with pytest.raises(StaleRecord):
        correct_note(
            by=SECRETARY,
            note=said,
            now="Two",
            reason="R",
            decision=None,
            on=JANUARY,
            version=version,
        )


# ---- Who sees them, and where they are bound in --------------------------------------------------


@pytest.mark.row(24)
def test_who_sees_minutes_at_each_state(viewer):
    """A draft: secretary and chair. Out for comments: members. Published: everybody."""
    said = note(WORDS)

    def sees(who):
        looks = viewer(who) if who else NOBODY
        return Minutes.objects.visible_to(looks).filter(pk=said.minutes_id).exists()

    def seen():
        return {who for who in ("secretary", "member", "scrutiny", "") if sees(who)}

    assert seen() == {"secretary"}
    out_for_comments()
    assert seen() == {"secretary", "member"}
    approve_in_january()
    assert seen() == {"secretary", "member"}
    publish_minutes(by=SECRETARY, minutes=fresh(said.minutes), on=JANUARY)
    assert seen() == {"secretary", "member", "scrutiny", ""}


def bind_minutes():
    first = draft_january()[1]
    first.binds = "minutes"
    saved(first, by=SECRETARY)


def test_a_pack_binds_the_minutes_before_as_far_as_its_readers_may_see_them():
    note(WORDS)
    bind_minutes()
    held = {}

    def holding():
        return {
            name
            for name, edition in {
                "members": MEMBERS,
                "circulated": CIRCULATED,
                "public": PUBLIC,
                "published": PUBLISHED,
            }.items()
            if WORDS.text in text_in(pack(edition, "2019-01-17"))
        }

    held["draft"] = holding()
    out_for_comments()
    held["comments"] = holding()
    approve_in_january()
    held["approved"] = holding()
    publish_minutes(by=SECRETARY, minutes=Minutes.objects.get(meeting=meeting()), on=JANUARY)
    held["published"] = holding()
    assert held == {
        "draft": set(),
        "comments": {"members", "circulated"},
        "approved": {"members", "circulated", "public"},
        "published": {"members", "circulated", "public", "published"},
    }


def approve_july(on=OCTOBER):
    return approve_at_meeting(
        by=SECRETARY,
        earlier=meeting("2018-07-19"),
        minutes=minutes(),
        item=item("minutes"),
        key=uuid4(),
        taken_by="S",
        on=on,
    )


@pytest.mark.row(24)
def test_julys_minutes_are_withheld_until_october_approves_them():
    """The paper waits through publication; the approval at October's item releases it."""
    with pytest.raises(Refused, match="have not been sent minutes"):
        approve_july()
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert paper("minutes-2018-07-19").state == "withheld"
    taken = approve_july()
    released = paper("minutes-2018-07-19")
    assert (released.state, released.released_by) == ("published", taken.decision)
    assert Minutes.objects.get(meeting=meeting("2018-07-19")).state == "approved"


@pytest.mark.row(24)
def test_before_the_meetings_papers_are_public_approved_minutes_wait_with_them():
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    taken = approve_july()
    waiting = Paper.objects.get(slug="minutes-2018-07-19")
    assert (waiting.state, waiting.released_by) == ("withheld", taken.decision)
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert paper("minutes-2018-07-19").state == "published"


def test_the_published_minutes_keep_back_the_words_of_a_paper_that_is_not_public():
    one = recommendation()
    note(Said("decision", one.text, "agreed", one))
    found = minutes()
    assert one.text in text_in(minutes_blocks(minutes_page(found)))
    public = text_in(minutes_blocks(minutes_page(found, public=True)))
    assert one.text not in public
    assert "In the words of a paper that is not public yet." in public
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert one.text in text_in(minutes_blocks(minutes_page(found, public=True)))
