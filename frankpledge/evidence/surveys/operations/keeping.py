"""Taking a survey in: its file waits, its columns are named, its answers are kept for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from frankpledge.evidence.surveys.models import Answers, Survey, SurveyQuestion
from frankpledge.evidence.surveys.reading import open_sheet
from frankpledge.evidence.surveys.rules.columns import SERVICE, WEIGHT, Read, Use, read_answers
from frankpledge.evidence.surveys.rules.states import may_go
from frankpledge.partnership.models import Body
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused, require


@dataclass(frozen=True)
class About:
    """What a survey is, as somebody says who knows it. `asked`: how many could answer."""

    name: str
    kind: str
    producer: Body
    starts: date
    ends: date
    speaks_for: str
    each: str = "respondent"
    asked: int | None = None
    returned: int | None = None
    everybody: bool = False
    source: str = ""
    earlier: Survey | None = None
    no_concern_from: int | None = None


@operation("Sent a survey")
def send_survey(
    *, by: Actor, area: Area, about: About, on: date, name: str = "", data: bytes = b""
) -> Survey:
    """A survey that waits until its columns are named; without a file, one of stated figures alone.

    Raises Refused for days or counts that cannot be; NotASurvey for a file that cannot be read.
    """
    _check(about, with_file=bool(data))
    made = Survey(area=area, number=_next_number(area), received=on, **vars(about))
    if data:
        open_sheet(name, data)
        made.returned = None
        made.original_name = name[:200]
        made.original.save(name, ContentFile(data), save=False)
    else:
        made.state = "kept"
    made.save()
    return made


def _next_number(area: Area) -> int:
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    last: int | None = Survey.objects.filter(area=area).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _check(about: About, *, with_file: bool) -> None:
    if about.ends < about.starts:
        raise Refused("The last day of asking is before the first. Change one of them.")
    if about.asked == 0:
        raise Refused("Somebody was asked. Leave it empty where it is not known how many.")
    if not with_file and (about.returned or 0) > (about.asked or about.returned or 0):
        raise Refused(
            f"{about.returned:,} answers cannot be a part of the {about.asked:,} who were asked."
        )


@operation("Kept the answers of a survey")
def keep_answers(
    *, by: Actor, survey: Survey, uses: Mapping[int, Use], notes_too: bool = False
) -> Survey:
    """Keep a waiting survey's answers by what each column is, and delete its file.

    `uses`: by the column's place in the file; `notes_too`: rows at its foot with one filled cell
    are answers. Raises Refused that names each mistake, and keeps
    nothing, where a column seems personal, a cell cannot be read, or more came back than could.
    """
    require(may_go(survey.state, "kept"))
    read = read_waiting(survey, uses, notes_too=notes_too)
    if read.mistakes:
        raise Refused("\n".join(map(str, read.mistakes)))
    if survey.asked and len(read.rows) > survey.asked:
        raise Refused(
            f"The file has {len(read.rows):,} rows, and {survey.asked:,} could answer. "
            "Correct how many were asked, or the file."
        )
    survey.state, survey.returned = "kept", len(read.rows)
    survey.weighted = any(WEIGHT in row for row in read.rows)
    survey.left_out = list(read.left_out)
    _forget_file(survey)
    survey.save()
    _keep(survey, read)
    return survey


def read_waiting(survey: Survey, uses: Mapping[int, Use], *, notes_too: bool = False) -> Read:
    """A waiting survey's file, read by what its columns are said to be."""
    with survey.original.open("rb") as kept:
        sheet = open_sheet(survey.original_name, kept.read(), notes_too=notes_too)
    return read_answers(sheet.columns, uses, sheet.rows)


def _keep(survey: Survey, read: Read) -> None:
    for order, one in enumerate(read.questions, start=1):
        SurveyQuestion(
            survey=survey,
            order=order,
            slug=one.slug,
            words=one.words[:300],
            kind=one.kind,
            options=list(one.options),
            most=one.most,
        ).save()
    if survey.each != "service":
        rows = [{name: said for name, said in row.items() if name != SERVICE} for row in read.rows]
    else:
        rows = list(read.rows)
    Answers(survey=survey, rows=rows).save()


def _forget_file(survey: Survey) -> None:
    """The file may name people: it is deleted once what was done to it is sure."""
    if survey.original:
        file, name = survey.original.storage, survey.original.name
        survey.original = ""
        transaction.on_commit(lambda: file.delete(name))


@operation("Threw the file of a survey away")
def throw_away(*, by: Actor, survey: Survey) -> None:
    """A survey whose columns were never named goes, with its file. Raises Refused once kept."""
    require(may_go(survey.state, "kept"))
    _forget_file(survey)
    survey.delete()


@operation("Withdrew a survey")
def withdraw_survey(*, by: Actor, survey: Survey, why: str) -> None:
    """It stands no longer, and stays to be read with the reason. Raises Refused."""
    require(may_go(survey.state, "withdrawn"))
    if not why.strip():
        raise Refused("Say why it is withdrawn: whoever reads it will ask.")
    survey.state, survey.withdrawn_why = "withdrawn", why.strip()[:500]
    survey.save()


@operation("Published questions of a survey")
def publish_questions(*, by: Actor, questions: Sequence[SurveyQuestion], on: date) -> None:
    """What an assessment has published is public from then on, with small numbers held back."""
    for one in questions:
        if one.published is None:
            one.published = on
            one.save()
        if one.survey.published is None:
            one.survey.published = on
            one.survey.save()
