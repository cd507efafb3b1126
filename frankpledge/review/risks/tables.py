"""A register as rows: for a page's table and for a terminal."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from frankpledge.review.risks.queries.lines import RiskLine
from frankpledge.review.risks.rules.matrix import Scored, shade
from frankpledge.shared.words import spell_day

COLUMNS = ["Risk", "How bad", "Owner", "What to know"]


def band_html(scored: Scored | None) -> SafeString:
    """A band's word on its shade; the word always says it, the shade only helps the eye."""
    if scored is None:
        return format_html('<span class="fp-band fp-band--none">{}</span>', "Not scored yet")
    return format_html(
        '<strong class="fp-band fp-band--{}">{}</strong>',
        shade(scored.level, scored.levels),
        scored.band,
    )


def register_rows(lines: Iterable[RiskLine], *, tell_register: bool = False) -> list[list[Any]]:
    """Lines as the table component shows them; `tell_register` where they are of several."""
    return [_row(one, tell_register=tell_register) for one in lines]


def _row(line: RiskLine, *, tell_register: bool) -> list[Any]:
    note = [line.register] if tell_register else []
    note += [line.carried_note] if line.carried else []
    name = {"text": f"{line.number}. {line.title}", "url": line.url, "note": ". ".join(note)}
    bad: list[Any] = [band_html(line.scored)]
    if line.scored:
        bad.append(line.scored.words)
    owner: Any = line.owner or {"reason": "nobody yet"}
    return [name, bad, owner, what_to_know(line) or {"reason": "nothing more"}]


def what_to_know(line: RiskLine) -> list[Any]:
    """Its flags, each in words: closed, new, up, money that ends, a late review, shared cause."""
    found: list[Any] = []
    if not line.open:
        found.append({"status": "Closed"})
    if line.is_new and line.open:
        found.append({"status": "New"})
    if line.up:
        found.append({"status": "Up"})
    if line.persistent and line.open:
        found.append({"status": "Persistent"})
    if line.cliff and line.open:
        found.append(line.cliff_note)
    if line.review_overdue and line.next_review:
        found.append(f"Review was due {spell_day(line.next_review)}")
    if line.risk.cause:
        found.append(f"Cause: {line.risk.cause.name}")
    return found


def line_words(line: RiskLine) -> str:
    """One risk in a line of words, for a terminal."""
    bad = f"{line.band}, {line.scored.words}" if line.scored else line.band.lower()
    told = [line.owner or "nobody yet", line.carried]
    if line.cliff:
        told.append(f"f{line.cliff_note[1:]}")
    if line.review_overdue and line.next_review:
        told.append(f"review was due {spell_day(line.next_review)}")
    return f"{line.number}. {line.title} ({'; '.join(filter(None, told))}): {bad}"


def band_words(lines: Iterable[RiskLine]) -> str:
    """ "2 very high, 1 moderate, 3 not scored yet", the worst first."""
    counts: dict[str, int] = {}
    for one in sorted(lines, key=lambda line: line.order):
        counts[one.band.lower()] = counts.get(one.band.lower(), 0) + 1
    return ", ".join(f"{count} {band}" for band, count in counts.items())
