"""An engine that is misspelt, or does not answer: said in a sentence, on pages and at the start."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from frankpledge.evidence.assessments.operations.drafting import draft_assessment
from frankpledge.evidence.assessments.rules.cycle import Period
from frankpledge.evidence.findings.models import Finding
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.verdict import Refused
from tests.findings.support import ANALYST, NOW, crime_rows, half_a_year, kept, loaded
from tests.support.reading import words

ASK = "?measure=recorded-crime&by=month&places=E07000010"
SAID = "Figures cannot be worked out at the moment. No engine is called “duckbd”."


@pytest.fixture
def misspelt(demo, settings):
    loaded(crime_rows(half_a_year(10, 12, 9)))
    settings.EVIDENCE_ENGINE = "duckbd"


def test_pages_say_so(misspelt, signed_in):
    analyst = signed_in("analyst")
    for address in (f"/evidence/explore/{ASK}", f"/evidence/findings/keep/{ASK}"):
        page = analyst.get(address)
        assert page.status_code == 200
        assert SAID in words(page)
    file = analyst.get(f"/evidence/explore/figures.csv{ASK}")
    # There is no file: the page that it leads to says why.
    assert file["Location"] == f"/evidence/explore/{ASK}"


def test_nothing_is_kept_or_drafted(misspelt):
    with pytest.raises(Refused, match="No engine is called"):
        kept()
    with pytest.raises(Refused, match="No engine is called"):
        draft_assessment(
            by=ANALYST,
            body=body_named("fenland-csp"),
            period=Period(date(2018, 1, 1), date(2018, 3, 31)),
            now=NOW,
        )
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ("", False),
        ("DuckDB", False),
        ("spark://cluster:7077", False),
        ("local[2]", False),
        ("duckbd", True),
        ("spark:cluster", True),
        ("localhost", True),
    ],
)
def test_the_setting_is_read_at_the_start(tmp_path, given, wrong):
    said = subprocess.run(
        [sys.executable, "-c", "import frankpledge.config.settings"],
        capture_output=True,
        text=True,
        env={"FRANKPLEDGE_DATA": str(tmp_path), "FRANKPLEDGE_ENGINE": given, "PATH": "/usr/bin"},
        cwd=Path(__file__).parents[2],
    )
    assert (said.returncode == 2) == wrong, said.stderr
    assert (f"FRANKPLEDGE_ENGINE is “{given}”." in said.stderr) == wrong
    assert "Traceback" not in said.stderr
