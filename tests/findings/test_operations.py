"""Findings kept, agreed, changed by a release, looked at again and withdrawn."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from frankpledge.actions.owed import owed
from frankpledge.evidence.findings.models import Finding, Look
from frankpledge.evidence.findings.operations import (
    agree_finding,
    change_words,
    check_findings,
    look_again,
    withdraw_finding,
)
from frankpledge.evidence.findings.queries.why import why_of
from frankpledge.evidence.releases.after import after_loading
from frankpledge.history.models import Entry
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.verdict import Refused
from tests.findings.support import (
    ANALYST,
    BURGLARIES,
    NOW,
    area,
    crime_rows,
    half_a_year,
    kept,
    loaded,
)

pytestmark = pytest.mark.usefixtures("demo")
TODAY = date(2018, 10, 1)


def fresh(number=1):
    return Finding.objects.select_related("area").get(number=number)


def check(because="Police data of November"):
    return check_findings(by=ANALYST, area=area(), now=NOW, because=because)


@pytest.fixture
def first_release():
    return loaded(crime_rows(half_a_year(10, 12, 9, 14, 11, 13)))


def revise(*counts, on=date(2018, 11, 1)):
    return loaded(crime_rows(half_a_year(*counts)), published=on, whole=False)


def test_a_finding_keeps_its_figures_as_they_were(first_release):
    made = kept(words="Most were of sheds.", hedge="Recorded only.")
    assert (made.number, made.state, made.measure) == (1, "draft", "recorded-crime")
    assert [row[-1] for row in made.figures.rows] == [10, 12, 9, 14, 11, 13]
    assert made.sentence == "Crimes: 10 in January 2018, 13 in June 2018. In all 69."
    assert made.releases == [first_release.id]
    assert made.spec["kind"] == "line-chart"
    assert kept().number == 2


def test_a_release_of_other_months_is_no_source(first_release):
    later = {("Fenland", "Burglary", date(2018, 8, 1)): 9}
    at = NOW + timedelta(hours=1)
    loaded(crime_rows(later), published=date(2018, 11, 1), whole=False, at=at)
    made = kept()
    assert made.releases == [first_release.id]
    assert made.as_at == NOW


def test_what_has_no_answer_is_not_kept():
    with pytest.raises(Refused, match="No street-level crime is loaded"):
        kept()
    assert not Finding.objects.exists()


def test_a_finding_says_something(first_release):
    with pytest.raises(Refused, match="Say what was found"):
        kept(title="  ")


def test_a_release_that_changes_nothing_changes_no_finding(first_release):
    kept(agreed=True)
    revise(10, 12, 9, 14, 11, 13)
    done = check()
    assert done.words == "1 finding checked; no figure changed."
    assert (fresh().state, fresh().newer) == ("agreed", {})


def test_a_release_that_changes_figures_leaves_the_finding_as_it_was(first_release):
    before = kept(agreed=True)
    revise(10, 12, 9, 14, 11, 19)
    done = check()
    assert done.words == "1 finding checked; the figures of 1 finding changed: 1."
    now = fresh()
    assert now.state == "changed"
    assert (now.answer, now.sentence, now.title) == (before.answer, before.sentence, before.title)
    assert now.newer_figures.rows[-1][-1] == 19
    assert now.newer_because == "Police data of November"
    # The same again is no news.
    assert not check().changed


def test_a_look_keeps_old_and_new_side_by_side_with_the_reason(first_release):
    kept(agreed=True)
    revise(10, 12, 9, 14, 11, 19)
    check()
    look = look_again(
        by=ANALYST,
        finding=fresh(),
        decided="reworded",
        why="June was recorded late.",
        title="Burglary in Fenland rose by half",
        words="June was recorded late.",
        who="Analyst",
        on=TODAY,
    )
    was, became = look.both
    assert (was.rows[-1][-1], became.rows[-1][-1]) == (13, 19)
    assert (look.title_was, look.because) == ("Burglary in Fenland rose", "Police data of November")
    now = fresh()
    assert (now.state, now.title) == ("agreed", "Burglary in Fenland rose by half")
    assert now.figures.rows[-1][-1] == 19
    assert now.newer == {}
    assert now.spec["title"] == now.title


def test_words_can_be_kept_or_the_finding_withdrawn(first_release):
    kept(agreed=True)
    kept(agreed=True)
    revise(10, 12, 9, 14, 11, 19)
    check()
    look_again(by=ANALYST, finding=fresh(1), decided="kept", why="Still so.", on=TODAY)
    look_again(by=ANALYST, finding=fresh(2), decided="withdrawn", why="No more.", on=TODAY)
    assert [(one.state, one.figures.rows[-1][-1]) for one in (fresh(1), fresh(2))] == [
        ("agreed", 19),
        ("withdrawn", 13),
    ]
    assert fresh(1).title == "Burglary in Fenland rose"
    assert not check().changed


def test_figures_that_come_back_make_it_agreed_as_before(first_release):
    kept(agreed=True)
    revise(10, 12, 9, 14, 11, 19)
    check()
    revise(10, 12, 9, 14, 11, 13, on=date(2018, 12, 1))
    assert [one.number for one in check("December’s data").as_before] == [1]
    assert (fresh().state, fresh().newer) == ("agreed", {})
    assert Look.objects.get().decided == "as before"


def test_a_draft_whose_figures_changed_is_looked_at_before_it_is_agreed(first_release):
    kept()
    revise(10, 12, 9, 14, 11, 19)
    check()
    assert fresh().state == "draft"
    with pytest.raises(Refused, match="Look at the new ones"):
        agree_finding(by=ANALYST, finding=fresh())
    look_again(by=ANALYST, finding=fresh(), decided="kept", why="Still so.", on=TODAY)
    assert fresh().state == "draft"
    agree_finding(by=ANALYST, finding=fresh())
    assert fresh().state == "agreed"


def test_loading_a_release_checks_every_finding(first_release):
    kept(agreed=True)
    after_loading(revise(10, 12, 9, 14, 11, 19))
    assert (fresh().state, fresh().newer_because) == ("changed", "Made up for a test")


def test_a_look_is_owed_by_the_body_whose_posts_keep_the_evidence(first_release):
    kept(agreed=True)
    council, other = body_named("cambridgeshire-county-council"), body_named("fenland-csp")
    assert not [one for one in owed([council], TODAY) if "finding" in one.what]
    revise(10, 12, 9, 14, 11, 19)
    check()
    (due,) = [one for one in owed([council, other], TODAY) if "finding" in one.what]
    assert due.body == council
    assert due.what == "Look at finding 1 again: Burglary in Fenland rose"
    assert due.why == "Police data of November"


def test_nobody_looks_twice_at_once(first_release):
    finding = kept(agreed=True)
    revise(10, 12, 9, 14, 11, 19)
    check()
    first, second = fresh(), fresh()
    told: dict[str, Any] = {"by": ANALYST, "decided": "kept", "why": "Still so.", "on": TODAY}
    look_again(finding=first, version=first.version, **told)
    with pytest.raises(StaleRecord):
        look_again(finding=second, version=second.version - 1, **told)
    with pytest.raises(StaleRecord):
        change_words(
            by=ANALYST, finding=fresh(), title="x", words="", hedge="", version=finding.version
        )


def test_a_withdrawn_finding_says_why_and_stays(first_release):
    finding = kept()
    with pytest.raises(Refused, match="Say why"):
        withdraw_finding(by=ANALYST, finding=finding, why=" ")
    withdraw_finding(by=ANALYST, finding=fresh(), why="The place was wrong.")
    assert (fresh().state, fresh().withdrawn_why) == ("withdrawn", "The place was wrong.")
    with pytest.raises(Refused, match="Keep a new one"):
        withdraw_finding(by=ANALYST, finding=fresh(), why="Again.")
    assert Entry.objects.filter(what="Withdrew a finding").exists()


def test_a_finding_whose_question_has_no_answer_any_more_is_named(first_release):
    finding = kept()
    gone = replace(BURGLARIES, places=("E07999999",))
    from frankpledge.evidence.findings.question import question_to_json
    from tests.support.taking import saved

    finding.question = question_to_json(gone)
    saved(finding, by=ANALYST)
    done = check()
    assert [one.number for one, _ in done.failed] == [1]
    assert done.words == "1 finding checked; no figure changed; no answer any more to 1."


def test_why_a_finding_is_believed(first_release):
    found = why_of(kept())
    assert found.measure == "Recorded crime"
    assert found.formula
    assert found.caveats
    (release,) = found.releases
    assert (release.title, release.checksum) == ("Made up for a test", first_release.checksum)
    assert found.command == (
        "frankpledge evidence measure recorded-crime --by month --from 2018-01 --to 2018-06 "
        "--type Burglary --place E07000010 --as-at 2018-10-01T09:00:00Z"
    )
    assert ("Kinds", "Burglary") in found.parameters
