"""`frankpledge register …`: who is who on a day."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, add_json, add_on, find_area, find_body, on
from frankpledge.partnership.queries.register import (
    Authority,
    responsible_authorities,
    seats,
    terms_in_force,
)
from frankpledge.shared.words import count_of, spell_day


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    register = commands.add_parser("register", help="the register of the partnership")
    kinds = register.add_subparsers(dest="kind", metavar="authorities|seats", required=True)
    one = kinds.add_parser("authorities", help="the responsible authorities of an area or place")
    one.add_argument("area", metavar="AREA")
    one.set_defaults(run=authorities)
    add_on(one)
    add_json(one)
    one = kinds.add_parser("seats", help="the seats of a body and who holds them")
    one.add_argument("body", metavar="BODY")
    one.set_defaults(run=show_seats)
    add_on(one)
    add_json(one)


def authorities(options: argparse.Namespace) -> Reply:
    """The responsible authorities of an area or place on a day."""
    where = find_area(options.area)
    found = responsible_authorities(where, on(options))
    count = count_of(len(found.responsible), "responsible authority", "responsible authorities")
    lines = [f"{where.name} had {count} on {spell_day(found.on)}."]
    lines += [f"  {one.name} ({one.sector_name.lower()})" for one in found.responsible]
    if found.named_in_documents:
        lines.append("Named as members in local documents, though the Act does not name them:")
        lines += [f"  {one.name}" for one in found.named_in_documents]
    data = {
        "area": where.slug,
        "name": where.name,
        "on": found.on,
        "authorities": [_authority(one) for one in found.responsible],
        "named_in_documents": [_authority(one) for one in found.named_in_documents],
    }
    return Reply("\n".join(lines), data)


def _authority(one: Authority) -> dict[str, Any]:
    return {
        "body": one.body.slug,
        "name": one.name,
        "name_cy": one.name_cy,
        "sector": one.sector,
        "from": one.role.starts,
        "until": one.role.ends,
        "basis": one.role.basis,
    }


def show_seats(options: argparse.Namespace) -> Reply:
    """The seats of a body on a day."""
    body, day = find_body(options.body), on(options)
    found = seats(body, day)
    terms = terms_in_force(body, day)
    lines = [f"{body.name_on(day)} had {count_of(len(found), 'seat')} on {spell_day(day)}."]
    for seat in found:
        held = "; ".join(f"{one.post}, {one.represents_name}" for one in seat.holders)
        lines.append(f"  {seat.title} ({seat.capacity_name.lower()}): {held or 'vacant'}")
    if terms and terms.review_due:
        due = spell_day(terms.review_due)
        lines.append(
            f"Terms of reference adopted {spell_day(terms.adopted)}, next review due {due}."
        )
    data = {
        "body": body.slug,
        "name": body.name_on(day),
        "on": day,
        "terms_of_reference": {
            "version": terms.slug,
            "adopted": terms.adopted,
            "review_due": terms.review_due,
        }
        if terms
        else None,
        "seats": [
            {
                "seat": seat.seat.slug,
                "title": seat.title,
                "capacity": seat.capacity,
                "vacant": seat.vacant,
                "held_by": [
                    {
                        "post": one.post,
                        "represents": one.represents.slug,
                        "name": one.represents_name,
                        "from": one.membership.starts,
                        "until": one.membership.ends,
                    }
                    for one in seat.holders
                ],
            }
            for seat in found
        ],
    }
    return Reply("\n".join(lines), data)
