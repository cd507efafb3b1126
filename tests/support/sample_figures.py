"""What the sample has of risks, indicators, evidence and surveys."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from frankpledge.evidence.releases.operations.mapping import save_mapping
from frankpledge.evidence.releases.running import start
from frankpledge.partnership.models.terms import add_months
from frankpledge.partnership.queries.register import body_named
from frankpledge.review.indicators.models import Indicator
from frankpledge.review.indicators.operations import (
    Definition,
    Figure,
    define_indicator,
    record_value,
)
from frankpledge.review.indicators.operations.importing import keep_file as keep_figures
from frankpledge.review.risks.models import Escalation, Risk
from frankpledge.review.risks.operations import add_control, close_risk, escalate, raise_risk
from frankpledge.review.risks.operations.importing import keep_file as keep_risks
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from tests.releases.support import begun_mapping, fresh, waiting
from tests.support.county import SECRETARY, board
from tests.support.demonstration_evidence import FILES
from tests.surveys.support import housing, residents_csv
from tests.surveys.support import kept as kept_survey
from tests.surveys.support import waiting as waiting_survey

if TYPE_CHECKING:
    from tests.support.sample import Sample

CHAIR = Actor("Chair of the group")
ANALYST = Actor("Analyst")
WEIGHTS = FILES / "harm" / "cchi_category_weights_national.csv"


def add_risks(made: Sample) -> None:
    """Two risks of the board, one put to a member; a control; a file that waits; one closed."""
    given: dict[str, Any] = {"by": SECRETARY, "register": board(), "raised": date(2018, 8, 1)}
    first = raise_risk(title="Money runs short", **given)
    second = raise_risk(title="The calendar slips", **given)
    close_risk(by=SECRETARY, risk=second, on=date(2018, 9, 1), why="It did not")
    to = body_named("huntingdonshire-council")
    asking = escalate(by=SECRETARY, risk=first, to=to, on=clock.today(), why="You pay")
    cameras = Risk.objects.get(register__slug="road-safety", number=1)
    control = add_control(by=CHAIR, risk=cameras, text="Spare film")
    data = b"Risk,Owner\r\nSigns fade,Road Safety Partnership\r\n"
    roads = cameras.register
    kept = keep_risks(by=CHAIR, register=roads, name="risks.csv", data=data, on=clock.today())
    housing = Escalation.objects.get(risk__register__slug="offender")
    made.keys |= {
        "asking": str(asking.pk),
        "housing": str(housing.pk),
        "control": str(control.pk),
        "risk-import": str(kept.pk),
        "cause": str(housing.risk.cause_id),
    }
    made.files["register"] = data


def add_indicators(made: Sample) -> None:
    """A monthly indicator with its twelve months, and a file of figures that waits."""
    roads = body_named("road-safety")
    given = Definition("Monthly", "collisions", "count", "lower", "monthly")
    one = define_indicator(by=CHAIR, body=roads, given=given, on=date(2017, 1, 1))
    for month in range(12):
        starts = add_months(date(2017, 9, 1), month)
        figure = Figure(starts, add_months(starts, 1) - timedelta(days=1), Decimal(5))
        record_value(by=CHAIR, indicator=one, figure=figure, on=clock.today())
    data = b"Indicator,Period,Figure\r\nMonthly,September 2018,4\r\n"
    kept = keep_figures(by=CHAIR, body=roads, name="f.csv", data=data, on=clock.today())
    made.keys |= {
        "value-import": str(kept.pk),
        "monthly-version": str(one.version),
        "monthly-series": str(one.series.get().pk),
        "ksi": str(Indicator.objects.get(slug="killed-or-seriously-injured").pk),
    }
    made.files["figures"] = data


def add_evidence(made: Sample) -> None:
    """A release of open data and one of a partner's; a load; a mapping saved, one in draft."""
    weights = WEIGHTS.read_bytes()
    noise = b"Day,Reason\n03/06/2018,Noise\n04/06/2018,Dogs\n"
    saved = begun_mapping("Noise reports", noise)
    save_mapping(by=ANALYST, mapping=saved, version=None)
    begun_mapping("Fire service", noise)
    loads = [waiting(("weights.csv", weights)), waiting(("noise.csv", noise), mapping=saved)]
    for one in loads:
        start(one)
    keys = [str(fresh(one).release.key) for one in loads]
    made.keys |= {"load": str(loads[0].pk), "release": keys[0], "partner-release": keys[1]}
    made.files |= {"weights": weights, "noise": noise}


def add_surveys(made: Sample) -> None:
    """A survey that waits for its columns, one that is kept, and one of stated figures alone."""
    waiting_survey()
    kept_survey()
    made.keys["stated"] = str(housing().stated.values_list("pk", flat=True)[0])
    made.files["survey"] = residents_csv()
