"""`frankpledge assessment draft`: a first strategic assessment, from the data alone."""

import argparse
from calendar import monthrange
from datetime import date
from typing import Any

from frankpledge.analytics.measures import months
from frankpledge.cli.evidence import month
from frankpledge.cli.reply import Reply, Sorry, add_json, find_body
from frankpledge.evidence.assessments.operations import draft_assessment
from frankpledge.evidence.assessments.rules.cycle import Period
from frankpledge.evidence.keeping import store
from frankpledge.partnership.models.terms import add_months
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.verdict import Refused

BY = Actor("Command line")


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    assessment = commands.add_parser("assessment", help="strategic assessments")
    kinds = assessment.add_subparsers(dest="kind", metavar="draft", required=True)
    one = kinds.add_parser("draft", help="fill a first version from the data alone")
    one.add_argument("body", metavar="BODY", help="a partnership, or the county's board")
    one.add_argument("--from", dest="first", type=month, metavar="MONTH", help="as 2024-01")
    one.add_argument("--to", dest="last", type=month, metavar="MONTH", help="as 2024-12")
    one.add_argument("--title", default="", help="default: the template's own")
    one.set_defaults(run=draft)
    add_json(one)


def draft(options: argparse.Namespace) -> Reply:
    """Draft an assessment of a body for a period; the latest twelve months where none is given."""
    body = find_body(options.body)
    try:
        drafted = draft_assessment(
            by=BY,
            body=body,
            period=_period(options.first, options.last),
            now=clock.now(),
            title=options.title,
        )
    except Refused as no:
        raise Sorry(no.reason) from no
    made = drafted.assessment
    gaps = "".join(f"\n  {one}" for one in drafted.gaps)
    return Reply(
        f"{drafted.words}{gaps}\nIt is at {made.get_absolute_url()}",
        {
            "assessment": made.get_absolute_url(),
            "from": made.starts,
            "to": made.ends,
            "findings": [
                {"number": one.number, "title": one.title, "releases": one.releases}
                for one in drafted.findings
            ],
            "gaps": list(drafted.gaps),
        },
    )


def _period(first: date | None, last: date | None) -> Period:
    if last is None:
        loaded = months(store(), "street")
        if loaded is None:
            raise Sorry("No street-level crime is loaded: frankpledge evidence load PATH")
        last = loaded[1]
    first = first or add_months(date(last.year - 1, last.month, 1), 1)
    if first > last:
        raise Sorry("The last month is before the first. Change --from or --to.")
    return Period(first, last.replace(day=monthrange(last.year, last.month)[1]))
