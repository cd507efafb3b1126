"""`frankpledge evidence surveys`: the surveys there are, and how many answered."""

import argparse
from typing import Any

from frankpledge.cli.reply import Reply, add_json, database, make_ready
from frankpledge.evidence.surveys.counting import returns_of
from frankpledge.evidence.surveys.models import Survey
from frankpledge.shared.words import count_of


def add_to(kinds: Any) -> None:
    """Add this module's command to those of `frankpledge evidence`."""
    one = kinds.add_parser("surveys", help="needs surveys and consultations, the newest first")
    add_json(one)
    one.set_defaults(run=show_surveys)


def show_surveys(options: argparse.Namespace) -> Reply:
    """Every survey, with its base and its return rate."""
    make_ready()
    with database():
        found = list(
            Survey.objects.select_related("area", "producer")
            .prefetch_related("questions")
            .order_by("area", "-number")
        )
        data = [_data(one) for one in found]
    if not found:
        return Reply("There is no survey yet. The area’s analysts add them on its pages.", data)
    return Reply("\n".join(map(_words, data)), data)


def _data(one: Survey) -> dict[str, Any]:
    returns = returns_of(one)
    return {
        "area": one.area.slug,
        "number": one.number,
        "name": one.name,
        "kind": one.kind,
        "producer": one.producer.name_on(one.ends),
        "starts": one.starts.isoformat(),
        "ends": one.ends.isoformat(),
        "asked": one.asked,
        "returned": one.returned,
        "returns": returns.words if returns else None,
        "warnings": list(returns.warnings) if returns else [],
        "questions": [question.slug for question in one.questions.all()],
        "state": one.state,
    }


def _words(data: dict[str, Any]) -> str:
    lines = [f"{data['number']}  {data['name']} ({data['state']})"]
    answered = (
        "answers not counted" if data["returned"] is None else f"{data['returned']:,} answers"
    )
    told = data["returns"] or answered
    lines.append(f"   {data['producer']}, {data['starts']} to {data['ends']}; {told}")
    if data["questions"]:
        lines.append(f"   {count_of(len(data['questions']), 'question')}")
    return "\n".join([*lines, *(f"   {one}" for one in data["warnings"])])
