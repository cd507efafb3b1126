"""Keeping findings, agreeing them, looking at them again when a release changes their figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from frankpledge.analytics.measures import Question
from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.pandoc import read_markdown
from frankpledge.evidence.findings.asking import Asked, ask_now
from frankpledge.evidence.findings.charting import spec_of
from frankpledge.evidence.findings.models import Finding, Look
from frankpledge.evidence.findings.question import question_from_json, question_to_json
from frankpledge.evidence.findings.rules.figures import differs, figures_from_json, figures_to_json
from frankpledge.evidence.findings.rules.states import may_agree, may_claim, may_go, may_look
from frankpledge.evidence.findings.rules.wording import sentence_of
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import Refused, require
from frankpledge.shared.words import count_of, spell_list

LONGEST_TITLE = 200


@operation("Kept a finding")
def keep_finding(
    *,
    by: Actor,
    area: Area,
    question: Question,
    title: str,
    words: str = "",
    hedge: str = "",
    now: datetime,
    asked: Asked | None = None,
    places: tuple[str, ...] = (),
) -> Finding:
    """A finding in draft: the question with the answer it has now, frozen, and what it says.

    `asked`: the answer, where it has just been worked out. `places`: what it is about in words,
    where the question has codes. Raises Refused where the question has no answer or the title
    says nothing; UnreadableDocument where the words cannot be read.
    """
    require(may_claim(title))
    found = asked or ask_now(question, area)
    finding = Finding(area=area, number=_next_number(area), kept=now.date())
    finding.question = question_to_json(question)
    finding.measure, finding.places = question.measure, list(places or question.places)
    finding.hedge = hedge.strip()
    _say(finding, title, words)
    _take(finding, _as_kept(found, finding.title, now))
    finding.save()
    return finding


def _next_number(area: Area) -> int:
    """The next number in an area; whoever else asks waits until this operation is done."""
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    last: int | None = Finding.objects.filter(area=area).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _say(finding: Finding, title: str, words: str) -> None:
    finding.title = title.strip()[:LONGEST_TITLE]
    if words != finding.words or not finding.content:
        finding.words = words
        finding.content = blocks_to_json(read_markdown(words)) if words.strip() else []


def _as_kept(found: Asked, title: str, now: datetime) -> dict[str, Any]:
    """An answer with all that is kept of it."""
    return {
        "answer": figures_to_json(found.figures),
        "sentence": sentence_of(found.figures),
        "spec": spec_of(found.figures, title, source_words(found), found.measure.name),
        "releases": list(found.releases),
        # A fact about the store: a demonstration's pretended day does not come into it.
        "as_at": (found.loaded or now).isoformat(),
        "method": found.method,
    }


def source_words(found: Asked) -> str:
    """Where figures come from, for the foot of a chart."""
    return str(getattr(found.measure, "source", "") or "")


def _take(finding: Finding, kept: dict[str, Any]) -> None:
    finding.answer, finding.sentence = kept["answer"], kept["sentence"]
    finding.spec, finding.releases = kept["spec"], kept["releases"]
    finding.method, finding.as_at = kept["method"], datetime.fromisoformat(kept["as_at"])


@operation("Changed the words of a finding")
def change_words(
    *, by: Actor, finding: Finding, title: str, words: str, hedge: str, version: int | None = None
) -> None:
    """What a finding says; its figures stay as they are.

    Raises Refused for one that is withdrawn, or without a title; StaleRecord where somebody
    changed it first.
    """
    fresh(finding, version)
    if finding.state == "withdrawn":
        raise Refused("This finding is withdrawn. Keep a new one in its place.")
    require(may_claim(title))
    _say(finding, title, words)
    finding.hedge = hedge.strip()
    if finding.spec:
        finding.spec = {**finding.spec, "title": finding.title}
    finding.save()


@operation("Agreed a finding")
def agree_finding(*, by: Actor, finding: Finding, version: int | None = None) -> None:
    """A draft becomes a finding to rest on. Raises Refused; StaleRecord."""
    fresh(finding, version)
    require(may_agree(finding.state, newer=bool(finding.newer)))
    finding.state = "agreed"
    finding.save()


@operation("Withdrew a finding")
def withdraw_finding(*, by: Actor, finding: Finding, why: str, version: int | None = None) -> None:
    """It stands no longer; it stays to be read, with the reason. Raises Refused; StaleRecord."""
    fresh(finding, version)
    require(may_go(finding.state, "withdrawn"))
    if not why.strip():
        raise Refused("Say why it is withdrawn: whoever reads it will ask.")
    finding.state, finding.withdrawn_why, finding.newer = "withdrawn", why.strip()[:500], {}
    finding.save()


@operation("Looked at a finding again")
def look_again(
    *,
    by: Actor,
    finding: Finding,
    decided: str,
    why: str,
    title: str = "",
    words: str = "",
    who: str = "",
    on: date,
    version: int | None = None,
) -> Look:
    """Somebody has looked at the new figures: the words are kept, written anew, or it goes.

    Old and new figures are kept side by side with the reason. What is agreed is agreed again; a
    draft stays one. Raises Refused; StaleRecord where somebody looked first.
    """
    fresh(finding, version)
    require(may_look(finding.state, decided, why, newer=bool(finding.newer)))
    if decided == "reworded":
        require(may_claim(title))
    look = _look_of(finding, decided, why, who or by.name, on)
    if decided == "withdrawn":
        finding.withdrawn_why = why.strip()[:500]
        _turn(finding, "withdrawn")
    else:
        _take(finding, finding.newer)
        if decided == "reworded":
            _say(finding, title, words)
        if finding.spec:
            finding.spec = {**finding.spec, "title": finding.title}
        if finding.state == "changed":
            _turn(finding, "agreed")
    finding.newer, finding.newer_because = {}, ""
    finding.save()
    look.save()
    return look


def _look_of(finding: Finding, decided: str, why: str, who: str, on: date) -> Look:
    return Look(
        finding=finding,
        on=on,
        who=who[:200],
        because=finding.newer_because,
        was=finding.answer,
        became=finding.newer["answer"] if finding.newer else finding.answer,
        title_was=finding.title,
        words_were=finding.words,
        decided=decided,
        why=why.strip(),
    )


def _turn(finding: Finding, to: str) -> None:
    require(may_go(finding.state, to))
    finding.state = to


@dataclass(frozen=True)
class Checked:
    """What a check of findings came to; `failed`: those whose question has no answer any more."""

    looked: int
    changed: tuple[Finding, ...]
    as_before: tuple[Finding, ...]
    failed: tuple[tuple[Finding, str], ...]

    @property
    def words(self) -> str:
        """In a sentence, for whoever asked."""
        words = f"{count_of(self.looked, 'finding')} checked"
        if self.changed:
            named = spell_list([str(one.number) for one in self.changed])
            words += f"; the figures of {count_of(len(self.changed), 'finding')} changed: {named}"
        else:
            words += "; no figure changed"
        if self.failed:
            named = spell_list([str(one.number) for one, _ in self.failed])
            words += f"; no answer any more to {named}"
        return f"{words[:1].upper()}{words[1:]}."


@operation("Checked findings against the current releases")
def check_findings(*, by: Actor, area: Area, now: datetime, because: str = "") -> Checked:
    """Work out every live finding anew; where the figures differ, keep the new ones beside it.

    An agreed finding is then "changed", and owed a look; nothing that it says changes. Where a
    still later release brings the old figures back, it is agreed as before. `because`: the name
    of the release that came, in words.
    """
    changed, as_before, failed = [], [], []
    live = list(Finding.objects.filter(area=area).live())
    for finding in live:
        try:
            found = ask_now(question_from_json(finding.question), area)
        except Refused as no:
            failed.append((finding, no.reason))
            continue
        if differs(finding.figures, found.figures):
            if _beside(finding, found, now, because):
                changed.append(finding)
        elif finding.newer:
            _back(finding, by, now.date())
            as_before.append(finding)
    return Checked(len(live), tuple(changed), tuple(as_before), tuple(failed))


def _beside(finding: Finding, found: Asked, now: datetime, because: str) -> bool:
    """Keep a newer answer beside a finding; whether it is another than what waits there already."""
    if finding.newer and not differs(figures_from_json(finding.newer["answer"]), found.figures):
        return False
    finding.newer = _as_kept(found, finding.title, now)
    finding.newer_because = because[:300]
    if finding.state == "agreed":
        _turn(finding, "changed")
    finding.save()
    return True


def _back(finding: Finding, by: Actor, on: date) -> None:
    why = "A later release gives the figures that it was kept with."
    look = _look_of(finding, "as before", why, by.name, on)
    if finding.state == "changed":
        _turn(finding, "agreed")
    finding.newer, finding.newer_because = {}, ""
    finding.save()
    look.save()


def fresh(finding: Finding, version: int | None) -> None:
    """Raises StaleRecord where somebody has changed the finding since `version` was read."""
    if version is not None and version != finding.version:
        raise StaleRecord(str(finding))
