"""`frankpledge routes`: every route and verb, and who may have it."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, add_json
from frankpledge.web.routes import RULES, VISITORS, Address, every_address, route_rules, verbs_of


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    one = commands.add_parser("routes", help="every route and verb, and who may have it")
    one.add_argument("--only", metavar="TEXT", default="", help="routes with TEXT in their name")
    one.set_defaults(run=show)
    add_json(one)


def show(options: argparse.Namespace) -> Reply:
    """Every route with its verbs and its rule. Exits 1 where one has none."""
    rules = route_rules()
    found = [one for one in every_address() if options.only in one.name]
    unclassified = [one.name or one.pattern for one in found if one.name not in rules]
    lines = []
    for rule in dict.fromkeys([*RULES, ""]):
        of_rule = [
            one for one in found if (rules[one.name].rule if one.name in rules else "") == rule
        ]
        if of_rule:
            lines += ["", f"{RULES.get(rule, 'Nobody has said who may have these')}:"]
            lines += [f"  {_verbs(one):<11} /{one.pattern}  ({one.name})" for one in of_rule]
    return Reply("\n".join(lines[1:]), [_told(one) for one in found], 1 if unclassified else 0)


def _verbs(one: Address) -> str:
    return " ".join(verb for verb in verbs_of(one.name) if verb in {"GET", "POST"})


def _told(one: Address) -> dict[str, Any]:
    rule = route_rules().get(one.name)
    return {
        "route": one.name,
        "address": f"/{one.pattern}",
        "verbs": list(verbs_of(one.name)),
        "rule": rule.rule if rule else None,
        "who": rule.words if rule else None,
        "visitors": VISITORS[rule.visitor] if rule else None,
    }
