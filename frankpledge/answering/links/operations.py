"""Giving links, noting their use, passing them on and withdrawing them: the only door for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from frankpledge.answering.links.rules import expiry, lasts, may_open, may_pass_on
from frankpledge.answering.models import AnswerLink, LinkUse
from frankpledge.partnership.models import Body
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import require

Key = tuple[int, str]


@dataclass(frozen=True)
class Wanted:
    """A link that a mail is to carry: for whom, what it opens, and until when it is wanted."""

    body: Body
    opens: str
    what: str
    due: date | None
    asked_by: Body | None

    @property
    def key(self) -> Key:
        """By what it is found: the body and the address."""
        return self.body.pk, self.opens


@operation("Gave signed links")
def give_links(
    *, by: Actor, wanted: Iterable[Wanted], sent: Mapping[Key, list[AnswerLink]], on: date
) -> dict[Key, AnswerLink]:
    """A link for each, by body and address: one that was sent before, or a new one.

    `sent` are the links these bodies have (`links_of`). One that will not last, or that somebody
    has withdrawn, is not sent again; what was sent keeps working for its own time. However many
    are new, they are added in one go.
    """
    found: dict[Key, AnswerLink] = {}
    missing: dict[Key, AnswerLink] = {}
    for one in wanted:
        good = [link for link in sent.get(one.key, ()) if _serves(link, one.due, on)]
        if good:
            found[one.key] = good[-1]
        else:
            missing[one.key] = _link(one, on)
    AnswerLink.objects.add_all(list(missing.values()))
    return found | missing


def _serves(link: AnswerLink, due: date | None, on: date) -> bool:
    return link.withdrawn is None and lasts(link.expires, due, on)


def _link(wanted: Wanted, on: date) -> AnswerLink:
    return AnswerLink(
        body=wanted.body,
        opens=wanted.opens,
        what=wanted.what[:300],
        asked_by=wanted.asked_by,
        issued=clock.now(),
        expires=expiry(wanted.due, on),
    )


@operation("Used a signed link")
def note_use(*, by: Actor, link: AnswerLink, did: str) -> None:
    """Keep that a link was opened, or what was done through it."""
    LinkUse(link=link, at=clock.now(), did=did[:200]).save()


@operation("Passed a signed link on")
def pass_on(*, by: Actor, link: AnswerLink, email: str) -> AnswerLink:
    """A colleague's own link to the same thing; both work. The same address gets the same one.

    Raises Refused where the link no longer works, or has been passed on too often.
    """
    now = clock.now()
    require(may_open(link.withdrawn, link.expires, now))
    family = [one for one in _family(first_of(link)) if one.works_at(now)]
    known = [one for one in family if one.passed_to.casefold() == email.casefold()]
    if known:
        return known[0]
    require(may_pass_on(sum(1 for one in family if one.passed_to)))
    passed = AnswerLink(
        body=link.body,
        opens=link.opens,
        what=link.what,
        asked_by=link.asked_by,
        issued=now,
        expires=link.expires,
        passed_from=link,
        passed_to=email,
    )
    passed.save()
    return passed


@operation("Withdrew a signed link")
def withdraw_link(*, by: Actor, link: AnswerLink) -> int:
    """The link stops working, and with it all that came of passing it on. How many there were."""
    working = [one for one in _family(link) if one.withdrawn is None]
    for one in working:
        one.withdrawn = clock.now()
        one.save()
    return len(working)


@operation("Followed a thing to its new address")
def readdress(*, by: Actor, was: str, now: str) -> int:
    """Links to what lay under one address open it under another. How many there were.

    `was` and `now` are parts of an address with a slash at both ends, such as
    /county-board/2018-10-11/: a meeting that moves takes its papers and updates with it.
    """
    links = list(AnswerLink.objects.working(clock.now()).filter(opens__contains=was))
    for link in links:
        link.opens = link.opens.replace(was, now, 1)
        link.save()
    return len(links)


def first_of(link: AnswerLink) -> AnswerLink:
    """The link that a mail brought, from which this one was passed on, by however many hands."""
    while link.passed_from is not None:
        link = link.passed_from
    return link


def _family(link: AnswerLink) -> list[AnswerLink]:
    """A link and all that came of passing it on, a query for each pair of hands."""
    family, latest = [link], [link]
    while latest:
        latest = list(AnswerLink.objects.filter(passed_from__in=latest))
        family += latest
    return family
