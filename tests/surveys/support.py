"""Made-up surveys: residents asked about safety, and a review of housing by its own figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from frankpledge.evidence.surveys.counting import Counting
from frankpledge.evidence.surveys.models import Survey, SurveyQuestion
from frankpledge.evidence.surveys.operations.keeping import About, keep_answers, send_survey
from frankpledge.evidence.surveys.operations.stating import (
    state_figures,
    state_savings,
    state_spending,
)
from frankpledge.evidence.surveys.reading import open_sheet
from frankpledge.evidence.surveys.rules.columns import Use
from frankpledge.evidence.surveys.rules.stated import Amount, Part
from frankpledge.partnership.queries.register import body_named
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor
from tests.surveys.housing import GROUPS

ANALYST = Actor("Analyst, county council research team")
ON = date(2018, 10, 1)
HEAD = (
    "Respondent ID,Email,District,How safe do you feel after dark?,What worries you?,Age,Comments"
)
SAFE = "How safe do you feel after dark?"
WORRIES = "What worries you?"
USES = {
    0: Use("leave"),
    1: Use("leave"),
    2: Use("place"),
    3: Use("single"),
    4: Use("split;"),
    5: Use("number"),
    6: Use("leave"),
}
# 1,348 residents: 512 feel unsafe (38.0%), of whom 3 gave East Cambridgeshire as their district.
ANSWERS = (
    (300, "Fenland", "Unsafe", "Burglary;Speeding", 34),
    (209, "Huntingdonshire", "Unsafe", "Speeding", 61),
    (3, "East Cambridgeshire", "Unsafe", "Burglary", 45),
    (400, "Fenland", "Safe", "Speeding", 50),
    (336, "Huntingdonshire", "Safe", "", 29),
    (100, "East Cambridgeshire", "Safe", "Drugs;Speeding", 39),
)


def residents_csv(answers: tuple[tuple[int, str, str, str, int], ...] = ANSWERS) -> bytes:
    """The residents' answers as a file that says who they are, until two columns are left out."""
    lines = [HEAD]
    for count, *cells in answers:
        for _ in range(count):
            number = len(lines)
            told = ",".join(map(str, cells))
            lines.append(f"{number},resident{number}@example.org,{told},Comment {number}")
    return "\n".join(lines).encode()


def about(**changes: Any) -> About:
    """What the residents' survey is."""
    given: dict[str, Any] = {
        "name": "Residents’ survey 2018",
        "kind": "needs",
        "producer": body_named("fenland-csp"),
        "starts": date(2018, 3, 1),
        "ends": date(2018, 5, 31),
        "speaks_for": "adults who live in three districts",
        "asked": 4000,
    }
    return About(**(given | changes))


def waiting(data: bytes | None = None, file: str = "answers.csv", **changes: Any) -> Survey:
    """The survey as it was sent: its columns wait to be named."""
    found: Survey = send_survey(
        by=ANALYST,
        area=Area.objects.get(),
        about=about(**changes),
        on=ON,
        name=file,
        data=residents_csv() if data is None else data,
    )
    return found


def kept(**changes: Any) -> Survey:
    """The residents' survey, kept."""
    found: Survey = keep_answers(by=ANALYST, survey=waiting(**changes), uses=USES)
    return found


def uses_of(data: bytes, *uses: str) -> dict[int, Use]:
    """So many uses, for the columns of a file in order."""
    columns = open_sheet("a.csv", data).columns
    return {one.place: Use(use) for one, use in zip(columns, uses, strict=True)}


def housing() -> Survey:
    """The review of housing services: 51 of 64 returned, and only what its paper states."""
    paper = "Housing Related Support, strategic group"
    found: Survey = send_survey(
        by=ANALYST,
        area=Area.objects.get(),
        about=about(
            name="Housing related support review",
            kind="review",
            each="service",
            producer=body_named("county-board"),
            starts=date(2017, 11, 1),
            ends=date(2018, 2, 28),
            speaks_for="1,924 clients of housing related support",
            asked=64,
            returned=51,
            everybody=True,
        ),
        on=ON,
    )
    given: dict[str, Any] = {"by": ANALYST, "survey": found, "source": f"{paper} 4.6"}
    needs = [Part("Drugs", percent=Decimal(16)), Part("Alcohol", percent=Decimal(11))]
    state_figures(title="Drugs and alcohol", kind="overlap", base=1924, parts=needs, **given)
    others = [
        Part("Offenders with mental health and substance needs", count=38),
        Part("On the Care Programme Approach", count=185),
        Part("On a care plan", count=716),
    ]
    state_figures(title="Clients by care", kind="overlap", base=1924, parts=others, **given)
    levels = [
        Part("1 or more", percent=Decimal(100), level=1),
        Part("exactly 1", percent=Decimal(18), level=1, exactly=True),
        Part("3 or more", percent=Decimal(60), level=3),
        Part("5 or more", percent=Decimal(18), level=5),
    ]
    state_figures(title="Needs of each", kind="levels", base=1924, cap=5, parts=levels, **given)
    change = [("Decrease", 35), ("Increase", 22), ("The same", 31)]
    parts = [Part(name, percent=Decimal(share)) for name, share in change]
    state_figures(title="Expected change", kind="whole", parts=parts, **given)
    state_spending(
        title="Spend table",
        lines=[Amount(name, count, amount * 100) for name, count, amount in GROUPS],
        stated_pence=7_500_000_00,
        stated_to_pence=100_000_00,
        part=("Public Health", 236_484_00),
        **(given | {"source": f"{paper} 3.3"}),
    )
    state_savings(
        title="Savings",
        target_pence=1_000_000_00,
        achieved_pence=100_000_00,
        proposals=[],
        **(given | {"source": f"{paper} 5.2"}),
    )
    return found


def asked(survey: Survey, slug: str = "how-safe-do-you-feel-after-dark") -> SurveyQuestion:
    """A question of a survey."""
    found: SurveyQuestion = SurveyQuestion.objects.select_related("survey__area").get(
        survey=survey, slug=slug
    )
    return found


def counted(question: SurveyQuestion, **more: Any) -> Any:
    """A question as it is counted, for those inside unless it is said otherwise."""
    return Counting(question.survey, **({"public": False} | more)).table(question)
