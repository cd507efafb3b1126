"""Findings on their pages: keeping, reading, why they are believed, looking again, the public."""

from datetime import date

import pytest

from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.operations import check_findings
from tests.findings.support import (
    ANALYST,
    NOW,
    area,
    crime_rows,
    half_a_year,
    kept,
    loaded,
)
from tests.support.reading import error_beside, form_of, headings, links, table_rows, title, words
from tests.support.taking import saved

pytestmark = pytest.mark.usefixtures("demo")
LIST = "/evidence/findings/"
ONE = f"{LIST}cambridgeshire-and-peterborough/1/"
ASK = "?measure=recorded-crime&by=month&first=2018-01&last=2018-06&types=Burglary&places=E07000010"


@pytest.fixture
def release():
    return loaded(crime_rows(half_a_year(10, 12, 9, 14, 11, 13)))


def revised(*counts):
    loaded(crime_rows(half_a_year(*counts)), published=date(2018, 11, 1), whole=False)
    check_findings(by=ANALYST, area=area(), now=NOW, because="November’s data")


def public():
    finding = Finding.objects.get()
    finding.published = date(2018, 10, 1)
    saved(finding, by=ANALYST)


# ---------------------------------------------------------------- who sees what


def test_the_public_sees_no_finding_until_it_is_published(browse, release):
    kept()
    assert browse.get(LIST)["Location"].startswith("/account/sign-in/")
    assert browse.get(ONE).status_code == 404
    public()
    page = browse.get(ONE)
    assert page.status_code == 200
    assert "Published" in words(page)
    assert "History" not in headings(page)


def test_who_holds_a_post_reads_and_who_keeps_the_evidence_writes(signed_in, release):
    kept()
    page = signed_in("csp-manager").get(ONE)
    assert "Agree it" not in words(page)
    assert signed_in("csp-manager").get(f"{ONE}change/").status_code == 404
    assert signed_in("csp-manager").get(f"{LIST}keep/{ASK}").status_code == 404
    assert "Agree it" in words(signed_in("analyst").get(ONE))


# ---------------------------------------------------------------- keeping


def test_an_answer_is_kept_with_what_it_says(signed_in, release):
    analyst = signed_in("analyst")
    page = analyst.get(f"{LIST}keep/{ASK}")
    assert "Crimes: 10 in January 2018, 13 in June 2018. In all 69." in words(page)
    assert ["March 2018", "9"] in table_rows(page)
    told = form_of(page) | {"title": "Burglary in Fenland is steady", "words": "", "hedge": "x"}
    made = analyst.post(f"{LIST}keep/{ASK}", told, follow=True)
    assert title(made).startswith("Burglary in Fenland is steady")
    assert "Kept as finding 1, in draft." in words(made, "body")


def test_a_finding_without_a_claim_is_sent_back_with_what_was_typed(signed_in, release):
    analyst = signed_in("analyst")
    page = analyst.post(f"{LIST}keep/{ASK}", {"title": "", "words": "Of sheds."})
    assert "what was found" in error_beside(page, "title")
    assert "Of sheds." in page.content.decode()
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "choose a measure"),
        ("?measure=nothing-such", "There is no measure"),
        ("?measure=recorded-crime&first=2018-13", "a month that is none"),
        ("?measure=recorded-crime&places=Atlantis", "No place “Atlantis” is known"),
    ],
)
def test_what_cannot_be_asked_is_said_and_cannot_be_kept(signed_in, release, query, told):
    analyst = signed_in("analyst")
    page = analyst.get(f"{LIST}keep/{query}")
    assert told in words(page)
    analyst.post(f"{LIST}keep/{query}", {"title": "x"})
    assert not Finding.objects.exists()


# ---------------------------------------------------------------- reading


def test_a_finding_says_why_it_is_believed(signed_in, release):
    kept(words="Mostly of **sheds**.", hedge="Recorded crime only.")
    page = signed_in("csp-manager").get(ONE)
    told = words(page)
    for part in (
        "Mostly of",
        "Recorded crime only.",
        "Why do we believe this?",
        "The number of rows published",
        release.checksum,
        "Nothing is missing from it.",
        "frankpledge evidence measure recorded-crime --by month --from 2018-01",
        "Covers January 2018 to June 2018. As at 1 October 2018.",
    ):
        assert part in told
    assert "<svg" in page.content.decode()
    assert ["February 2018", "12"] in table_rows(page)


def test_its_figures_come_as_a_file(signed_in, release):
    kept()
    lines = signed_in("csp-manager").get(f"{ONE}figures.csv").content.decode("utf-8-sig")
    assert lines.splitlines()[:3] == ["Month,Crimes", "2018-01-01,10", "2018-02-01,12"]


def test_the_list_narrows_by_link(signed_in, release):
    kept()
    kept(agreed=True, places=("Fenland",), title="Another")
    page = signed_in("csp-manager").get(LIST)
    assert "2 findings." in words(page)
    narrowed = signed_in("csp-manager").get(f"{LIST}?state=agreed")
    assert "Another" in words(narrowed)
    assert "1. Burglary in Fenland rose" not in words(narrowed)
    assert any("state=draft" in address for address in links(page).values())


def test_an_empty_list_says_what_belongs_there(signed_in):
    assert "No findings yet" in words(signed_in("analyst").get(LIST))
    assert "analysts keep findings" in words(signed_in("csp-manager").get(LIST))


def test_a_published_finding_shows_no_small_count_to_the_public(browse, signed_in):
    loaded(crime_rows(half_a_year(3, 12, 9, 14, 11, 13)))
    kept()
    public()
    assert ["January 2018", "3"] in table_rows(signed_in("csp-manager").get(ONE))
    browse.logout()
    page = browse.get(ONE)
    assert ["January 2018", "not shown"] in table_rows(page)
    assert "Crimes: 3" not in words(page)
    lines = browse.get(f"{ONE}figures.csv").content.decode()
    assert "2018-01-01,not shown" in lines
    assert ",3" not in lines


# ---------------------------------------------------------------- changing


def test_a_draft_is_agreed_once(signed_in, release):
    finding = kept()
    analyst = signed_in("analyst")
    analyst.post(f"{ONE}agree/", {"version": finding.version})
    assert Finding.objects.get().state == "agreed"
    again = analyst.post(f"{ONE}agree/", {"version": finding.version}, follow=True)
    assert "Somebody changed this finding" in words(again, "body")


def test_a_release_that_changes_it_asks_for_a_look(signed_in, release):
    kept(agreed=True)
    revised(10, 12, 9, 14, 11, 19)
    analyst = signed_in("analyst")
    page = analyst.get(ONE)
    assert "A release changed its figures" in words(page)
    assert "November’s data" in words(page)
    look = analyst.get(f"{ONE}look/")
    assert ["June 2018: Crimes", "13", "19"] in table_rows(look)
    told = form_of(look) | {"decided": "kept", "why": "Still so."}
    done = analyst.post(f"{ONE}look/", told, follow=True)
    assert "Looked at again" in headings(done)
    assert "kept the words" in words(done)
    assert Finding.objects.get().state == "agreed"


def test_a_look_without_a_reason_is_sent_back(signed_in, release):
    kept(agreed=True)
    revised(10, 12, 9, 14, 11, 19)
    analyst = signed_in("analyst")
    page = analyst.post(f"{ONE}look/", form_of(analyst.get(f"{ONE}look/")) | {"decided": "kept"})
    assert error_beside(page, "why")
    assert Finding.objects.get().state == "changed"


def test_two_who_change_the_words_at_once_lose_nothing(signed_in, release):
    kept()
    analyst = signed_in("analyst")
    first = form_of(analyst.get(f"{ONE}change/"))
    analyst.post(f"{ONE}change/", first | {"title": "First"})
    second = analyst.post(f"{ONE}change/", first | {"title": "Second", "words": "Of sheds."})
    assert second.status_code == 409
    assert "Of sheds." in words(second)
    assert Finding.objects.get().title == "First"


def test_it_is_withdrawn_with_a_reason(signed_in, release):
    kept()
    analyst = signed_in("analyst")
    told = form_of(analyst.get(f"{ONE}withdraw/")) | {"why": "The place was wrong."}
    page = analyst.post(f"{ONE}withdraw/", told, follow=True)
    assert "Withdrawn" in words(page)
    assert "The place was wrong." in words(page)


def test_all_are_checked_against_the_releases_at_the_press_of_a_button(signed_in, release):
    kept(agreed=True)
    loaded(crime_rows(half_a_year(10, 12, 9, 14, 11, 19)), published=date(2018, 11, 1), whole=False)
    page = signed_in("analyst").post(f"{LIST}check/", follow=True)
    assert "the figures of 1 finding changed: 1." in words(page, "body")
    assert "1 to look at again" in words(page)
