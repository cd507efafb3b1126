"""Places, bodies, successions, terms and seats: do they hang together?"""

from typing import Any

from django.db import connection

from frankpledge.areafile.checks.known import Known, day
from frankpledge.areafile.reading import AreaFile, Where
from frankpledge.partnership.models import Body, Succession
from frankpledge.partnership.rules import SeatRule, may_hold, may_succeed
from frankpledge.places.models import Place
from frankpledge.planning.models import Agreement


def check(found: AreaFile, known: Known) -> None:
    """Note every mistake in the register's part of the file."""
    for n, place in known.records("places"):
        _place(known, ("places", n), place)
    for n, body in known.records("bodies"):
        _body(known, ("bodies", n), body)
    for n, succession in known.records("successions"):
        _succession(known, ("successions", n), succession)
    area = found.data.get("area")
    slug = area.get("slug") if isinstance(area, dict) else None
    # A file can be checked before there is any database: then nothing is claimed yet.
    if isinstance(area, dict):
        _chasing(known, area.get("chasing"))
    if isinstance(slug, str) and Body._meta.db_table in connection.introspection.table_names():
        _claimed_elsewhere(known, slug)


def _place(known: Known, where: Where, place: dict[str, Any]) -> None:
    known.period(where, place)
    for n, outer in enumerate(place.get("within", [])):
        slug = outer if isinstance(outer, str) else outer["place"]
        known.refer((*where, "within", n), slug, known.places, "place")
        if slug == place["slug"]:
            known.mistake((*where, "within", n), slug, "a place does not lie within itself")
        if isinstance(outer, dict):
            known.period((*where, "within", n), outer)


def _body(known: Known, where: Where, body: dict[str, Any]) -> None:
    names = body.get("names", [])
    if bool(names) == bool(body.get("name")):
        known.mistake(
            where, body["slug"], "a body has either one “name” or a list of dated “names”"
        )
    for n, name in enumerate(names):
        known.period((*where, "names", n), name)
    known.overlaps((*where, "names"), names, "this name")
    for n, cover in enumerate(body.get("covers", [])):
        slug = cover if isinstance(cover, str) else cover["place"]
        known.refer((*where, "covers", n), slug, known.places, "place")
    for n, line in enumerate(body.get("reports_to", [])):
        slug = line if isinstance(line, str) else line["board"]
        known.body((*where, "reports_to", n), slug)
        if slug == body["slug"]:
            known.mistake((*where, "reports_to", n), slug, "a body does not report to itself")
        if isinstance(line, dict):
            known.period((*where, "reports_to", n), line)
    for n, role in enumerate(body.get("roles", [])):
        known.period((*where, "roles", n), role)
        if role["role"] == "responsible-authority" and not role.get("sector"):
            known.mistake(
                (*where, "roles", n), body["slug"], "a responsible authority has a “sector”"
            )
    for n, contact in enumerate(body.get("contacts", [])):
        known.period((*where, "contacts", n), contact)
    terms = body.get("terms_of_reference", [])
    known.overlaps((*where, "terms_of_reference"), terms, "this version")
    slugs: set[str] = set()
    for n, version in enumerate(terms):
        _terms(known, (*where, "terms_of_reference", n), body["slug"], version, slugs)


def _terms(
    known: Known, where: Where, board: str, version: dict[str, Any], slugs: set[str]
) -> None:
    known.period(where, version)
    for key in ("reports_due", "circulation"):
        rules = [kind for kind in version.get(key, {}) if kind != "aim"]
        if key in version and len(rules) != 1:
            known.mistake((*where, key), None, "give one way of counting back, and only one")
    for n, seat in enumerate(version.get("seats", [])):
        at = (*where, "seats", n)
        if seat["seat"] in slugs:
            known.mistake((*at, "seat"), seat["seat"], "another seat of this body has this name")
        slugs.add(seat["seat"])
        known.period(at, seat)
        if known.body((*at, "for_body"), seat.get("for_body")):
            _held(known, at, board, seat, version)


def _held(
    known: Known, at: Where, board: str, seat: dict[str, Any], version: dict[str, Any]
) -> None:
    rule = SeatRule(
        title=seat["title"],
        starts=day(seat.get("from") or version.get("from") or version["adopted"]),
        ends=day(seat.get("until")),
        for_body=seat.get("for_body", ""),
        for_role=seat.get("for_role", ""),
    )
    for n, member in enumerate(seat.get("held", [])):
        where = (*at, "held", n)
        known.period(where, member)
        represents = member.get("represents") or seat.get("for_body")
        if not represents:
            known.mistake(where, member["post"], "say which body the post represents")
            continue
        if not known.body((*where, "represents"), represents):
            continue
        starts = day(member.get("from")) or rule.starts
        if represents not in known.body_roles:
            continue  # its own record is of the wrong shape, and is complained of there
        roles = known.body_roles[represents]
        verdict = may_hold(rule, starts, represents, roles, board=board)
        if not verdict:
            known.mistake(where, member["post"], verdict.reason)


def _succession(known: Known, where: Where, record: dict[str, Any]) -> None:
    before, after = record["before"], record.get("after", [])
    fine = [known.body((*where, "before", n), slug) for n, slug in enumerate(before)]
    fine += [known.body((*where, "after", n), slug) for n, slug in enumerate(after)]
    if not all(fine):
        return
    both = set(before) & set(after)
    if both:
        known.mistake(
            where,
            both.pop(),
            "a body cannot come before and after; a rename is the next dated name of the body",
        )
    on = day(record["on"])
    partnerships = any(
        "community-safety-partnership" in known.body_roles.get(slug, [])
        for slug in [*before, *after]
    )
    if on:
        verdict = may_succeed(
            record["kind"], record["by"], on, len(before), len(after), partnerships=partnerships
        )
        if not verdict:
            known.mistake(where, record["slug"], verdict.reason)


def _chasing(known: Known, chasing: Any) -> None:
    """There must be hours left in which mail may leave: times of day are text that sorts."""
    if not isinstance(chasing, dict):
        return
    opens, closes = chasing.get("not_before", "08:00"), chasing.get("not_after", "18:00")
    if isinstance(opens, str) and isinstance(closes, str) and opens >= closes:
        known.mistake(
            ("area", "chasing"), None, "“not_before” is earlier in the day than “not_after”"
        )


def _claimed_elsewhere(known: Known, area: str) -> None:
    """Slugs name things in commands and addresses, so no two areas in one database share one."""
    for section, model, of in (
        ("places", Place, "area"),
        ("bodies", Body, "area"),
        ("successions", Succession, "area"),
        ("agreements", Agreement, "board__area"),
    ):
        records = list(known.records(section))
        slugs = [record["slug"] for _, record in records]
        taken = model._default_manager.filter(slug__in=slugs).exclude(**{f"{of}__slug": area})
        theirs = dict(taken.values_list("slug", f"{of}__name"))
        for n, record in records:
            if record["slug"] in theirs:
                known.mistake(
                    (section, n, "slug"),
                    record["slug"],
                    f"this slug belongs to {theirs[record['slug']]}, loaded here already; "
                    "choose another",
                )
