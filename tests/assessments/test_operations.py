"""Assessments written, reviewed, approved by decision, published for good, superseded."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frankpledge.actions.owed import owed
from frankpledge.documents.content import plain_text
from frankpledge.evidence.assessments.models import (
    Assessment,
    AssessmentComment,
    AssessmentTemplate,
    Production,
    SectionFinding,
)
from frankpledge.evidence.assessments.operations import (
    add_finding,
    approve_assessment,
    change_assessment,
    comment_on_section,
    drop_finding,
    move_finding,
    publish_assessment,
    send_for_review,
    settle_comment,
    start_assessment,
    take_back,
    write_section,
)
from frankpledge.evidence.assessments.papers import assessment_pack, content_of
from frankpledge.evidence.assessments.queries.page import revised_since
from frankpledge.evidence.assessments.rules.shares import Share
from frankpledge.evidence.assessments.rules.template import WrongTemplate
from frankpledge.evidence.findings.models import Finding
from frankpledge.evidence.findings.operations import check_findings, look_again, withdraw_finding
from frankpledge.evidence.findings.papers import shown_to_public
from frankpledge.evidence.findings.uses import uses_of
from frankpledge.meetings.queries.decisions import decision_page
from frankpledge.partnership.people import Viewer
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.verdict import Refused
from tests.assessments.support import (
    SPRING,
    SUMMER,
    TEMPLATE,
    TODAY,
    approved,
    begun,
    body,
    decision,
    fresh,
    in_review,
    no_template,
    published,
    section_of,
    templated,
    with_figures,
)
from tests.findings.support import ANALYST, NOW, area, crime_rows, half_a_year, kept, loaded

pytestmark = pytest.mark.usefixtures("no_template")
__all__ = ["no_template"]


def said(assessment, *, public=True):
    return "\n".join(plain_text(one.blocks) for one in content_of(assessment, public=public))


# ---------------------------------------------------------------- templates


def test_a_template_says_what_assessments_hold_and_who_makes_them():
    templated()
    made = begun("south-cambridgeshire-csp")
    assert made.title == "Strategic needs assessment"
    assert (made.cycle, made.producer.slug) == ("quarterly", "cambridgeshire-county-council")
    assert [one.words for one in made.parts] == ["share not stated"] * 3
    assert [one.slug for one in made.sections.all()] == [
        "what-has-changed",
        "where-it-happens",
        "what-does-most-harm",
        "beside-its-neighbours",
        "what-came-of-it",
        "priorities",
    ]


def test_a_template_loaded_again_changes_what_changed():
    templated()
    templated(threshold=10, bodies=TEMPLATE["bodies"][:2])
    assert AssessmentTemplate.objects.get().threshold == 10
    assert Production.objects.count() == 2


def test_a_wrong_template_loads_nothing():
    with pytest.raises(WrongTemplate, match="short name of a body"):
        templated(bodies=[{"body": "nobody-csp", "producer": "fenland-csp"}])
    assert not AssessmentTemplate.objects.exists()


def test_without_a_template_there_are_the_usual_sections():
    made = begun()
    assert (made.producer, made.cycle) == (made.body, "annual")
    assert made.sections.count() == 4


# ---------------------------------------------------------------- writing


def test_two_of_one_period_are_not_written_at_once():
    begun()
    with pytest.raises(Refused, match="There is one for April 2018 to June 2018 already"):
        begun()
    assert begun(period=SUMMER).number == 2


def test_days_that_cannot_be_are_refused():
    backwards = replace(SPRING, starts=date(2018, 7, 1))
    with pytest.raises(Refused, match="is before the first"):
        begun(period=backwards)


def test_findings_stand_in_the_order_that_people_give_them():
    with_figures()
    made = begun()
    section = section_of(made, "changes")
    one, two = (
        add_finding(by=ANALYST, section=section, finding=kept(title=title)) for title in "AB"
    )
    with pytest.raises(Refused, match="is in this section already"):
        add_finding(by=ANALYST, section=section, finding=one.finding)
    move_finding(by=ANALYST, placed=two, earlier=True)
    found = list(SectionFinding.objects.filter(section=section))
    assert [each.finding.title for each in found] == ["B", "A"]
    move_finding(by=ANALYST, placed=found[0], earlier=True)
    drop_finding(by=ANALYST, placed=SectionFinding.objects.get(pk=one.pk))
    assert [each.finding.title for each in section.findings.all()] == ["B"]
    assert Finding.objects.count() == 2


def test_a_withdrawn_finding_cannot_be_added():
    with_figures()
    finding = kept()
    withdraw_finding(by=ANALYST, finding=finding, why="Wrong place.")
    with pytest.raises(Refused, match="is withdrawn"):
        add_finding(by=ANALYST, section=section_of(begun(), "changes"), finding=finding)


def test_shares_that_do_not_add_up_are_explained_or_refused():
    made = begun()
    told: dict[str, Any] = {"title": "Assessment", "data_words": "", "version": made.version}
    shares = [Share("fenland-council")]
    with pytest.raises(Refused, match="say in words what is not known"):
        change_assessment(by=ANALYST, assessment=made, shares=shares, shares_words="", **told)
    words = "The shares are not recorded."
    change_assessment(by=ANALYST, assessment=made, shares=shares, shares_words=words, **told)
    assert fresh(made).parts == (Share("fenland-council"),)


def test_two_people_do_not_write_over_each_other():
    made = begun()
    one, other = section_of(made, "changes"), section_of(made, "changes")
    write_section(by=ANALYST, section=one, text="First.", version=one.version)
    with pytest.raises(StaleRecord):
        write_section(by=ANALYST, section=other, text="Second.", version=other.version)


# ---------------------------------------------------------------- review and approval


def test_an_empty_section_keeps_it_from_review():
    with_figures()
    made = begun()
    with pytest.raises(Refused, match="holds no finding yet"):
        send_for_review(by=ANALYST, assessment=made)
    add_finding(by=ANALYST, section=section_of(made, "changes"), finding=kept())
    with pytest.raises(Refused, match="“What does most harm”"):
        send_for_review(by=ANALYST, assessment=made)


def test_what_is_in_review_is_commented_on_and_not_changed():
    with_figures()
    made = in_review()
    section = section_of(made, "changes")
    with pytest.raises(Refused, match="Take it back to change it"):
        write_section(by=ANALYST, section=section, text="More.")
    comment = comment_on_section(by=ANALYST, section=section, text="What of arson?", on=TODAY)
    with pytest.raises(Refused, match="1 comment not dealt with"):
        approve_assessment(by=ANALYST, assessment=made, decision=decision())
    settle_comment(by=ANALYST, comment=comment, answer="Too few to say.", on=TODAY)
    with pytest.raises(Refused, match="already"):
        settle_comment(by=ANALYST, comment=comment, answer="Again.", on=TODAY)
    take_back(by=ANALYST, assessment=fresh(made))
    with pytest.raises(Refused, match="while it is in review"):
        comment_on_section(by=ANALYST, section=section_of(made, "changes"), text="Late.", on=TODAY)
    assert AssessmentComment.objects.get().answer == "Too few to say."


def test_only_a_carried_decision_of_its_own_body_approves_it():
    with_figures()
    made = in_review()
    with pytest.raises(Refused, match="taken by another board"):
        approve_assessment(by=ANALYST, assessment=made, decision=decision("cambridge-csp"))
    with pytest.raises(Refused, match="did not agree to it"):
        approve_assessment(by=ANALYST, assessment=made, decision=decision(outcome="not-agreed"))
    taken = decision()
    approve_assessment(by=ANALYST, assessment=fresh(made), decision=taken)
    now = fresh(made)
    assert (now.state, now.approved) == ("approved", date(2018, 9, 20))
    brought = decision_page(taken, Viewer()).brought
    assert [one.words for one in brought] == [
        "Strategic assessment, April 2018 to June 2018: approved"
    ]


def test_findings_that_nobody_agreed_keep_it_from_approval():
    with_figures()
    made = in_review()
    finding = kept()
    take_back(by=ANALYST, assessment=made)
    add_finding(by=ANALYST, section=section_of(made, "places"), finding=finding)
    send_for_review(by=ANALYST, assessment=fresh(made))
    with pytest.raises(Refused, match=f"not agreed, or a release changed them: {finding.number}"):
        approve_assessment(by=ANALYST, assessment=fresh(made), decision=decision())


def test_what_is_not_approved_is_not_published():
    with_figures()
    with pytest.raises(Refused, match="in review"):
        publish_assessment(by=ANALYST, assessment=in_review(), on=TODAY)


# ---------------------------------------------------------------- publication


def test_what_is_published_stays_as_it_was_and_says_that_figures_were_revised():
    with_figures(10, 12, 9, 14, 11, 13)
    made = published()
    before = said(made)
    assert "13" in before
    assert revised_since(made) == ()
    loaded(crime_rows(half_a_year(10, 12, 9, 14, 11, 19)), published=date(2018, 11, 1), whole=False)
    check_findings(by=ANALYST, area=area(), now=NOW, because="November’s data")
    (one,) = revised_since(fresh(made))
    assert "is being looked at again" in one.words
    look_again(
        by=ANALYST,
        finding=Finding.objects.get(),
        decided="reworded",
        title="Burglary rose sharply",
        why="More came in.",
        on=TODAY,
    )
    assert said(fresh(made)) == before
    assert "Burglary rose sharply" not in before
    withdraw_finding(by=ANALYST, finding=Finding.objects.get(), why="Wrong after all.")
    assert [each.words for each in revised_since(fresh(made))] == ["has been withdrawn since"]


def test_published_counts_pass_the_one_place_of_small_numbers():
    with_figures(3, 12, 9, 14, 11, 13)
    made = approved()
    inside, outside = said(made, public=False), said(made, public=True)
    rows = [line for line in outside.splitlines() if line.startswith("January 2018")]
    assert rows == ["January 2018\tnot shown"]
    assert "January 2018\t3" in inside
    publish_assessment(by=ANALYST, assessment=made, on=TODAY)
    assert said(fresh(made)) == outside
    assert "January 2018\t3" not in str(fresh(made).content)


def test_publishing_makes_its_findings_public():
    with_figures()
    assert not Finding.objects.visible_to(Viewer()).exists()
    made = published()
    finding = Finding.objects.visible_to(Viewer()).get()
    assert finding.published == TODAY
    (use,) = uses_of(finding, Viewer())
    assert use.url == made.get_absolute_url()


def test_a_later_one_supersedes_it():
    with_figures()
    first, second = published(), published(period=SUMMER)
    assert (fresh(first).state, fresh(first).superseded_by) == ("superseded", second)
    assert fresh(second).state == "published"


def test_page_pdf_and_word_come_from_one_object():
    from frankpledge.documents.pdf import pack_pdf
    from frankpledge.documents.word import pack_docx

    with_figures()
    pack = assessment_pack(published(), public=True)
    assert pack.title == "Strategic assessment, April 2018 to June 2018"
    assert [one.title for one in pack.sections][:2] == [
        "1. What has changed",
        "2. Where it happens",
    ]
    assert pack.sections[-1].title == "Data used"
    pdf = pack_pdf(pack)
    assert pdf.startswith(b"%PDF")
    assert pack_pdf(pack) == pdf
    assert pack_docx(pack).startswith(b"PK")


# ---------------------------------------------------------------- who sees it, who owes it


def test_who_sees_an_assessment_as_it_goes_on(viewer):
    with_figures()
    made = begun()

    def seen_by(*names):
        return [
            name
            for name in names
            if Assessment.objects.visible_to(viewer(name)).filter(pk=made.pk).exists()
        ]

    everybody = ("analyst", "csp-manager", "secretary", "chair", "member", "scrutiny")
    assert seen_by(*everybody) == ["analyst", "csp-manager"]
    assert not Assessment.objects.visible_to(Viewer()).exists()


def test_the_year_s_assessment_is_owed_by_who_makes_it():
    templated()
    council, own = body("cambridgeshire-county-council"), body("safer-peterborough")
    due = [one for one in owed([council, own], TODAY) if "strategic assessment" in one.what]
    assert [one.body for one in due].count(council) == 5
    assert [one.what for one in due if one.body == own] == [
        "Make the strategic assessment of Safer Peterborough Partnership for 2018/19"
    ]
    assert {one.due for one in due} == {date(2019, 3, 31)}
    with_figures()
    approved()
    assert len([one for one in owed([council], TODAY) if "strategic assessment" in one.what]) == 4


def test_one_that_was_begun_keeps_its_own_sections():
    templated()
    made = begun()
    templated(sections=TEMPLATE["sections"][:1])
    assert made.sections.count() == 6
    assert start_assessment(by=ANALYST, body=body(), period=SUMMER, on=TODAY).sections.count() == 1
    assert begun("cambridge-csp").sections.count() == 1


def test_a_finding_that_is_public_keeps_the_strictest_threshold():
    with_figures(10, 12, 9, 14, 11, 13)
    templated(threshold=10)
    made = published()
    assert "not shown" in said(made)
    finding = Finding.objects.get()
    assert finding.threshold == 10
    held = [row[-1] for row in shown_to_public(finding).figures.rows]
    assert held[2] == "not shown"
    assert held.count("not shown") > 1
