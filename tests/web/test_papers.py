"""A paper's pages: writing, uploading, sending on, withholding, and the file it came as."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.meetings.operations import write_paper
from frankpledge.meetings.operations.decisions import record_decision
from frankpledge.shared.door import Actor
from frankpledge.shared.uploads.cleaning import clean_upload
from tests.support.county import OCTOBER, SECRETARY, meeting, paper
from tests.support.reading import error_beside, form_of, headings, links, of_class, title, words

FILES = Path(__file__).parents[1] / "documents" / "files"
PAPERS = "/meetings/county-board/2018-10-11/papers/"
ROAD, DRUGS, MINUTES = (
    f"{PAPERS}{slug}/"
    for slug in ("road-safety-partnership", "drug-and-alcohol-review", "minutes-2018-07-19")
)
OTHER = Actor("Deputy secretary")


def kept(slug="drug-and-alcohol-review"):
    return paper(slug)


# ------------------------------------------------------------------------------------ writing


@pytest.mark.row(22)
def test_a_paper_is_written_and_read(demo, signed_in):
    """What is typed becomes numbered paragraphs, and each recommendation is typed once."""
    client = signed_in("secretary")
    sent = form_of(client.get(f"{DRUGS}write/")) | {
        "title": "Drugs and alcohol in 2018",
        "recommendations": "The board notes the review.\n\nThe board asks for a plan.",
        "text": "# Purpose\n\nTo report.\n\n# Recommendations\n\n{recommendations}\n",
    }
    page = client.post(f"{DRUGS}write/", sent, follow=True)
    assert "The paper is saved." in words(page)
    assert title(page) == "Drugs and alcohol in 2018"
    assert "1 Purpose" in headings(page)
    assert words(page).count("The board asks for a plan.") >= 1
    assert [one.text for one in kept().recommendations.all()] == [
        "The board notes the review.",
        "The board asks for a plan.",
    ]
    assert kept().state == "draft"


def test_a_paper_without_a_title_or_text_loses_nothing_typed(demo, signed_in):
    client = signed_in("secretary")
    typed = {"title": "", "recommendations": "Keep me", "text": "Keep me too"}
    page = client.post(f"{DRUGS}write/", form_of(client.get(f"{DRUGS}write/")) | typed)
    assert error_beside(page, "title") == "Enter the title"
    assert form_of(page)["recommendations"].strip() == "Keep me"
    assert form_of(page)["text"].strip() == "Keep me too"
    assert kept().state == "to-follow"


CHANGES = {
    "their text": ("Drugs and alcohol: review", "# Theirs\n\nTheir words.", []),
    "only their recommendations": ("", "", ["The board asks for their plan."]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_two_people_write_at_once_and_neither_loses_anything(demo, signed_in, change):
    """The second is told, sees what they typed, and what the first saved stays."""
    client = signed_in("secretary")
    sent = form_of(client.get(f"{ROAD}write/")) | {"text": "My words.", "recommendations": "My ask"}
    entitled, text, asked = CHANGES[change]
    theirs = kept("road-safety-partnership")
    write_paper(
        by=OTHER,
        paper=theirs,
        title=entitled or theirs.title,
        text=text or theirs.text,
        asked=asked,
    )
    page = client.post(f"{ROAD}write/", sent)
    assert page.status_code == 409
    assert title(page) == "Somebody else changed this first"
    assert "Deputy secretary saved it on" in words(page)
    assert "My words." in words(page)
    assert "My ask" in words(page)
    now = kept("road-safety-partnership")
    assert now.text == (text or theirs.text)
    assert [one.text for one in now.recommendations.all()] == asked
    assert links(page)["Leave it as it is saved now"] == f"{ROAD}write/"


def test_what_is_written_is_never_run(demo, signed_in):
    client = signed_in("secretary")
    sent = form_of(client.get(f"{DRUGS}write/")) | {
        "text": "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n"
        "[a link](javascript:alert(1))",
        "title": "<script>alert(1)</script>",
    }
    page = client.post(f"{DRUGS}write/", sent, follow=True)
    # The inspector has already looked for handlers and for links that run something.
    assert b"<script>alert" not in page.content
    assert b"<img src=x" not in page.content


def test_a_papers_history_is_for_those_who_made_it_and_tells_no_text(demo, signed_in):
    """Who did what and when; not the whole text before and after, nor to other readers."""
    client = signed_in("secretary")
    for text in ("Early words. " * 40, "Later words. " * 40):
        client.post(f"{DRUGS}write/", form_of(client.get(f"{DRUGS}write/")) | {"text": text})
    page = client.get(DRUGS)
    told = of_class(page, "fp-history__entry")[0]
    assert "Text, in Markdown changed" in told
    assert "Early words" not in words(page)
    assert "{" not in told
    press(client, "received")
    client.post("/meetings/county-board/2018-10-11/circulate/")
    for account, sees in (("member", False), ("csp-manager", False), ("secretary", True)):
        found = of_class(signed_in(account).get(DRUGS), "fp-history")
        assert bool(found) is sees


# ------------------------------------------------------------------------------------ uploading


def upload(client, name, data, at=DRUGS):
    return client.post(f"{at}upload/", {"file": SimpleUploadedFile(name, data)}, follow=True)


@pytest.mark.row(91)
@pytest.mark.parametrize(
    ("name", "source", "says"),
    [
        ("survey-paper.docx", "converted", "survey"),
        ("action-log.odt", "converted", "action"),
        ("tagged.pdf", "bound", "bound into the pack as it is"),
        ("untagged.pdf", "bound", "bound into the pack as it is"),
    ],
)
def test_a_file_becomes_the_paper_and_is_kept(demo, signed_in, name, source, says):
    """Word and ODF are converted to the page, a PDF is bound; each original can be had again."""
    data = (FILES / name).read_bytes()
    client = signed_in("secretary")
    page = upload(client, name, data)
    assert f"“{name}” is now the paper. The file itself is kept." in words(page)
    assert says.lower() in words(page).lower()
    assert kept().source == source
    original = client.get(links(page)[name])
    assert b"".join(original.streaming_content) == clean_upload(name, data, [Path(name).suffix])[1]
    original.close()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        (
            "list.pptx",
            b"a list",
            "“list.pptx” is plain text. Here you can send .docx, .odt, .xlsx, .ods and .pdf.",
        ),
        ("list.xlsx", b"PK\x03\x04", "“list.xlsx” is damaged, cut short or locked"),
        ("paper", b"text", "“paper” is plain text"),
        ("page.html", b"<html>alert(1)</html>", "“page.html” is a web page"),
        ("broken.docx", b"not a zip", ""),
        ("broken.odt", b"not a zip", ""),
        ("broken.pdf", b"%PDF-1.7 and nothing more", ""),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_a_wrong_file_is_refused_in_words(demo, signed_in, name, data, says):
    page = upload(signed_in("secretary"), name, data)
    assert page.status_code == 200
    told = error_beside(page, "file")
    assert told
    assert says in told
    assert kept().state == "to-follow"
    assert not kept().original


def test_no_file_at_all_asks_for_one(demo, signed_in):
    page = signed_in("secretary").post(f"{DRUGS}upload/", {"csrf": "any"})
    assert error_beside(page, "file") == "Choose a file for “File”"


def test_a_file_that_is_too_large_is_refused_with_what_to_do(demo, signed_in):
    page = upload(signed_in("secretary"), "large.pdf", b"%PDF" + bytes(51 * 1024 * 1024))
    told = error_beside(page, "file")
    assert "“large.pdf” is 51 MB. Files up to 50 MB can be taken" in told


def test_an_original_is_only_ever_downloaded(demo, signed_in):
    """A browser never shows or runs a file that somebody uploaded, whatever it is called."""
    client = signed_in("secretary")
    upload(client, "plan; v2 – “final”.pdf", (FILES / "tagged.pdf").read_bytes())
    response = client.get(f"{DRUGS}original/")
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]
    assert (
        "sandbox" in response["Content-Security-Policy"]
        or "default-src 'none'" in (response["Content-Security-Policy"])
    )
    response.close()


@pytest.mark.parametrize("account", ["", "chair", "member", "scrutiny"])
def test_an_original_is_for_those_who_may_read_the_paper(demo, signed_in, browse, account):
    upload(signed_in("secretary"), "tagged.pdf", (FILES / "tagged.pdf").read_bytes())
    browse.logout()
    client = signed_in(account) if account else browse
    assert client.get(f"{DRUGS}original/").status_code == 404


# ------------------------------------------------------------------------------------ its states


def press(client, state, at=DRUGS):
    return client.post(f"{at}state/", {"state": state}, follow=True)


def test_a_paper_goes_its_way_by_the_buttons_its_page_offers(demo, signed_in):
    client = signed_in("secretary")
    upload(client, "tagged.pdf", (FILES / "tagged.pdf").read_bytes())
    assert "Send to the secretary" in words(client.get(DRUGS))
    page = press(client, "received")
    assert of_class(page, "fp-title__state") == ["Received"]
    assert "Received 1 October 2018" in words(page)
    page = press(client, "draft")
    assert of_class(page, "fp-title__state") == ["Draft"]


def test_an_empty_paper_goes_nowhere(demo, signed_in):
    client = signed_in("secretary")
    assert "Mark as received" not in words(client.get(DRUGS))
    assert press(client, "received").status_code == 404
    assert kept().state == "to-follow"


@pytest.mark.parametrize("state", ["circulated", "withheld", "published", "no-such-state", ""])
def test_no_state_can_be_reached_but_by_its_own_way(demo, signed_in, state):
    assert press(signed_in("secretary"), state, at=ROAD).status_code == 404
    assert kept("road-safety-partnership").state == "received"


def test_an_author_writes_and_sends_its_own_paper(demo, signed_in):
    """Sent back by the secretary, the road safety paper is its author's again, until it is sent."""
    press(signed_in("secretary"), "draft", at=ROAD)
    client = signed_in("chair")
    sent = form_of(client.get(f"{ROAD}write/")) | {"title": "Safer roads"}
    assert "The paper is saved." in words(client.post(f"{ROAD}write/", sent, follow=True))
    assert of_class(press(client, "received", at=ROAD), "fp-title__state") == ["Received"]
    assert client.get(f"{ROAD}write/").status_code == 404


# ------------------------------------------------------------------------------------ withholding


def decided(outcome):
    """A decision of the October meeting."""
    return record_decision(
        by=SECRETARY,
        meeting=meeting(),
        text="The strategy",
        outcome=outcome,
        on=OCTOBER,
    )


def test_withholding_needs_a_day_or_a_decision(demo, signed_in):
    client = signed_in("secretary")
    client.post("/meetings/county-board/2018-10-11/circulate/")
    page = client.post(f"{ROAD}withhold/", form_of(client.get(f"{ROAD}withhold/")))
    assert "Say until which day, or until which decision" in words(page)
    assert kept("road-safety-partnership").state == "circulated"


@pytest.mark.row(90)
def test_a_paper_is_released_by_the_decision_that_it_waited_for(demo, on_day, signed_in):
    """Withheld until the board agrees: no decision of the board, no publication."""
    client = signed_in("secretary")
    client.post("/meetings/county-board/2018-10-11/circulate/")
    client.post(f"{ROAD}withhold/", {"withheld_until_decision": "the board agrees the strategy"})
    page = client.get(f"{ROAD}release/")
    assert "The board has agreed nothing on record yet" in words(page)
    page = client.post(f"{ROAD}release/", {"decision": ""})
    assert error_beside(page, "decision") == "Choose the decision that releases it"
    on_day("2018-10-11")
    deferred, agreed = decided("deferred"), decided("agreed")
    page = client.post(f"{ROAD}release/", {"decision": deferred.pk})
    assert "must be one of the answers listed" in error_beside(page, "decision")
    assert kept("road-safety-partnership").state == "withheld"
    page = client.post(f"{ROAD}release/", {"decision": agreed.pk}, follow=True)
    assert of_class(page, "fp-title__state") == ["Published"]
    assert f"11 October 2018, released by “{agreed.reference}”" in words(page)


@pytest.mark.row(24)
def test_minutes_are_published_by_their_approval_and_by_nothing_else(demo, on_day, signed_in):
    """Their page offers no button, and another decision of the board does not release them."""
    client = signed_in("secretary")
    on_day("2018-10-11")
    page = client.get(MINUTES)
    assert "Withheld from the public until the board approves them" in words(page)
    assert "Publish" not in words(page)
    page = client.post(f"{MINUTES}release/", {"decision": decided("agreed").pk})
    assert "Record their approval first." in words(page)
    assert kept("minutes-2018-07-19").state == "withheld"


@pytest.mark.row(90)
def test_a_paper_withheld_until_a_day_is_published_from_that_day(demo, on_day, signed_in):
    """Withheld until 1 November: refused on 31 October, published on 1 November."""
    client = signed_in("secretary")
    client.post("/meetings/county-board/2018-10-11/circulate/")
    day = {"withheld_until_day": "1", "withheld_until_month": "11", "withheld_until_year": "2018"}
    page = client.post(f"{ROAD}withhold/", day, follow=True)
    assert of_class(page, "fp-title__state") == ["Withheld"]
    back = {"Referer": f"http://testserver{ROAD}"}
    on_day("2018-10-31")
    client.post(f"{ROAD}state/", {"state": "published"}, headers=back)
    assert "This paper is withheld until 1 November 2018." in words(client.get(ROAD))
    on_day("2018-11-01")
    assert of_class(press(client, "published", at=ROAD), "fp-title__state") == ["Published"]


def test_what_a_paper_waited_for_is_not_carried_to_the_next_time(demo, on_day, signed_in):
    client = signed_in("secretary")
    client.post("/meetings/county-board/2018-10-11/circulate/")
    day = {"withheld_until_day": "1", "withheld_until_month": "11", "withheld_until_year": "2018"}
    client.post(f"{ROAD}withhold/", day)
    on_day("2018-11-02")
    press(client, "published", at=ROAD)
    said = {"withheld_until_decision": "until the inquest ends"}
    page = client.post(f"{ROAD}withhold/", said, follow=True)
    assert "until the inquest ends" in words(page)
    assert "1 November 2018" not in words(client.get("/meetings/county-board/2018-10-11/"))


def test_a_bad_day_is_said_beside_its_boxes_and_kept(demo, signed_in):
    client = signed_in("secretary")
    client.post("/meetings/county-board/2018-10-11/circulate/")
    day = {"withheld_until_day": "31", "withheld_until_month": "11", "withheld_until_year": "2018"}
    page = client.post(f"{ROAD}withhold/", day | {"withheld_until_decision": "kept"})
    assert "The day must have a day from 1 to 30" in error_beside(page, "withheld_until")
    assert form_of(page).items() >= (day | {"withheld_until_decision": "kept"}).items()
