"""What people said in surveys, in an assessment: beside what is recorded, and never added."""

import io
from datetime import date
from zipfile import ZipFile

import pytest

from frankpledge.analytics.measures import Question
from frankpledge.documents.content import Heading, plain_text
from frankpledge.documents.pdf import pack_pdf
from frankpledge.documents.word import pack_docx
from frankpledge.evidence.assessments.models import SectionQuestion
from frankpledge.evidence.assessments.operations import (
    add_question,
    approve_assessment,
    drop_question,
    publish_assessment,
    send_for_review,
    take_back,
    write_section,
)
from frankpledge.evidence.assessments.papers import assessment_pack, content_of
from frankpledge.evidence.surveys.models import Survey, SurveyQuestion
from frankpledge.evidence.surveys.operations.keeping import withdraw_survey
from frankpledge.evidence.surveys.operations.stating import set_beside
from frankpledge.partnership.people import Viewer
from frankpledge.shared.verdict import Refused
from tests.assessments.support import (
    TODAY,
    approved,
    begun,
    decision,
    fresh,
    in_review,
    no_template,
    section_of,
    templated,
    with_figures,
    written,
)
from tests.findings.support import ANALYST, NOW
from tests.surveys.support import ANSWERS, SAFE, WORRIES, kept, residents_csv

pytestmark = pytest.mark.usefixtures("no_template")
__all__ = ["no_template"]
NOT_SHOWN = "Too few answered"
BURGLARY = Question(
    "recorded-crime", first=date(2018, 3, 1), last=date(2018, 5, 1), places=("Fenland",)
)


def question(words=SAFE):
    """A question of the residents' survey, which is kept if it is not yet."""
    if not Survey.objects.exists():
        kept()
    found: SurveyQuestion = SurveyQuestion.objects.select_related("survey__area").get(words=words)
    return found


def asked(made, words=SAFE, slug="changes", **more):
    return add_question(
        by=ANALYST, section=section_of(made, slug), question=question(words), **more
    )


def part(made, slug="changes", *, public=True):
    (found,) = [one for one in content_of(made, public=public) if one.slug == slug]
    return found


def said(made, slug="changes", *, public=True):
    return plain_text(part(made, slug, public=public).blocks)


# ---------------------------------------------------------------- in a section


def test_answers_stand_after_the_findings_and_say_that_they_are_not_recorded_crime():
    with_figures()
    made = written()
    asked(made)
    headings = [plain_text([one]) for one in part(made).blocks if isinstance(one, Heading)]
    assert headings[-2:] == ["What people say", SAFE]
    told = said(made)
    assert "They are not recorded crime, and are not added to it." in told
    assert "“How safe do you feel after dark?”: Safe, 62.0%" in told
    assert "1,348 answered." in told
    used = said(made, "data-used")
    assert "Residents’ survey 2018, Fenland Community Safety Partnership, asked" in used
    assert "Speaks for adults who live in three districts." in used


def test_what_is_recorded_for_a_place_stands_beside_and_is_not_added():
    """Of all who answered, and of those of Fenland: what stands beside either is said once."""
    with_figures()
    made = written()
    set_beside(
        by=ANALYST, question=question(), option="Unsafe", place="Fenland", asked=BURGLARY, now=NOW
    )
    first = asked(made)
    told = said(made, public=False)
    assert "Beside what is recorded" in told
    assert "in Fenland, asked 1 March 2018 to 31 May 2018. Recorded: Recorded crime" in told
    assert told.count("They are not added, and neither of them checks the other.") == 1
    # For the public, a district by itself would give a small one away.
    assert "Beside what is recorded" not in said(made)
    set_beside(by=ANALYST, question=question(), option="Unsafe", asked=BURGLARY, now=NOW)
    assert said(made).count("They are not added, and neither of them") == 1
    assert "Beside what is recorded" not in said(made)
    drop_question(by=ANALYST, asked=first)
    assert "What people say" not in said(made)
    assert Survey.objects.get().state == "kept"


def test_the_public_s_edition_holds_small_numbers_back():
    """All but 3 of 1,012 worry about speeding: the public is told neither."""
    with_figures()
    made = written()
    asked(made, WORRIES)
    full, public = said(made, public=False), said(made)
    assert "1,009" in full
    assert "1,009" not in public
    assert "not shown" in public


def test_a_place_that_the_public_could_not_be_shown_is_not_added():
    """3 of East Cambridgeshire feel unsafe: no place is shown by itself."""
    made = begun()
    with pytest.raises(Refused, match=NOT_SHOWN):
        asked(made, place="Fenland")
    with pytest.raises(Refused, match="gave “Nowhere” as the place"):
        asked(made, place="Nowhere")
    with pytest.raises(Refused, match="asks for a number"):
        asked(made, "Age", place="Fenland")
    assert not SectionQuestion.objects.exists()


def test_a_place_without_small_numbers_stands_by_itself_with_what_is_recorded_there():
    """30 and not 3 of East Cambridgeshire feel unsafe; of Fenland 300 of 700."""
    with_figures()
    answers = tuple((30 if one[0] == 3 else one[0], *one[1:]) for one in ANSWERS)
    kept(data=residents_csv(answers))
    made = written()
    set_beside(
        by=ANALYST, question=question(), option="Unsafe", place="Fenland", asked=BURGLARY, now=NOW
    )
    asked(made, place="Fenland")
    told = said(made)
    assert f"{SAFE} (Fenland)" in told
    assert "700 answered." in told
    assert told.count("They are not added, and neither of them checks the other.") == 1
    assert "Beside what is recorded" not in told
    asked(made)
    assert "1,375 answered." in said(made)


def test_another_threshold_of_surveys_is_said():
    with_figures()
    templated(threshold=10)
    made = begun()
    asked(made, slug="what-has-changed")
    used = said(made, "data-used")
    assert "counts below 10 are not shown" in used
    assert "In what people said, counts below 5 are held back." in used


def test_a_question_is_in_a_section_once_and_its_survey_stands():
    made = begun()
    asked(made)
    with pytest.raises(Refused, match="is in this section already"):
        asked(made)
    asked(made, slug="places")
    withdraw_survey(by=ANALYST, survey=Survey.objects.get(), why="Asked twice.")
    with pytest.raises(Refused, match="does not stand"):
        asked(made, WORRIES)


def test_a_section_with_answers_alone_is_not_empty():
    with_figures()
    made = written()
    write_section(by=ANALYST, section=section_of(made, "places"), text="")
    with pytest.raises(Refused, match="“Where it happens”"):
        send_for_review(by=ANALYST, assessment=made)
    asked(made, slug="places")
    send_for_review(by=ANALYST, assessment=fresh(made))
    with pytest.raises(Refused, match="Take it back to change it"):
        asked(made, WORRIES)
    with pytest.raises(Refused, match="Take it back to change it"):
        drop_question(by=ANALYST, asked=SectionQuestion.objects.get())


# ---------------------------------------------------------------- published


def test_publishing_freezes_the_answers_and_makes_the_question_public():
    with_figures()
    made = in_review()
    take_back(by=ANALYST, assessment=made)
    asked(made)
    send_for_review(by=ANALYST, assessment=fresh(made))
    approve_assessment(by=ANALYST, assessment=fresh(made), decision=decision())
    assert not Survey.objects.visible_to(Viewer()).exists()
    before = part(fresh(made)).blocks
    publish_assessment(by=ANALYST, assessment=fresh(made), on=TODAY)
    assert question().published == TODAY
    assert question(WORRIES).published is None
    assert Survey.objects.visible_to(Viewer()).get().published == TODAY
    withdraw_survey(by=ANALYST, survey=Survey.objects.get(), why="Asked twice.")
    assert part(fresh(made)).blocks == before
    assert "Safe, 62.0%" in said(fresh(made))


def test_a_survey_withdrawn_before_it_is_approved_or_published_is_taken_out_first():
    with_figures()
    made = written()
    asked(made)
    send_for_review(by=ANALYST, assessment=fresh(made))
    withdraw_survey(by=ANALYST, survey=Survey.objects.get(), why="Asked twice.")
    with pytest.raises(Refused, match=r"was withdrawn: Asked twice\. Take “How safe"):
        approve_assessment(by=ANALYST, assessment=fresh(made), decision=decision())
    assert fresh(made).state == "in review"


def test_a_survey_withdrawn_after_approval_keeps_it_from_being_published():
    with_figures()
    made = written()
    asked(made)
    send_for_review(by=ANALYST, assessment=fresh(made))
    approve_assessment(by=ANALYST, assessment=fresh(made), decision=decision())
    withdraw_survey(by=ANALYST, survey=Survey.objects.get(), why="Asked twice.")
    with pytest.raises(Refused, match="was withdrawn"):
        publish_assessment(by=ANALYST, assessment=fresh(made), on=TODAY)
    assert question().published is None
    assert not fresh(made).content


def test_without_a_survey_nothing_is_said_of_surveys():
    with_figures()
    made = approved()
    assert "survey" not in said(made, "data-used").lower()


def test_the_pdf_and_the_word_file_hold_the_same_answers():
    with_figures()
    made = written()
    asked(made)
    pack = assessment_pack(made, public=True)
    assert pack_pdf(pack).startswith(b"%PDF")
    with ZipFile(io.BytesIO(pack_docx(pack))) as file:
        text = file.read("word/document.xml").decode()
    assert "What people say" in text
    assert SAFE in text
