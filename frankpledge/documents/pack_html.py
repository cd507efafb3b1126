"""A whole pack as one accessible page that needs nothing but itself."""

from __future__ import annotations

import re

from frankpledge.documents.blocks import Facts, words
from frankpledge.documents.html import blocks_html, escaped, facts_html
from frankpledge.documents.pack import AgendaLine, BoundPdf, Pack, Section
from frankpledge.documents.safe import safe_link
from frankpledge.documents.styles import PAGE_STYLE


def pack_html(pack: Pack) -> str:
    """The pack as one HTML page: style inside, no script, no outside files.

    Bound PDFs are named with the place of their original; their pages are not copied in.
    """
    ids = _ids(pack)
    parts = [
        _top(pack),
        _contents(pack, ids),
        f'<div class="cover">{blocks_html(pack.cover, 1)}</div>' if pack.cover else "",
        _agenda(pack, ids),
        *(_section(section, ids[section.key]) for section in pack.shown),
    ]
    title = escaped(pack.title)
    keywords = escaped(", ".join(pack.keywords))
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(pack.language)}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escaped(pack.author)}">\n'
        f'<meta name="keywords" content="{keywords}">\n'
        f"<style>{PAGE_STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the pack</a>\n'
        f'{_marked(pack, "top")}<main id="main">\n'
        + "\n".join(filter(None, parts))
        + f"\n</main>\n{_marked(pack, 'bottom')}</body>\n</html>\n"
    )


def _ids(pack: Pack) -> dict[str, str]:
    """One id a section, made from its key; a clash takes the section's place in the pack."""
    ids: dict[str, str] = {}
    for index, section in enumerate(pack.sections, start=1):
        name = "item-" + re.sub(r"[^A-Za-z0-9]+", "-", section.key).strip("-").lower()
        ids[section.key] = f"{name}--{index}" if name in ids.values() else name
    return ids


def _marked(pack: Pack, where: str) -> str:
    """The marking at the head or foot of the page, and of each page when it is printed."""
    if not pack.marking:
        return ""
    return f'<p class="marking marking--{where}">{escaped(pack.marking)}</p>\n'


def _top(pack: Pack) -> str:
    lines = (pack.meeting_line, pack.place, pack.circulated_line)
    return (
        '<header><p class="wordmark">Frankpledge</p>'
        f'<h1>{escaped(pack.body_name)}</h1><p class="edition">{escaped(pack.edition)}</p>'
        + "".join(f"<p>{escaped(line)}</p>" for line in lines if line)
        + "</header>"
    )


def _contents(pack: Pack, ids: dict[str, str]) -> str:
    entries = ['<li><a href="#agenda">Agenda</a></li>'] if pack.agenda or pack.agenda_notes else []
    for section in pack.shown:
        style = ' class="part"' if section.level > 1 else ""
        title = escaped(section.name)
        state = f' <span class="state">{escaped(section.state)}</span>' if section.state else ""
        entries.append(f'<li{style}><a href="#{ids[section.key]}">{title}</a>{state}</li>')
    if not entries:
        return ""
    return (
        '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>'
        f"<ul>{''.join(entries)}</ul></nav>"
    )


def _agenda(pack: Pack, ids: dict[str, str]) -> str:
    if not pack.agenda and not pack.agenda_notes:
        return ""
    rows = "".join(_agenda_row(line, ids) for line in pack.agenda)
    table = (
        '<div class="fp-table-scroll" role="region" aria-label="Items and times" tabindex="0">'
        '<table class="govuk-table"><thead><tr><th scope="col">Item</th><th scope="col">Title</th>'
        '<th scope="col">Lead</th><th scope="col" class="govuk-table__header--numeric">Minutes</th>'
        f'<th scope="col">Starts</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )
    return (
        '<section aria-labelledby="agenda"><h2 id="agenda">Agenda</h2>'
        f"{table if rows else ''}{blocks_html(pack.agenda_notes, 2)}</section>"
    )


def _agenda_row(line: AgendaLine, ids: dict[str, str]) -> str:
    title = escaped(line.title)
    if line.section:
        title = f'<a href="#{ids[line.section]}">{title}</a>'
    purpose = f'<br><span class="purpose">{escaped(line.purpose)}</span>' if line.purpose else ""
    return (
        f'<tr><td>{escaped(line.number)}</td><th scope="row">{title}{purpose}</th>'
        f'<td>{escaped(line.lead)}</td><td class="govuk-table__cell--numeric">{line.minutes}</td>'
        f"<td>{escaped(line.starts)}</td></tr>"
    )


def _section(section: Section, name: str) -> str:
    level = 3 if section.level > 1 else 2
    pairs = [(key, words(value)) for key, value in section.facts]
    if section.state:
        pairs.append(("State", words(section.state)))
    return (
        f'<section aria-labelledby="{name}">'
        f'<h{level} id="{name}">{escaped(section.name)}</h{level}>'
        f"{facts_html(Facts(tuple(pairs)))}"
        f"{blocks_html(section.blocks, level, id_prefix=name)}"
        f"{''.join(_bound(bound) for bound in section.bound)}</section>"
    )


def _bound(bound: BoundPdf) -> str:
    link = safe_link(bound.original, absolute=True)
    where = f'<a href="{escaped(link)}">{escaped(link)}</a>' if link else escaped(bound.original)
    return (
        '<div class="govuk-inset-text"><p class="govuk-body">'
        f"<strong>{escaped(bound.title)}</strong> is a PDF ({escaped(bound.filename)}). Its pages "
        "stand in the PDF edition of this pack.</p>"
        f'<p class="govuk-body">Original: {where}</p></div>'
    )
