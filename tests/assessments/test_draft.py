"""A draft from the data: each sentence against the raw rows, and nothing where there is none."""

from datetime import date
from typing import Any

import pytest

from frankpledge.documents.content import plain_text
from frankpledge.evidence.assessments.models import AssessmentSection, SectionFinding
from frankpledge.evidence.assessments.papers import content_now
from frankpledge.evidence.assessments.rules.cycle import Period
from frankpledge.evidence.findings.papers import shown_to_public
from frankpledge.partnership.models import Coverage
from frankpledge.shared.door import operation
from frankpledge.shared.verdict import Refused
from tests.assessments.support import drafted, no_template, section_of, templated
from tests.findings.support import ANALYST, DISTRICTS, crime_rows, loaded, months_of

pytestmark = pytest.mark.usefixtures("no_template")
__all__ = ["no_template"]
FIRST = date(2017, 4, 1)
BEFORE, NOW = months_of(FIRST, 12), months_of(date(2018, 4, 1), 12)
YEAR = Period(date(2018, 4, 1), date(2019, 3, 31))
# Type → crimes a month in Fenland, the year before and now.
FENLAND = {
    "Burglary": (20, 34),
    "Drugs": (30, 12),
    "Shoplifting": (25, 26),
    "Robbery": (0, 1),
    "Violence and sexual offences": (40, 40),
}


def rows(before=True):
    """Crimes in every district alike, but in Fenland, where some rose, some fell; all of Fenland's
    in two of its wards."""
    crimes: dict[Any, int] = {}
    for district in DISTRICTS:
        for kind, (was, is_) in FENLAND.items():
            now = is_ if district == "Fenland" else was
            crimes |= {(district, kind, month): was for month in BEFORE if before}
            crimes |= {(district, kind, month): now for month in NOW}
    fens = {key: many for key, many in crimes.items() if key[0] == "Fenland"}
    rest = {key: many for key, many in crimes.items() if key[0] != "Fenland"}
    return [*crime_rows(fens, wards=(1, 4)), *crime_rows(rest)]


def titles(section):
    return [one.finding.title for one in SectionFinding.objects.filter(section=section)]


def count(raw, kind, months, district="Fenland"):
    """The slow way: look at every row."""
    code = f"E01{list(DISTRICTS).index(district):03}"
    return sum(
        row["lsoa"].startswith(code) and row["crime_type"] == kind and row["month"] in months
        for row in raw
    )


def test_what_rose_and_fell_is_true_of_every_row():
    raw = rows()
    loaded(raw)
    templated()
    done = drafted(period=YEAR)
    assert done.words.startswith("Drafted from the data: ")
    section = section_of(done.assessment)
    assert titles(section) == [
        "In Fenland 1 kind of crime rose and 1 fell",
        "Burglary in Fenland rose by 70%",
        "Drugs in Fenland fell by 60%",
    ]
    overview, *others = SectionFinding.objects.filter(section=section).select_related("finding")
    assert overview.finding.words == (
        "April 2018 to March 2019 against the same months a year before. Rose: burglary. Fell: "
        "drugs. Within usual variation: shoplifting and violence and sexual offences. Too few to "
        "be quoted: robbery."
    )
    for row in overview.finding.figures.rows:
        assert row[1:3] == (count(raw, row[0], BEFORE), count(raw, row[0], NOW))
    for placed in others:
        finding = placed.finding
        (kind,) = finding.question["types"]
        now, was = count(raw, kind, NOW), count(raw, kind, BEFORE)
        assert f"recorded {now:,} in April 2018 to March 2019 and {was:,} in" in finding.words
        assert sum(row[-1] for row in finding.figures.rows) == now + was
        assert finding.state == "draft"
        assert finding.places == ["Fenland"]
        assert "99 times in 100" in finding.hedge
    assert section.text == ""


def test_where_it_is_concentrated():
    raw = rows()
    loaded(raw)
    templated()
    done = drafted(period=YEAR)
    (title,) = titles(section_of(done.assessment, "where-it-happens"))
    now = [row for row in raw if row["lsoa"].startswith("E01002") and row["month"] in NOW]
    second = sum(row["lsoa"] == "E01002001" for row in now)
    assert title == f"One ward of 6 holds {round(100 * second / len(now))}% of the crime " + (
        "recorded in Fenland"
    )


def test_without_the_year_before_nothing_rose_and_one_line_says_what_to_load():
    loaded(rows(before=False))
    templated()
    done = drafted(period=YEAR)
    section = section_of(done.assessment)
    assert titles(section) == []
    assert section.gaps == [
        "What rose or fell against the year before cannot be said of Fenland: April 2017 to March "
        "2018 are not loaded. Load the police’s street-level files of those months."
    ]
    assert titles(section_of(done.assessment, "where-it-happens"))


def test_without_weights_harm_says_what_to_load():
    loaded(rows())
    templated()
    (gap,) = section_of(drafted(period=YEAR).assessment, "what-does-most-harm").gaps
    assert gap.startswith("What does most harm cannot be said of Fenland:")
    assert "weights" in gap.lower()


def test_without_any_data_every_section_says_so_and_none_is_made_up():
    templated()
    done = drafted(period=YEAR)
    assert done.findings == ()
    assert len(done.gaps) == 5
    assert all("no street-level crime is loaded" in one for one in done.gaps)
    for section in AssessmentSection.objects.filter(assessment=done.assessment):
        assert not section.text
        assert bool(section.gaps) == bool(section.topic)


def test_where_a_month_of_the_period_is_missing_nothing_is_said_of_it():
    loaded([row for row in rows() if row["month"] != date(2018, 8, 1)])
    templated()
    done = drafted(period=YEAR)
    assert done.findings == ()
    assert all("August 2018 is not loaded" in one for one in done.gaps)


def test_what_came_of_crimes_that_are_too_young_is_not_said():
    loaded(rows())
    templated()
    (gap,) = section_of(drafted(period=YEAR).assessment, "what-came-of-it").gaps
    assert gap.startswith("What came of it cannot be said of Fenland:")


def test_a_county_s_is_drafted_place_by_place():
    loaded(rows())
    templated()
    done = drafted("county-board", period=YEAR)
    changed = titles(section_of(done.assessment))
    assert changed[:2] == [
        "In Cambridge no kind of crime rose or fell by more than usual variation",
        "In East Cambridgeshire no kind of crime rose or fell by more than usual variation",
    ]
    assert [one for one in changed if "by " in one and "%" in one] == [
        "Burglary in Fenland rose by 70%",
        "Drugs in Fenland fell by 60%",
    ]
    beside = titles(section_of(done.assessment, "beside-its-neighbours"))
    assert "Burglary in Fenland is exceptionally high beside its neighbours" in beside


def test_small_numbers_are_not_quoted_for_the_public():
    loaded(rows())
    templated()
    done = drafted(period=YEAR)
    for finding in done.findings:
        for cell in (
            row[n]
            for shown in [shown_to_public(finding).figures]
            for row in shown.rows
            for n in shown.places_of_values
            if shown.columns[n].kind == "count"
        ):
            assert not isinstance(cell, int) or cell == 0 or cell >= 5


def test_a_body_without_a_place_has_nothing_to_ask():
    take_places(by=ANALYST)
    with pytest.raises(Refused, match="covers no place"):
        drafted(period=YEAR)


@operation("Took a body's places from it for a test")
def take_places(*, by):
    for one in Coverage.objects.filter(body__slug="fenland-csp"):
        one.delete()


def test_every_paragraph_can_be_cited_and_every_finding_names_its_release():
    release = loaded(rows())
    templated()
    done = drafted(period=YEAR)
    first = content_now(done.assessment, public=False)[0]
    told = plain_text(first.blocks)
    assert "\n1.1 Change in per cent: highest in Burglary" in told
    assert f"Source: finding 1, release {release.id}, as at 1 October 2018." in told
