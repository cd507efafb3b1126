"""Recording what a paper states without records: shares, a spend table, a savings target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from frankpledge.analytics.measures import Question
from frankpledge.evidence.findings.asking import Asked, ask_now
from frankpledge.evidence.findings.question import question_to_json
from frankpledge.evidence.findings.rules.figures import figures_to_json
from frankpledge.evidence.findings.rules.wording import covered_words
from frankpledge.evidence.surveys.models import (
    Beside,
    SavingsTarget,
    SpendLine,
    SpendTable,
    StatedFigures,
    Survey,
    SurveyQuestion,
)
from frankpledge.evidence.surveys.rules.stated import (
    Amount,
    Part,
    Saving,
    reconciled,
    saved,
    spoken_figures,
)
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused


def _stands(survey: Survey) -> None:
    if survey.state != "kept":
        raise Refused("Figures stand beside a survey that is kept. This one is not.")


@operation("Recorded stated figures")
def state_figures(
    *,
    by: Actor,
    survey: Survey,
    title: str,
    kind: str,
    parts: Sequence[Part],
    source: str,
    base: int | None = None,
    cap: int | None = None,
) -> StatedFigures:
    """Shares as a paper states them. Raises Refused where they contradict each other."""
    _stands(survey)
    try:
        spoken_figures(kind, parts, base, cap)
    except ValueError as no:
        raise Refused(str(no)) from no
    made = StatedFigures(
        survey=survey, title=title.strip(), kind=kind, base=base, cap=cap, source=source.strip()
    )
    made.parts = [one.to_json() for one in parts]
    made.save()
    return made


@operation("Recorded a spend table")
def state_spending(
    *,
    by: Actor,
    survey: Survey,
    title: str,
    lines: Sequence[Amount],
    stated_pence: int,
    stated_to_pence: int,
    source: str,
    part: tuple[str, int] | None = None,
) -> SpendTable:
    """What services cost, with the total a paper states. Raises Refused for a service named twice,
    or a part that is more than the whole."""
    _stands(survey)
    try:
        found = reconciled(lines, stated_pence, stated_to_pence)
        if part:
            found.share(Saving.pounds(part[1]))
    except ValueError as no:
        raise Refused(str(no)) from no
    made = SpendTable(survey=survey, title=title.strip(), source=source.strip())
    made.stated_pence, made.stated_to_pence = stated_pence, stated_to_pence
    if part:
        made.part_name, made.part_pence = part
    made.save()
    for order, one in enumerate(lines, start=1):
        SpendLine(
            table=made, order=order, service=one.name, services=one.services, pence=one.pence
        ).save()
    return made


@operation("Recorded a savings target")
def state_savings(
    *,
    by: Actor,
    survey: Survey,
    title: str,
    target_pence: int,
    achieved_pence: int,
    proposals: Sequence[Saving],
    source: str,
) -> SavingsTarget:
    """A target with what has been saved towards it. Raises Refused for a target of nothing."""
    _stands(survey)
    try:
        saved(target_pence, achieved_pence, proposals)
    except ValueError as no:
        raise Refused(str(no)) from no
    made = SavingsTarget(survey=survey, title=title.strip(), source=source.strip())
    made.target_pence, made.achieved_pence = target_pence, achieved_pence
    made.proposals = [one.to_json() for one in proposals]
    made.save()
    return made


@operation("Took stated figures away")
def take_away(*, by: Actor, record: StatedFigures | SpendTable | SavingsTarget | Beside) -> None:
    """Take away what was recorded by mistake; the history keeps it."""
    if isinstance(record, SpendTable):
        for line in record.lines.all():
            line.delete()
    record.delete()


@operation("Set an answer beside recorded figures")
def set_beside(
    *,
    by: Actor,
    question: SurveyQuestion,
    option: str,
    asked: Question,
    now: datetime,
    place: str = "",
) -> Beside:
    """Set a measure beside an answer, never added to it; the measure's figure is frozen.

    Raises Refused where the measure has no answer, or the question no such option.
    """
    _stands(question.survey)
    if option not in question.options:
        raise Refused(f"“{option}” is not one of the answers.")
    found = ask_now(asked, question.survey.area)
    told: dict[str, Any] = question_to_json(asked)
    made = Beside(question=question, option=option, place=place, asked=told, as_at=now)
    made.head = _head(found)
    made.answer = figures_to_json(found.figures)
    made.covered = covered_words(found.figures.covered)
    made.releases = list(found.releases)
    made.save()
    return made


def _head(found: Asked) -> str:
    """What is recorded, and of what and where: "Recorded crime, Burglary, Northbridge"."""
    return ", ".join([found.measure.title, *found.question.types, *found.question.places])[:300]
