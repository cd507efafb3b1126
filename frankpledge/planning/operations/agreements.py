"""Signing agreements, and changing them as a board decides: they change by no other way."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.pandoc import read_markdown
from frankpledge.meetings.models import Decision
from frankpledge.meetings.operations.decisions import decision_facts
from frankpledge.meetings.rules.decisions import may_rest_on
from frankpledge.partnership.models import Body, BodyRole
from frankpledge.planning.models import Agreement, AgreementDecision, Party, Signature
from frankpledge.planning.queries.basis import basis_for
from frankpledge.planning.rules import first_new_day, may_be_based, may_run, slot_role
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import spell_day


@operation("Signed the agreement")
def sign(*, by: Actor, signature: Signature, post: str, on: date) -> None:
    """Record a signature by a post on a day. Raises Refused where the slot is already signed."""
    if signature.signed:
        require(
            refused(f"Already signed on {spell_day(signature.signed)} by {signature.signed_by}.")
        )
    if not post.strip():
        require(refused("Say which post is signing."))
    signature.signed, signature.signed_by = on, post.strip()
    signature.save()


@dataclass(frozen=True)
class Wording:
    """What an agreement says, and for how long."""

    title: str
    text: str
    starts: date
    ends: date | None
    review_months: int | None


@dataclass(frozen=True)
class Joining:
    """A body that becomes a party, because the law obliges it or by its own choice."""

    body: Body
    participation: str


@operation("Adopted an agreement")
def adopt_agreement(
    *, by: Actor, decision: Decision, board: Body, slug: str, wording: Wording
) -> Agreement:
    """A new agreement of a board. Raises Refused without a carried decision of that board, or,
    for a county's, while the year's assessment of a district is missing.

    Raises UnreadableDocument where the text cannot be read.
    """
    require(may_rest_on(decision_facts(decision), board.slug))
    require(may_run(wording.starts, wording.ends))
    if Agreement.objects.filter(slug=slug).exists():
        require(refused(f"There is an agreement “{slug}” already. Give this one another name."))
    _require_basis(board, wording.starts, decision.taken)
    agreement = Agreement(board=board, slug=slug)
    _word(agreement, wording)
    agreement.save()
    AgreementDecision(agreement=agreement, decision=decision, what="adopted").save()
    return agreement


@operation("Amended an agreement")
def amend_agreement(
    *,
    by: Actor,
    decision: Decision,
    agreement: Agreement,
    wording: Wording,
    version: int,
    joins: Joining | None = None,
    leaves: Party | None = None,
) -> AgreementDecision:
    """Change an agreement's words, its time or its parties, as its board decided.

    Signatures were given to what it said before: they are kept with it, and asked for anew.
    Raises Refused without a carried decision of that board, where nothing changes, or where it
    would hold for new days whose basis is incomplete; StaleRecord where somebody changed it first.
    """
    require(may_rest_on(decision_facts(decision), agreement.board.slug))
    require(may_run(wording.starts, wording.ends))
    if agreement.version != version:
        raise StaleRecord(str(agreement))
    new = first_new_day((agreement.starts, agreement.ends), wording.starts, wording.ends)
    if new is not None:
        _require_basis(agreement.board, new, decision.taken)
    was = _as_it_stands(agreement)
    _word(agreement, wording)
    if leaves is not None:
        _leave(agreement, leaves)
    if joins is not None:
        _join(agreement, joins, decision.taken)
    if was == _as_it_stands(agreement):
        require(refused("Nothing is different. Change what the board decided to change."))
    for slot in Signature.objects.filter(agreement=agreement, signed__isnull=False):
        slot.signed, slot.signed_by = None, ""
        slot.save()
    agreement.save(parts_changed=True)
    changed = AgreementDecision(agreement=agreement, decision=decision, what="amended", was=was)
    changed.save()
    return changed


@operation("Recorded the review of an agreement")
def review_agreement(*, by: Actor, decision: Decision, agreement: Agreement) -> None:
    """The board looked at its agreement on the day of the decision. Raises Refused."""
    require(may_rest_on(decision_facts(decision), agreement.board.slug))
    last = agreement.last_reviewed
    if last and decision.taken <= last:
        require(refused(f"It was reviewed on {spell_day(last)}. Choose a later decision."))
    was = {"last_reviewed": last.isoformat() if last else ""}
    agreement.last_reviewed = decision.taken
    agreement.save()
    AgreementDecision(agreement=agreement, decision=decision, what="reviewed", was=was).save()


def _require_basis(board: Body, begins: date, decided: date) -> None:
    """Raises Refused where a county's agreement would begin on a day without its basis."""
    found = basis_for(board, begins, decided)
    if found is not None:
        require(may_be_based(found))


def _word(agreement: Agreement, wording: Wording) -> None:
    agreement.title = wording.title
    if wording.text != agreement.text:
        agreement.text = wording.text
        agreement.content = blocks_to_json(read_markdown(wording.text))
    agreement.starts, agreement.ends = wording.starts, wording.ends
    agreement.review_months = wording.review_months


def _as_it_stands(agreement: Agreement) -> dict[str, Any]:
    """An agreement as it is kept when it is amended: its words, its time, who joined and signed."""
    slots = Signature.objects.filter(agreement=agreement).select_related("body")
    return {
        "title": agreement.title,
        "text": agreement.text,
        "starts": agreement.starts.isoformat() if agreement.starts else "",
        "ends": agreement.ends.isoformat() if agreement.ends else "",
        "review_months": agreement.review_months,
        "parties": list(
            Party.objects.filter(agreement=agreement).values_list("body__slug", flat=True)
        ),
        "signed": [
            [one.body.slug, one.role, one.signed.isoformat(), one.signed_by]
            for one in slots
            if one.signed
        ],
    }


def _join(agreement: Agreement, joining: Joining, on: date) -> None:
    """A party, and the slot in which it signs. Raises Refused for one that is a party already."""
    body = joining.body
    if Party.objects.filter(agreement=agreement, body=body).exists():
        require(refused(f"{body.name_on(on)} is a party already."))
    last = Party.objects.filter(agreement=agreement).last()
    Party(
        agreement=agreement,
        body=body,
        order=last.order + 1 if last else 1,
        participation=joining.participation,
    ).save()
    roles = set(BodyRole.objects.on(on).filter(body=body).values_list("role", flat=True))
    behind = Signature.objects.filter(agreement=agreement).last()
    Signature(
        agreement=agreement,
        body=body,
        order=behind.order + 1 if behind else 1,
        role=slot_role(roles),
    ).save()


def _leave(agreement: Agreement, party: Party) -> None:
    if party.agreement_id != agreement.pk:
        require(refused("This body is a party to another agreement."))
    for slot in Signature.objects.filter(agreement=agreement, body=party.body):
        slot.delete()
    party.delete()
