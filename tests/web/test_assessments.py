"""Assessments on their pages: the year, drafting, writing, reviewing, approving, publishing."""

from datetime import date

import pytest

from frankpledge.evidence.assessments.models import Assessment, AssessmentComment, SectionFinding
from frankpledge.evidence.assessments.operations import (
    add_finding,
    approve_assessment,
    send_for_review,
)
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.operations import agree_finding, check_findings
from tests.assessments.support import (
    approved,
    begun,
    decision,
    in_review,
    no_template,
    published,
    section_of,
    templated,
    with_figures,
    written,
)
from tests.findings.support import ANALYST, NOW, area, crime_rows, half_a_year, kept, loaded
from tests.support.reading import error_beside, form_of, headings, links, table_rows, title, words

pytestmark = pytest.mark.usefixtures("no_template")
__all__ = ["no_template"]
YEAR = "/evidence/assessments/"
FENLAND = f"{YEAR}fenland-csp/"
ONE = f"{FENLAND}1/"


def state():
    return Assessment.objects.get().state


# ---------------------------------------------------------------- who sees what


def test_the_public_reads_what_is_published_and_nothing_else(browse):
    with_figures()
    approved()
    assert "None is published yet" in words(browse.get(YEAR))
    assert browse.get(ONE).status_code == 404
    assert browse.get(f"{ONE}assessment.pdf").status_code == 404


def test_the_published_one_is_read_as_a_page_a_pdf_and_a_word_file(browse):
    with_figures(3, 12, 9, 14, 11, 13)
    published()
    page = browse.get(ONE)
    assert title(page).startswith("Strategic assessment, April 2018 to June 2018")
    assert "History" not in headings(page)
    assert ["January 2018", "not shown"] in table_rows(page)
    assert ["January 2018", "3"] not in table_rows(page)
    assert "Decision 1 of 20 September 2018" in words(page)
    assert browse.get(f"{ONE}assessment.pdf")["Content-Type"] == "application/pdf"
    assert browse.get(f"{ONE}assessment.docx").content.startswith(b"PK")
    assert ONE in links(browse.get(YEAR)).values()
    assert "Begin an assessment" not in words(browse.get(FENLAND))


def test_members_see_it_once_it_is_in_review(signed_in):
    with_figures()
    begun("county-board")
    address = f"{YEAR}county-board/1/"
    assert signed_in("member").get(address).status_code == 404
    assert signed_in("secretary").get(address).status_code == 200


# ---------------------------------------------------------------- the year


def test_the_year_says_how_each_partnership_stands(signed_in):
    templated()
    with_figures()
    approved()
    page = signed_in("csp-manager").get(YEAR)
    rows = {row[0]: row[1:] for row in table_rows(page)}
    assert rows["Fenland Community Safety Partnership"] == [
        "Cambridgeshire County Council",
        "1 of 4",
        "Met",
    ]
    assert rows["Safer Peterborough Partnership"] == ["Its own staff", "0 of 4", "Due"]
    assert "Basis incomplete: 1 of 5 districts." in words(page)
    past = signed_in("csp-manager").get(f"{YEAR}?year=2017/18")
    rows = {row[0]: row[1:] for row in table_rows(past)}
    assert rows["Safer Peterborough Partnership"][-1] == "Not met"
    assert signed_in("csp-manager").get(f"{YEAR}?year=soon").status_code == 200


# ---------------------------------------------------------------- writing


def test_one_is_begun_and_drafted_from_the_data(signed_in):
    with_figures()
    templated()
    analyst = signed_in("analyst")
    told = form_of(analyst.get(f"{FENLAND}begin/"))
    # The quarter that ended last, ticked to be drafted.
    assert (told["starts_month"], told["ends_month"]) == ("7", "9")
    assert "draft" in told
    told |= {"starts_month": "4", "ends_month": "6", "draft": "on"}
    page = analyst.post(f"{FENLAND}begin/", told, follow=True)
    assert "Drafted from the data" in words(page, "body")
    assert "What the data do not show yet" in words(page)
    assert "What has changed" in headings(page)


def test_who_may_not_begin_one_is_told_nothing_of_it(signed_in):
    assert signed_in("csp-manager").get(f"{FENLAND}begin/").status_code == 200
    assert signed_in("csp-manager").get(f"{YEAR}cambridge-csp/begin/").status_code == 404
    assert signed_in("scrutiny").get(f"{FENLAND}begin/").status_code == 404


def test_a_section_is_written_and_its_findings_are_ordered(signed_in):
    with_figures()
    made = begun()
    kept(title="A")
    kept(title="B")
    analyst = signed_in("analyst")
    here = f"{ONE}sections/changes/"
    told = form_of(analyst.get(here)) | {"text": "Burglary **rose**."}
    page = analyst.post(here, told, follow=True)
    assert "“What has changed” is saved." in words(page, "body")
    for number in (1, 2):
        analyst.post(f"{here}add/", {"finding": number})
    analyst.post(f"{here}findings/2/move/")
    section = section_of(made, "changes")
    order = SectionFinding.objects.filter(section=section).values_list("finding__title", flat=True)
    assert list(order) == ["B", "A"]
    analyst.post(f"{here}findings/1/drop/")
    assert "A" not in list(order.all())
    again = analyst.post(f"{here}add/", {"finding": 2}, follow=True)
    assert "Finding 2 is in this section already." in words(again, "body")


def test_two_who_write_a_section_at_once_lose_nothing(signed_in):
    begun()
    analyst = signed_in("analyst")
    here = f"{ONE}sections/changes/"
    first = form_of(analyst.get(here))
    analyst.post(here, first | {"text": "First."})
    second = analyst.post(here, first | {"text": "Second."})
    assert second.status_code == 409
    assert "Second." in words(second)


def test_shares_are_typed_a_line_each_and_mistakes_name_the_line(signed_in):
    begun()
    analyst = signed_in("analyst")
    told = form_of(analyst.get(f"{ONE}change/"))
    wrong = analyst.post(f"{ONE}change/", told | {"shares": "fenland-council 60\nnobody 40"})
    assert "Line 2: “nobody” is no body of the area" in error_beside(wrong, "shares")
    part = analyst.post(f"{ONE}change/", told | {"shares": "fenland-council 60"})
    assert "come to 60%" in error_beside(part, "shares")
    shares = "fenland-council 60%\nconstabulary 40"
    page = analyst.post(f"{ONE}change/", told | {"shares": shares}, follow=True)
    assert "60%; Constabulary: 40%" in words(page)


def test_a_county_s_names_what_it_rests_on(signed_in):
    with_figures()
    part = approved()
    begun("county-board")
    secretary = signed_in("secretary")
    here = f"{YEAR}county-board/1/"
    sent = form_of(secretary.get(f"{here}inputs/"))
    secretary.post(f"{here}inputs/", sent | {"parts": [part.pk]})
    page = secretary.get(here)
    assert "What it rests on" in headings(page)
    assert "Fenland Community Safety Partnership: Strategic assessment" in words(page)
    assert "Basis incomplete: 1 of 5 districts." in words(page)


# ---------------------------------------------------------------- review, approval, publication


def test_it_is_sent_for_review_commented_on_and_taken_back(signed_in):
    with_figures()
    written()
    manager = signed_in("csp-manager")
    manager.post(f"{ONE}send/")
    assert state() == "in review"
    page = manager.get(ONE)
    assert "Your comments are asked for" in headings(page)
    manager.post(f"{ONE}sections/changes/comment/", {"text": "What of arson?"})
    comment = AssessmentComment.objects.get()
    assert comment.post == "Community safety manager, Fenland"
    settle = f"{ONE}comments/{comment.pk}/"
    assert error_beside(manager.post(settle, {"answer": ""}), "answer")
    page = manager.post(settle, {"answer": "Too few to say."}, follow=True)
    assert "Too few to say." in words(page)
    manager.post(f"{ONE}take-back/")
    assert state() == "draft"


def test_an_empty_one_is_not_sent_and_says_why(signed_in):
    begun()
    page = signed_in("analyst").post(f"{ONE}send/", follow=True)
    assert "It holds no finding yet." in words(page, "body")
    assert state() == "draft"


def test_analysts_do_not_approve_what_they_wrote(signed_in):
    with_figures()
    in_review()
    assert signed_in("analyst").get(f"{ONE}approve/").status_code == 404


def test_its_body_s_decision_approves_it_and_it_is_published(signed_in, browse):
    with_figures(3, 12, 9, 14, 11, 13)
    in_review()
    taken = decision()
    manager = signed_in("csp-manager")
    told = form_of(manager.get(f"{ONE}approve/")) | {"decision": str(taken.pk)}
    page = manager.post(f"{ONE}approve/", told, follow=True)
    assert "It is approved." in words(page, "body")
    check = manager.get(f"{ONE}publish/")
    assert ["January 2018", "not shown"] in table_rows(check)
    refused = manager.post(f"{ONE}publish/", form_of(check))
    assert error_beside(refused, "sure")
    page = manager.post(f"{ONE}publish/", form_of(check) | {"sure": "on"}, follow=True)
    assert "It is published." in words(page, "body")
    assert state() == "published"
    again = manager.get(f"{ONE}publish/", follow=True)
    assert "This assessment is published" in words(again, "body")


def test_words_that_quote_a_small_count_are_pointed_out_first(signed_in):
    with_figures(3, 12, 9, 14, 11, 13)
    made = written()
    finding = kept(title="Only 3 burglaries in January")
    agree_finding(by=ANALYST, finding=finding)
    add_finding(by=ANALYST, section=section_of(made, "changes"), finding=finding)
    send_for_review(by=ANALYST, assessment=made)
    approve_assessment(by=ANALYST, assessment=Assessment.objects.get(), decision=decision())
    page = signed_in("csp-manager").get(f"{ONE}publish/")
    assert "Finding 2, “Only 3 burglaries in January”: its words" in words(page)


def test_the_page_says_that_figures_have_since_been_revised(browse):
    with_figures(10, 12, 9, 14, 11, 13)
    published()
    assert "since been revised" not in words(browse.get(ONE))
    loaded(crime_rows(half_a_year(10, 12, 9, 14, 11, 19)), published=date(2018, 11, 1), whole=False)
    check_findings(by=ANALYST, area=area(), now=NOW, because="November’s data")
    page = browse.get(ONE)
    assert "Figures have since been revised" in words(page)
    assert ["June 2018", "13"] in table_rows(page)
    finding = Finding.objects.get()
    assert finding.get_absolute_url() in links(page).values()
    assert "since been revised by a later release" in words(browse.get(finding.get_absolute_url()))
