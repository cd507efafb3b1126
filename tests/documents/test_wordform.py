"""Forms that leave as Word files and come back, whatever was done to them on the way."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from frankpledge.documents.content import Heading, Paragraph, Table, plain_text, words
from frankpledge.documents.office import UnreadableDocument
from frankpledge.documents.wordform import FormField, FormName, mark_text
from frankpledge.documents.wordform_file import form_name_in
from frankpledge.documents.wordform_read import read_word_form
from frankpledge.documents.wordform_values import read_choice, read_day, read_tick
from frankpledge.documents.wordform_write import write_word_form
from frankpledge.documents.wordform_xml import w, w14
from tests.documents.samples import file
from tests.documents.wordforms import (
    NAME,
    REPORT,
    boxes,
    changed,
    first_version,
    form,
    paragraph,
    unbox,
    write_in,
)

LEFT = {
    **{"chair": "Head of service", "vice": "", "met": date(2018, 9, 11), "state": "draft"},
    **{"quorate": True, "work": "First line\nSecond line", "report": REPORT, "more": ()},
    **{"d.tor.text": "Agreed", "d.tor.date": "June 2017", "d.plan.text": "", "d.plan.date": ""},
}
ROWS = {"risks": (("Funding ends", "Agree match funding"), ("Staff\nleave", ""))}


def returned(change=None, history=None, data=b""):
    data = data or write_word_form(form())
    return read_word_form(changed(data, change) if change else data, form(), history)


def answered(root) -> None:
    write_in(root, "next", "12 December 2018")


def test_the_same_form_gives_the_same_bytes_and_says_which_it_is() -> None:
    data = write_word_form(form())
    assert data == write_word_form(form())
    assert form_name_in(data) == NAME
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert mark_text(NAME) in archive.read("docProps/custom.xml").decode()


def test_the_file_is_one_that_a_screen_reader_can_use() -> None:
    document = Document(io.BytesIO(write_word_form(form())))
    assert document.core_properties.title == "Quarterly update"
    assert document.core_properties.language == "en-GB"
    styles = [one.style.name for one in document.paragraphs if one.style]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 2
    firsts = [one.rows[0]._tr for one in document.tables]
    assert sum(one.find(f"{w('trPr')}/{w('tblHeader')}") is not None for one in firsts) == 3
    numbers = [one.get(w("val")) for one in document.element.body.iter(w("id"))]
    assert len(numbers) == len(set(numbers))


def test_a_form_left_alone_changes_nothing() -> None:
    found = returned()
    assert {tag: found.values[tag] for tag in LEFT} == LEFT
    assert found.rows == {**ROWS, "recommendations": ()}
    assert found.notes == ()
    assert [one.sentence for one in found.mistakes] == [
        "Under “The group”, “The group meets next on” is empty. It must be answered."
    ]


def test_answers_are_read_by_their_tags_wherever_they_stand() -> None:
    def change(root) -> None:
        answered(root)
        write_in(root, "chair", "Head of commissioning")
        write_in(root, "state", "Final version")
        next(boxes(root, "quorate")[0].iter(w14("checked"))).set(w14("val"), "0")
        # Somebody moved a box to the end, and wrapped another in a box of their own.
        moved = boxes(root, "chair")[0].getparent()
        root.find(w("body")).insert(-1, moved)
        inner = boxes(root, "vice")[0]
        outer = etree.Element(w("sdt"))
        inner.getparent().replace(inner, outer)
        etree.SubElement(outer, w("sdtContent")).append(inner)
        write_in(root, "vice", "Head of schools")

    found = returned(change)
    assert found.mistakes == ()
    assert found.values["chair"] == "Head of commissioning"
    assert found.values["vice"] == "Head of schools"
    assert found.values["next"] == date(2018, 12, 12)
    assert found.values["state"] == "final"
    assert found.values["quorate"] is False


@pytest.mark.parametrize("lost", ["every", "tags"])
def test_answers_are_found_under_their_questions_when_the_boxes_are_lost(lost: str) -> None:
    def change(root) -> None:
        answered(root)
        for one in list(root.iter(w("tag"))):
            tag = one.get(w("val"))
            if lost == "every" and tag != "frankpledge-form":
                unbox(root, tag)
            else:
                one.getparent().remove(one)

    found = returned(change)
    assert {tag: found.values[tag] for tag in LEFT} == LEFT
    assert found.values["next"] == date(2018, 12, 12)
    assert found.rows == {**ROWS, "recommendations": ()}
    assert "read from under their questions: “Chair”" in " ".join(found.notes)


def test_what_libreoffice_saved_comes_back() -> None:
    """The file was saved by LibreOffice 7.4, which drops every tag and tears boxes apart."""
    found = returned(data=file("form-libreoffice.docx"))
    assert {tag: found.values[tag] for tag in LEFT} == LEFT
    assert found.rows == {**ROWS, "recommendations": ()}


def test_a_file_of_the_first_version_comes_back() -> None:
    history = {1: {"paper": "report", "budget": None}}
    data = file("form-version-1.docx")
    assert form_name_in(data).version == 1
    found = returned(answered, history, data)
    assert found.values["report"] == REPORT
    assert found.mistakes == ()
    assert found.notes == (
        "“£1,200” stands in a box that is asked for no longer, and was left out.",
    )
    assert first_version().name.version == 1


def test_a_box_that_was_deleted_leaves_what_is_known() -> None:
    def change(root) -> None:
        for tag in ("chair", "risks"):
            for box in boxes(root, tag):
                (box if tag == "chair" else box.getparent()).getparent().remove(
                    box if tag == "chair" else box.getparent()
                )
        for one in list(root.iter(w("p"))):
            if "".join(one.itertext()) in {"Chair", "Risks"}:
                one.getparent().remove(one)

    found = returned(change)
    assert "chair" not in found.values
    assert "risks" not in found.rows
    assert "“Chair” is not in the file, so it stays as it was." in found.notes


def test_words_beside_a_box_are_not_lost() -> None:
    def change(root) -> None:
        boxes(root, "vice")[0].getparent().append(paragraph("Head of schools")[0])
        boxes(root, "work")[0].addnext(paragraph("A third line"))

    found = returned(change)
    assert found.values["vice"] == "Head of schools"
    sentences = [one.sentence for one in found.mistakes]
    assert (
        "Under “What it did”, “What the group did” says “A third line”. That stands beside its "
        "box, which has an answer too. Keep one."
    ) in sentences


def test_what_cannot_be_read_is_refused_with_its_place() -> None:
    def change(root) -> None:
        write_in(root, "next", "soon")
        write_in(root, "state", "nearly")
        write_in(root, "chair", "x" * 61)
        write_in(root, "risks.ask", "y" * 101)
        row = next(boxes(root, "risks.risk")[1].iterancestors(w("tr")))
        row.remove(row.findall(w("tc"))[1])

    found = returned(change)
    assert [one.sentence for one in found.mistakes] == [
        f"Under “The group”, “Chair” says “{'x' * 61}”. "
        "It has 61 characters. Shorten it to 60 or fewer.",
        "Under “The group”, “The group meets next on” says “soon”. "
        "Give a date such as 11 October 2018.",
        "Under “The group”, “State” says “nearly”. Choose “Draft” or “Final version”.",
        "Under “What it did”, “Risks, row 1, What you ask of the board” says "
        f"“{'y' * 79}…”. It has 101 characters. Shorten it to 100 or fewer.",
        "Under “What it did”, “Risks, row 2” says “Staff leave”. "
        "The row has 1 cell; it must have 2.",
    ]
    assert "risks" not in found.rows
    assert not {"next", "state", "chair"} & set(found.values)


def test_one_question_answered_twice_is_refused() -> None:
    def change(root) -> None:
        answered(root)
        copy = etree.fromstring(etree.tostring(boxes(root, "chair")[0].getparent()))
        boxes(root, "vice")[0].getparent().addnext(copy)
        write_in(root, "chair", "Somebody else", place=1)

    (mistake,) = returned(change).mistakes
    assert mistake.value == "Head of service / Somebody else"


def test_rows_come_back_however_they_were_added() -> None:
    def change(root) -> None:
        answered(root)
        third = boxes(root, "risks.risk")[2]
        write_in(root, "risks.risk", "Repeated by Word", place=2)
        row = next(third.iterancestors(w("tr")))
        added = etree.fromstring(etree.tostring(row))
        for box in list(added.iter(w("sdt"))):
            box.getparent().replace(box, paragraph("Added by hand"))
        next(row.iterancestors(w("tbl"))).append(added)

    assert returned(change).rows["risks"] == (
        *ROWS["risks"],
        ("Repeated by Word", ""),
        ("Added by hand", "Added by hand"),
    )


def test_struck_out_words_and_rows_are_gone_and_added_ones_are_there() -> None:
    def change(root) -> None:
        answered(root)
        box = boxes(root, "chair")[0]
        run = next(box.iter(w("r")))
        gone = etree.Element(w("del"))
        run.addprevious(gone)
        gone.append(run)
        added = etree.SubElement(box.find(w("sdtContent")), w("ins"))
        added.append(paragraph("Director")[0])
        row = next(boxes(root, "risks.risk")[0].iterancestors(w("tr")))
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(0, properties)
        etree.SubElement(properties, w("del")).set(w("id"), "1")

    found = returned(change)
    assert found.values["chair"] == "Director"
    assert found.rows["risks"] == (("Staff\nleave", ""),)
    assert "Tracked changes were taken as accepted." in found.notes


def test_a_report_written_in_word_comes_back_with_its_structure() -> None:
    def change(root) -> None:
        answered(root)
        content = boxes(root, "report")[0].find(w("sdtContent"))
        content.append(paragraph("A last word."))

    report = returned(change).values["report"]
    assert isinstance(report, tuple)
    assert report[-1] == Paragraph(words("A last word."))
    assert report[0] == Heading(1, words("Recommendations"))
    assert any(isinstance(one, Table) for one in report)
    assert report[:-1] == REPORT


def test_a_report_may_have_a_heading_that_is_also_a_question() -> None:
    """Without boxes, the report's own “Recommendations” is not the list of that name."""

    def change(root) -> None:
        answered(root)
        for tag in ("report", "recommendations", "recommendations.text"):
            unbox(root, tag)

    found = returned(change)
    assert found.values["report"] == REPORT
    assert found.rows["recommendations"] == ()


def test_an_unknown_box_is_said() -> None:
    def change(root) -> None:
        boxes(root, "chair")[0].find(f"{w('sdtPr')}/{w('tag')}").set(w("val"), "stranger")

    found = returned(change)
    assert found.notes[0] == (
        "“Head of service” stands in a box that is not on this form, and was left out."
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "this file is empty"),
        (b"%PDF-1.7", "this is a PDF"),
        (file("survey-paper.docx"), "not one of the forms that Frankpledge sent out"),
        (file("action-log.odt"), "Save the form as Word (.docx)"),
        (write_word_form(form(name=FormName("update", 3, NAME.about))), "a newer version"),
        (write_word_form(form(name=FormName("update", 2, "elsewhere"))), "about something else"),
        (changed(write_word_form(form()), lambda root: root.clear()), "holds no text"),
    ],
)
def test_what_is_not_the_form_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableDocument, match=told.replace("(", r"\(").replace(")", r"\)")):
        read_word_form(data, form())


def test_the_mark_is_found_where_the_line_was_deleted() -> None:
    def change(root) -> None:
        box = boxes(root, "frankpledge-form")[0]
        box.getparent().getparent().remove(box.getparent())

    assert form_name_in(changed(write_word_form(form()), change)) == NAME


@pytest.mark.parametrize(
    "text",
    [
        *("11 October 2018", "11th Oct 2018", "Thursday, 11 October 2018", "thurs 11 oct. 18"),
        *("11/10/2018", "11.10.18", "11 - 10 - 2018", "2018-10-11", "October 11, 2018"),
        "the 11 October 2018".removeprefix("the "),
    ],
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert read_day(text) == date(2018, 10, 11)


@pytest.mark.parametrize("text", ["", "soon", "October 2018", "31 June 2018", "11 Foo 2018", "1/2"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_a_day_shown_in_american_order_is_the_day_that_was_picked() -> None:
    assert read_day("10/11/2018") == date(2018, 11, 10)
    assert read_day("10/11/2018", date(2018, 10, 11)) == date(2018, 10, 11)
    assert read_day("12 May 2019", date(2018, 10, 11)) == date(2019, 5, 12)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_every_day_that_leaves_comes_back(day: date) -> None:
    assert read_day(f"{day.day} {day:%B} {day.year}") == day


def test_choices_and_ticks_typed_by_hand() -> None:
    choices = (("yes", "Yes, all of it"), ("no", "No"))
    assert read_choice(" yes,  ALL of it.", choices) == "yes"
    assert read_choice("no", choices) == "no"
    assert read_choice("perhaps", choices) is None
    assert [read_tick(one) for one in ("☒", "X", "yes", "☐", "No", "", "maybe")] == [
        *(True, True, True, False, False, False),
        None,
    ]


def test_no_control_has_a_name_that_word_refuses() -> None:
    asked = FormField("long", "Question " * 20, "line")
    data = write_word_form(form(items=(asked,)))
    names: list[str] = []
    changed(data, lambda root: names.extend(one.get(w("val")) for one in root.iter(w("alias"))))
    assert max(map(len, names)) <= 64
    assert "Question" in plain_text((Paragraph(words(names[0])),))
