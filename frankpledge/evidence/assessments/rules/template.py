"""A template of an assessment, read from an area file, each mistake named where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify

from frankpledge.evidence.assessments.rules.cycle import CYCLES
from frankpledge.evidence.assessments.rules.shares import Share, may_share, share_of

# What a section gathers when an assessment is drafted from the data.
TOPICS = {
    "summary": "what rose, what fell, what stands out",
    "changes": "what rose and fell against the year before",
    "places": "where it is concentrated",
    "harm": "what does most harm",
    "neighbours": "what is exceptional against neighbouring districts",
    "outcomes": "what came of it",
    "": "nothing: it is written by hand",
}
LEAST_THRESHOLD, MOST_THRESHOLD = 3, 20


class WrongTemplate(ValueError):
    """A template that cannot be used; `mistakes` says where each is and what was expected."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True)
class SectionTemplate:
    """A section: its heading, what belongs there, and what a draft fills it with."""

    slug: str
    heading: str
    guidance: str = ""
    topic: str = ""


@dataclass(frozen=True)
class ProductionTemplate:
    """How one body's assessments are made, from a day until a day."""

    body: str
    producer: str
    cycle: str = "annual"
    shares: tuple[Share, ...] = ()
    shares_words: str = ""
    source: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Template:
    """A template with how the bodies of the area make their assessments."""

    title: str
    sections: tuple[SectionTemplate, ...]
    threshold: int = 5
    source: str = ""
    starts: date | None = None
    productions: tuple[ProductionTemplate, ...] = ()


def read_template(data: Any, bodies: Sequence[str] = ()) -> Template:
    """A template as plain data. `bodies`: the short names of the area's bodies.

    {title, sections: [{heading, slug, guidance, topic}], threshold, source, from,
     bodies: [{body, producer, cycle, shares: [{body, percent}], shares_words, source, from,
     until}]}
    Raises WrongTemplate with every mistake: where it stands, what is there, what was expected.
    """
    reader = _Reader(frozenset(bodies))
    template = reader.template(data)
    if reader.mistakes:
        raise WrongTemplate(reader.mistakes)
    return template


class _Reader:
    """One pass over the data; mistakes are gathered, so that all can be mended at once."""

    def __init__(self, bodies: frozenset[str]) -> None:
        self.bodies = bodies
        self.mistakes: list[str] = []

    def template(self, data: Any) -> Template:
        top = self._mapping(data, "the template", TEMPLATE_KEYS)
        sections = [
            self._section(one, f"sections, {n}")
            for n, one in enumerate(self._list(top, "sections", "the template"), start=1)
        ]
        slugs = [one.slug for one in sections]
        for twice in {one for one in slugs if slugs.count(one) > 1}:
            self._wrong("sections", f"two are called “{twice}”", "a name of its own for each")
        if not sections:
            self._wrong("sections", "nothing", "at least one section, with its heading")
        threshold = top.get("threshold", 5)
        if not isinstance(threshold, int) or not LEAST_THRESHOLD <= threshold <= MOST_THRESHOLD:
            expected = f"a whole number from {LEAST_THRESHOLD} to {MOST_THRESHOLD}"
            self._wrong("threshold", repr(threshold), expected)
            threshold = 5
        return Template(
            title=self._text(top, "title", "the template") or "Strategic assessment",
            sections=tuple(sections),
            threshold=threshold,
            source=str(top.get("source", "")),
            starts=self._day(top, "from", "the template"),
            productions=tuple(
                self._production(one, f"bodies, {n}")
                for n, one in enumerate(self._list(top, "bodies", "the template"), start=1)
            ),
        )

    def _section(self, data: Any, where: str) -> SectionTemplate:
        one = self._mapping(data, where, SECTION_KEYS)
        heading = self._text(one, "heading", where)
        topic = str(one.get("topic", ""))
        if topic not in TOPICS:
            known = ", ".join(name for name in TOPICS if name)
            self._wrong(f"{where}, topic", f"“{topic}”", f"one of {known}, or nothing")
        slug = str(one.get("slug") or slugify(heading)[:60])
        return SectionTemplate(slug, heading, str(one.get("guidance", "")).strip(), topic)

    def _production(self, data: Any, where: str) -> ProductionTemplate:
        one = self._mapping(data, where, BODY_KEYS)
        body, producer = self._body(one, "body", where), self._body(one, "producer", where)
        cycle = str(one.get("cycle", "annual"))
        if cycle not in CYCLES:
            self._wrong(f"{where}, cycle", f"“{cycle}”", "annual or quarterly")
        shares = self._shares(one, where)
        words = str(one.get("shares_words", "")).strip()
        if not (verdict := may_share(shares, words)):
            self.mistakes.append(f"{where}, shares: {verdict.reason}")
        return ProductionTemplate(
            body=body,
            producer=producer,
            cycle=cycle,
            shares=shares,
            shares_words=words,
            source=str(one.get("source", "")),
            starts=self._day(one, "from", where),
            ends=self._day(one, "until", where),
        )

    def _shares(self, one: Mapping[str, Any], where: str) -> tuple[Share, ...]:
        found = []
        for n, told in enumerate(self._list(one, "shares", where), start=1):
            at = f"{where}, shares, {n}"
            share = self._mapping(told, at, ("body", "percent"))
            try:
                found.append(share_of(self._body(share, "body", at), share.get("percent")))
            except ValueError as error:
                self.mistakes.append(f"{at}: {error}")
        return tuple(found)

    def _mapping(self, data: Any, where: str, known: Sequence[str]) -> Mapping[str, Any]:
        if not isinstance(data, Mapping):
            self._wrong(where, repr(data)[:60], "names with values under it")
            return {}
        for name in data:
            if name not in known:
                self._wrong(where, f"“{name}”", f"one of {', '.join(known)}")
        return data

    def _list(self, data: Mapping[str, Any], name: str, where: str) -> list[Any]:
        found = data.get(name) or []
        if not isinstance(found, list):
            self._wrong(f"{where}, {name}", repr(found)[:60], "a list")
            return []
        return found

    def _text(self, data: Mapping[str, Any], name: str, where: str) -> str:
        found = data.get(name)
        if not isinstance(found, str) or not found.strip():
            self._wrong(f"{where}, {name}", repr(found)[:60], "words")
            return ""
        return found.strip()

    def _body(self, data: Mapping[str, Any], name: str, where: str) -> str:
        found = str(data.get(name) or "")
        if not found or (self.bodies and found not in self.bodies):
            self._wrong(f"{where}, {name}", f"“{found}”", "the short name of a body of the area")
        return found

    def _day(self, data: Mapping[str, Any], name: str, where: str) -> date | None:
        found = data.get(name)
        if found is None or isinstance(found, date):
            return found
        try:
            return date.fromisoformat(str(found))
        except ValueError:
            self._wrong(f"{where}, {name}", f"“{found}”", "a day such as 2018-04-01")
            return None

    def _wrong(self, where: str, what: str, expected: str) -> None:
        self.mistakes.append(f"{where}: {what} was found; expected was {expected}.")


TEMPLATE_KEYS = ("title", "sections", "threshold", "source", "from", "bodies")
SECTION_KEYS = ("slug", "heading", "guidance", "topic")
BODY_KEYS = ("body", "producer", "cycle", "shares", "shares_words", "source", "from", "until")
