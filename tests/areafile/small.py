"""A small area that uses every part of the format once, to break and to change in tests."""

from __future__ import annotations

SMALL = """\
area: {slug: small-shire, name: Small Shire}
places:
  - {slug: shire, name: Shire, tier: county}
  - {slug: vale, name: Vale, tier: district, code: E07000001, within: [shire]}
bodies:
  - slug: vale-council
    name: Vale Council
    covers: [vale]
    roles: [{role: responsible-authority, sector: council, from: 1998-07-01}]
  - slug: vale-csp
    names:
      - {name: Vale Old Partnership, until: 2019-09-30}
      - {name: Vale Partnership, from: 2019-10-01, because: It chose so}
    roles: [{role: community-safety-partnership}]
  - slug: fire
    name: Shire Fire
    covers: [{place: shire, from: 2004-04-01}]
    roles: [{role: responsible-authority, sector: fire}, {role: delivery-group}]
    contacts: [{purpose: answers, post: Fire officer, email: fire@example.org, from: 2017-03-28}]
  - slug: shire-board
    name: Shire Board
    roles: [{role: county-board}]
    terms_of_reference:
      - version: "2017"
        adopted: 2017-03-28
        decision: Adopted by the board
        review_months: 12
        meetings: {per_year: 4, gap_tolerance_days: 21}
        reports_due: {working_days_before: 8}
        seats:
          - seat: council
            title: Vale Council
            capacity: member
            for_body: vale-council
            held: [{post: Chief executive, from: 2017-03-28}]
          - {seat: fire, title: Fire, capacity: member, for_body: fire, held: []}
successions:
  - {slug: ended, kind: abolish, before: [fire], on: 2030-04-01, by: legislation}
calendars:
  - body: shire-board
    meetings:
      - {date: 2018-10-11, starts: "10:00", ends: "12:00", state: called}
      - {slug: next-year, label: Next year}
forward_plans:
  - body: shire-board
    themes: [{slug: early-help, kind: prevention, name: Early help}]
    slots:
      - {number: 1, label: Open, turns: {theme: prevention}}
      - {number: 2, label: Focus, turns: {role: delivery-group}}
    entries:
      - {meeting: 2018-10-11, slot: 1, title: Early help, theme: early-help}
      - {meeting: next-year, slot: 2, title: Fire, body: fire}
agenda_templates:
  - body: shire-board
    items: [{title: Welcome, minutes: 5}, {slot: 1, minutes: 20}]
agendas:
  - body: shire-board
    meeting: 2018-10-11
    items:
      - {number: 1, slug: welcome, title: Welcome, minutes: 5}
      - {number: 2, slug: fires, title: Fires, minutes: 20, lead_body: fire, slot: 1}
      - {number: 3, slug: updates, title: Updates, minutes: 5, binds: quarterly-updates}
papers:
  - slug: fires
    body: shire-board
    meeting: 2018-10-11
    item: fires
    title: Fires in the Vale
    from: fire
    state: received
    text_inline: Fires fell by a fifth.
    recommendations: [The board notes this., The board thanks the crews.]
update_templates:
  - body: shire-board
    name: Quarterly update
    expected_from: {role: delivery-group}
    sections: [{slug: risks, title: Risks, kind: pairs, request_title: What we ask}]
    documents: [{slug: plan, title: Plan, old_after_months: 36}]
updates:
  - body: fire
    board: shire-board
    meeting: 2018-10-11
    period: 2018-10
    received: 2018-10-01
    sections: {risks: [{text: Dry grass, request: Look out}, None of note]}
    documents: {plan: {text: Agreed, year: 2017}}
priorities:
  - {slug: fires, board: shire-board, year: 2018/19, name: Fires, lead_boards: [shire-board]}
agreements:
  - slug: small-agreement
    board: shire-board
    title: Agreement
    from: 2018-04-01
    until: 2019-03-31
    text_inline: We agree.
    parties:
      - {body: vale-council, participation: statutory}
      - {body: fire, participation: statutory}
    signatures:
      - {body: vale-council, role: responsible-authority}
      - {body: fire, role: responsible-authority}
"""


def changed(*pairs: tuple[str, str]) -> str:
    """The small area with each first text replaced by the second; each must stand there once."""
    text = SMALL
    for was, now in pairs:
        assert text.count(was) == 1, f"{was!r} stands {text.count(was)} times in the small area"
        text = text.replace(was, now)
    return text


def line_of(text: str, marker: str) -> int:
    """The number of the first line that holds the marker."""
    return next(n for n, line in enumerate(text.splitlines(), start=1) if marker in line)
