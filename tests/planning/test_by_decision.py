"""Adopting, amending and reviewing an agreement: by a carried decision of its board alone."""

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.history.models import Entry
from frankpledge.meetings.queries.decisions import decision_page
from frankpledge.partnership.queries.register import body_named
from frankpledge.planning.models import Agreement, AgreementDecision, Party, Signature
from frankpledge.planning.operations import (
    Joining,
    Wording,
    adopt_agreement,
    amend_agreement,
    review_agreement,
    sign,
)
from frankpledge.planning.papers import agreement_blocks
from frankpledge.planning.queries import agreement_page
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.verdict import Refused
from tests.support.basis import all_assessed
from tests.support.county import OCTOBER, SECRETARY, board, text_in
from tests.support.taking import JANUARY, decided

pytestmark = pytest.mark.usefixtures("demo")


def agreement():
    return Agreement.objects.select_related("board").get(slug="community-safety-agreement-2017-20")


def wording(**changed):
    one = agreement()
    same = Wording(one.title, one.text, one.starts, one.ends, one.review_months)
    return replace(same, **changed)


def amend(decision, version=None, joins=None, leaves=None, **changed):
    return amend_agreement(
        by=SECRETARY,
        decision=decision,
        agreement=agreement(),
        wording=wording(**changed),
        version=version or agreement().version,
        joins=joins,
        leaves=leaves,
    )


@pytest.mark.row(14)
@pytest.mark.parametrize("outcome", ["not-agreed", "noted", "deferred"])
def test_an_agreement_is_amended_by_a_carried_decision_alone(outcome):
    """What the board did not agree to changes nothing and leaves nothing in the history."""
    decision = decided(outcome=outcome)
    before = Entry.objects.count()
    with pytest.raises(Refused, match="did not agree to it"):
        amend(decision, title="Another")
    with pytest.raises(Refused, match="did not agree to it"):
        review_agreement(by=SECRETARY, decision=decision, agreement=agreement())
    with pytest.raises(Refused, match="did not agree to it"):
        adopt_agreement(
            by=SECRETARY, decision=decision, board=board(), slug="new", wording=wording()
        )
    assert Entry.objects.count() == before


@pytest.mark.row(14)
def test_an_amendment_keeps_what_stood_before_and_asks_for_signatures_anew():
    """Text, term and signatures as they were are kept with the decision that changed them."""
    slot = Signature.objects.first()
    assert slot is not None
    sign(by=SECRETARY, signature=slot, post="Chief executive", on=OCTOBER)
    old = agreement()
    decision = decided("The agreement runs for one year.")
    changed = amend(decision, text="# Purpose\n\nOne year.", ends=date(2018, 3, 31))
    assert "One year." in text_in(agreement_blocks(agreement_page(agreement(), OCTOBER)))
    assert agreement().ends == date(2018, 3, 31)
    assert changed.was["text"] == old.text
    assert changed.was["ends"] == "2020-03-31"
    assert changed.was["signed"] == [[slot.body.slug, slot.role, "2018-10-11", "Chief executive"]]
    assert not Signature.objects.filter(signed__isnull=False).exists()


@pytest.mark.row(14)
def test_a_party_joins_and_another_leaves_with_their_slots():
    """The new party gets a slot to sign, as an authority; the one that leaves loses its own."""
    new = body_named("integrated-care-board")
    gone = Party.objects.first()
    assert gone is not None
    amend(decided(), joins=Joining(new, "voluntary"), leaves=gone)
    assert Party.objects.get(body=new).participation == "voluntary"
    assert Signature.objects.filter(body=new).count() == 1
    assert not Party.objects.filter(body=gone.body).exists()
    assert not Signature.objects.filter(body=gone.body).exists()
    with pytest.raises(Refused, match="is a party already"):
        amend(decided(), joins=Joining(new, "voluntary"))


@pytest.mark.parametrize(
    ("changed", "says"),
    [({}, "Nothing is different"), ({"ends": date(2016, 1, 1)}, "is before the first")],
)
def test_an_amendment_that_cannot_be(changed, says):
    decision = decided()
    before = Entry.objects.count()
    with pytest.raises(Refused, match=says):
        amend(decision, **changed)
    assert Entry.objects.count() == before


def test_who_amends_an_older_version_is_told():
    decision = decided()
    with pytest.raises(StaleRecord):
        amend(decision, version=99, title="Another")


@pytest.mark.row(14)
def test_a_stroke_that_fails_half_way_leaves_the_agreement_as_it_was(monkeypatch):
    decision, before = decided(), Entry.objects.count()

    def fails(self, *args, **kwargs):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(AgreementDecision, "save", fails)
    with pytest.raises(RuntimeError):
        amend(decision, title="Another", leaves=Party.objects.first())
    assert agreement().title != "Another"
    assert Party.objects.count() == 18
    assert Entry.objects.count() == before


@pytest.mark.row(14)
def test_the_next_review_is_counted_from_the_decision():
    """Reviewed on 11 October 2018, every 12 months: due again on 11 October 2019."""
    review_agreement(by=SECRETARY, decision=decided(), agreement=agreement())
    assert agreement().last_reviewed == OCTOBER
    assert agreement().review_due == date(2019, 10, 11)
    with pytest.raises(Refused, match="was reviewed on 11 October 2018"):
        review_agreement(by=SECRETARY, decision=decided(), agreement=agreement())
    review_agreement(by=SECRETARY, decision=decided(day=JANUARY), agreement=agreement())


@pytest.mark.row(14)
def test_a_new_agreement_is_adopted_by_a_decision(viewer):
    """A new one of the board, pointed at by the decision that made it."""
    all_assessed()
    decision = decided()
    made = adopt_agreement(
        by=SECRETARY,
        decision=decision,
        board=board(),
        slug="agreement-2020-21",
        wording=wording(title="Agreement 2020 to 2021", starts=date(2020, 4, 1), ends=None),
    )
    assert made.get_absolute_url() == "/planning/agreements/agreement-2020-21/"
    (brought,) = decision_page(decision, viewer("secretary")).brought
    assert brought.words == "Agreement 2020 to 2021: adopted"
    with pytest.raises(Refused, match="There is an agreement “agreement-2020-21” already"):
        adopt_agreement(
            by=SECRETARY,
            decision=decision,
            board=board(),
            slug="agreement-2020-21",
            wording=wording(),
        )
