"""Raising a risk, and changing what its register says of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.planning.models import Priority
from frankpledge.review.risks.models import Cause, Risk, RiskScore
from frankpledge.review.risks.queries.matrices import matrix_on
from frankpledge.review.risks.rules.matrix import may_score
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import require


@dataclass(frozen=True)
class Funding:
    """Money that ends: its last day, that day as far as known, what ends, how much, who pays."""

    ends: date | None = None
    words: str = ""
    what: str = ""
    pence: int | None = None
    how: str = ""


NO_FUNDING = Funding()


def next_number(register: Body) -> int:
    """The next number in a register. Call it inside an operation: until that ends, nobody else
    is given a number in the same register."""
    Body.objects.select_for_update(no_key=True).get(pk=register.pk)
    found = Risk.objects.filter(register=register).aggregate(last=Max("number"))
    last: int | None = found["last"]
    return (last or 0) + 1


@operation("Raised a risk")
def raise_risk(
    *,
    by: Actor,
    register: Body,
    title: str,
    text: str = "",
    raised: date,
    raised_words: str = "",
    owner: Body | None = None,
    owner_post: str = "",
    priority: Priority | None = None,
    cause: Cause | None = None,
    likelihood: int | None = None,
    impact: int | None = None,
    score_why: str = "",
    first_review: date | None = None,
    funding: Funding = NO_FUNDING,
    ref: str = "",
    source: str = "",
    meeting: Meeting | None = None,
) -> Risk:
    """Put a risk in a body's register, which gives it its number; scored where both levels come.

    `meeting`: where an update raised it, the meeting that the update is for: members of the board
    see the risk once that meeting's papers have gone out. Raises Refused for a level that is not
    on the area's matrix.
    """
    risk = Risk(
        register=register,
        number=next_number(register),
        title=title[:200],
        text=text,
        raised=raised,
        raised_words=raised_words,
        owner=owner,
        owner_post=owner_post,
        priority=priority,
        cause=cause,
        first_review=first_review,
        ref=ref,
        source=source,
        meeting=meeting,
    )
    _fund(risk, funding)
    risk.save()
    if likelihood is not None and impact is not None:
        new_score(risk, raised, likelihood, impact, why=score_why).save()
    return risk


def _fund(risk: Risk, funding: Funding) -> None:
    risk.cliff, risk.cliff_words = funding.ends, funding.words if funding.ends else ""
    risk.cliff_what, risk.cliff_pence = funding.what, funding.pence
    risk.funding = funding.how


def new_score(
    risk: Risk, on: date, likelihood: int, impact: int, *, kind: str = "current", why: str = ""
) -> RiskScore:
    """A score in the words of the matrix of its day, not saved yet. Raises Refused."""
    matrix = matrix_on(risk.register.area_id, on)
    require(may_score(matrix, likelihood, impact))
    assert matrix is not None  # may_score has refused
    found = matrix.score(likelihood, impact)
    return RiskScore(
        risk=risk,
        kind=kind,
        on=on,
        why=why,
        likelihood=found.likelihood,
        impact=found.impact,
        likelihoods=found.likelihoods,
        impacts=found.impacts,
        likelihood_words=found.likelihood_words[:80],
        impact_words=found.impact_words[:80],
        band=found.band[:80],
        level=found.level,
        levels=found.levels,
    )


@operation("Changed a risk")
def change_risk(
    *,
    by: Actor,
    risk: Risk,
    title: str,
    text: str,
    owner: Body | None,
    owner_post: str,
    priority: Priority | None,
    cause: Cause | None,
    funding: Funding,
    ref: str,
    version: int | None = None,
) -> None:
    """Its words, owner, priority, shared cause and funding.

    Raises StaleRecord where `version` is no longer the risk's.
    """
    fresh(risk, version)
    risk.title, risk.text, risk.ref = title, text, ref
    risk.owner, risk.owner_post = owner, owner_post
    risk.priority, risk.cause = priority, cause
    _fund(risk, funding)
    risk.save()


def fresh(risk: Risk, version: int | None) -> None:
    """Raises StaleRecord where somebody has changed the risk since `version` was read."""
    if version is not None and version != risk.version:
        raise StaleRecord(str(risk))


@operation("Named a cause that risks share")
def name_cause(*, by: Actor, register: Body, name: str) -> Cause:
    """The area's cause of that name, made where there is none."""
    known: Cause | None = Cause.objects.filter(
        area=register.area_id, name__iexact=name.strip()
    ).first()
    if known:
        return known
    made = Cause(area_id=register.area_id, name=name.strip(), slug=_cause_slug(register, name))
    made.save()
    return made


def _cause_slug(register: Body, name: str) -> str:
    from django.utils.text import slugify

    stem = slugify(name)[:50] or "cause"
    taken = set(Cause.objects.filter(area=register.area_id).values_list("slug", flat=True))
    slugs = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in slugs if one not in taken)
