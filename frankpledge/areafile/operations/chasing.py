"""How the area chases, and to whom each body's mail goes."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync, at, on
from frankpledge.chasing.models import ChasingRule, evening, morning, usual_days
from frankpledge.partnership.models import Body, Contact
from frankpledge.places.models import Area

Given = dict[str, Any]


def load(sync: Sync, area: Area, data: Given) -> None:
    """The area's own way of chasing, where it has one, and every body's contacts."""
    told = data["area"].get("chasing")
    rules = [_rule(sync, area, told)] if told else []
    sync.only(ChasingRule.objects.filter(area=area), rules)
    bodies = {body.slug: body for body in Body.objects.with_names().filter(area=area)}
    for one in data.get("bodies", []):
        _contacts(sync, bodies[one["slug"]], one)


def _rule(sync: Sync, area: Area, told: Given) -> ChasingRule:
    return sync.put(
        ChasingRule,
        {"area": area},
        before=told.get("days_before", usual_days()),
        on_the_day=told.get("on_the_day", True),
        after_every=told.get("then_every", 2),
        escalate_after=told.get("chair_after", 3),
        opens=at(told.get("not_before")) or morning(),
        closes=at(told.get("not_after")) or evening(),
    )


def _contacts(sync: Sync, body: Body, given: Given) -> None:
    kept = [
        sync.put(
            Contact,
            {
                "body": body,
                "purpose": contact["purpose"],
                "email": contact["email"],
                "starts": on(contact.get("from")),
            },
            ends=on(contact.get("until")),
            post=contact["post"],
        )
        for contact in given.get("contacts", [])
    ]
    sync.only(Contact.objects.filter(body=body), kept)
