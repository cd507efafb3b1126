"""Drafting agendas, writing and uploading papers, circulating and publishing them."""

from datetime import date
from pathlib import Path

import pytest

from frankpledge.documents.binding import UnreadablePdf
from frankpledge.documents.pandoc import UnreadableDocument
from frankpledge.history.models import Entry
from frankpledge.meetings.models import AgendaItem, Paper, Recommendation
from frankpledge.meetings.operations import (
    add_item,
    change_item,
    change_paper_state,
    circulate,
    commission_paper,
    draft_agenda,
    publish,
    set_recommendations,
    upload_paper,
    write_paper,
)
from frankpledge.meetings.papers import paper_blocks
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.verdict import Refused
from tests.support.county import OCTOBER, SECRETARY, meeting, paper, text_in

FILES = Path(__file__).parents[1] / "documents" / "files"
pytestmark = pytest.mark.usefixtures("demo")


def numbers(day="2018-10-11"):
    return {item.slug: item.label for item in AgendaItem.objects.filter(meeting=meeting(day))}


def entries():
    return Entry.objects.count()


def test_an_agenda_is_drafted_from_the_template_and_the_plan():
    drafted = draft_agenda(by=SECRETARY, meeting=meeting("2019-01-17"))
    assert [item.number for item in drafted] == list(range(1, 10))
    assert [item.title for item in drafted][2:7] == [
        "Joint Youth Justice Management Board",
        "Organised crime and modern slavery",
        "Healthy and safe schools",
        "Cambridge City",
        "Norfolk early help hubs",
    ]
    assert drafted[2].lead_body == body_named("youth-justice")
    assert drafted[-2].binds == "quarterly-updates"
    with pytest.raises(Refused, match="has an agenda already"):
        draft_agenda(by=SECRETARY, meeting=meeting("2019-01-17"))


def test_before_circulation_a_new_item_moves_those_behind_it():
    third = AgendaItem.objects.get(slug="road-safety")
    item = add_item(by=SECRETARY, meeting=meeting(), after=third, title="New", minutes=5)
    assert item.label == "4"
    assert numbers()["supported-housing"] == "5"
    assert sorted(map(int, numbers().values())) == list(range(1, 13))


def test_a_new_first_item():
    item = add_item(by=SECRETARY, meeting=meeting(), after=None, title="New", minutes=5)
    assert item.label == "1"
    assert numbers()["introductions"] == "2"


def test_after_circulation_no_number_moves():
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    before = numbers()
    third = AgendaItem.objects.get(slug="road-safety")
    labels = [
        add_item(by=SECRETARY, meeting=meeting(), after=third, title="New", minutes=1).label
        for _ in range(26)
    ]
    assert (labels[0], labels[-1]) == ("3A", "3Z")
    with pytest.raises(Refused, match="every letter to Z"):
        add_item(by=SECRETARY, meeting=meeting(), after=third, title="New", minutes=1)
    assert numbers().items() >= before.items()


def test_an_item_changes_its_words_and_time_and_keeps_its_number():
    item = AgendaItem.objects.get(slug="road-safety")
    change_item(by=SECRETARY, item=item, title="Roads", minutes=10, lead_post="Chair")
    assert (item.label, item.title, item.minutes) == ("3", "Roads", 10)


def test_commissioned_papers_have_names_of_their_own():
    item = AgendaItem.objects.get(slug="updates")
    group = body_named("prevent")
    made = [
        commission_paper(by=SECRETARY, item=item, author_body=group, title="T") for _ in range(3)
    ]
    assert [one.slug for one in made] == ["updates", "updates-2", "updates-3"]
    assert {one.state for one in made} == {"to-follow"}


def test_writing_starts_a_draft_and_keeps_recommendations_in_order():
    review = paper("drug-and-alcohol-review")
    write_paper(by=SECRETARY, paper=review, title="Review", text="One.", asked=["A", "B", "C"])
    assert (review.state, review.source) == ("draft", "written")
    write_paper(by=SECRETARY, paper=review, title="Review", text="Two.", asked=["B", "C"])
    found = Recommendation.objects.filter(paper=review)
    assert [(one.order, one.text) for one in found] == [(1, "B"), (2, "C")]
    assert "Two." in text_in(paper_blocks(paper("drug-and-alcohol-review")))


@pytest.mark.parametrize("text", ["No place for them.", "# Asked\n\n{recommendations}\n\nAfter."])
def test_what_is_asked_is_in_the_paper_wherever_its_text_puts_it(text):
    review = paper("drug-and-alcohol-review")
    write_paper(by=SECRETARY, paper=review, title="Review", text=text, asked=["Agree the budget."])
    said = text_in(paper_blocks(paper("drug-and-alcohol-review")))
    assert said.count("Agree the budget.") == 1


def test_what_is_asked_is_not_lost_from_a_word_file():
    review = paper("drug-and-alcohol-review")
    data = (FILES / "survey-paper.docx").read_bytes()
    upload_paper(by=SECRETARY, paper=review, name="survey.docx", data=data)
    set_recommendations(by=SECRETARY, paper=review, asked=["Agree the budget."])
    assert "Agree the budget." in text_in(paper_blocks(paper("drug-and-alcohol-review")))


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("paper.exe", b"MZ", Refused),
        ("paper", b"text", Refused),
        ("paper.pdf", b"text", UnreadablePdf),
        ("paper.docx", b"text", UnreadableDocument),
        ("paper.odt", b"", UnreadableDocument),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(name, data, refusal):
    review, before = paper("drug-and-alcohol-review"), entries()
    with pytest.raises(refusal):
        upload_paper(by=SECRETARY, paper=review, name=name, data=data)
    kept = paper("drug-and-alcohol-review")
    assert (kept.state, kept.original_name, bool(kept.original)) == ("to-follow", "", False)
    assert entries() == before


def test_the_file_itself_is_kept():
    review = paper("drug-and-alcohol-review")
    data = (FILES / "tagged.pdf").read_bytes()
    upload_paper(by=SECRETARY, paper=review, name="Review of DRUGS.PDF", data=data)
    kept = paper("drug-and-alcohol-review")
    with kept.original.open("rb") as file:
        assert file.read() == data
    assert kept.original_name == "Review of DRUGS.PDF"
    assert kept.original.name.endswith(".pdf")
    assert Entry.objects.latest("pk").fields["source"] == ["written", "bound"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../secret-key.pdf", "secret-key.pdf"),
        ("C:\\Papers\\Drugs.pdf", "Drugs.pdf"),
        ("x\x00\n.pdf", "x.pdf"),
        ("é ✓.pdf", "é ✓.pdf"),
        (f"{'long' * 100}.pdf", f"{'long' * 49}.pdf"),
    ],
)
def test_a_strange_name_is_only_a_name(settings, name, kept):
    review = paper("drug-and-alcohol-review")
    data = (FILES / "tagged.pdf").read_bytes()
    upload_paper(by=SECRETARY, paper=review, name=name, data=data)
    assert paper("drug-and-alcohol-review").original_name == kept
    where = Path(paper("drug-and-alcohol-review").original.path)
    assert where.is_relative_to(settings.MEDIA_ROOT)


def test_circulating_sends_what_is_in_and_fixes_the_day():
    assert circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4)) == 7
    assert meeting().circulated == date(2018, 10, 4)
    with pytest.raises(Refused, match="Nothing has come in since the papers went out"):
        circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 9))
    assert meeting().circulated == date(2018, 10, 4)


def test_a_paper_that_comes_late_goes_out_by_itself():
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    review = paper("drug-and-alcohol-review")
    write_paper(by=SECRETARY, paper=review, title="Review", text="Late.", asked=[])
    change_paper_state(by=SECRETARY, paper=review, state="received", on=date(2018, 10, 9))
    late = "The figures came on 8 October."
    assert circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 9), why=late) == 1
    assert paper("drug-and-alcohol-review").received == date(2018, 10, 9)


def test_nothing_is_published_before_it_is_circulated():
    """Else the updates, which go out with the papers, would be public before members have them."""
    with pytest.raises(Refused, match="Circulate them to members first"):
        publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert meeting().published is None


def test_publishing_leaves_what_is_withheld():
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    roads = paper("road-safety-partnership")
    with pytest.raises(Refused, match="Say until which day"):
        change_paper_state(by=SECRETARY, paper=roads, state="withheld", on=OCTOBER)
    change_paper_state(
        by=SECRETARY,
        paper=paper("road-safety-partnership"),
        state="withheld",
        on=OCTOBER,
        withheld_until=date(2018, 12, 1),
    )
    assert publish(by=SECRETARY, meeting=meeting(), on=OCTOBER) == 5
    assert paper("road-safety-partnership").state == "withheld"
    with pytest.raises(Refused, match="withheld until 1 December 2018"):
        change_paper_state(
            by=SECRETARY, paper=paper("road-safety-partnership"), state="published", on=OCTOBER
        )


def test_a_refused_change_changes_nothing():
    before = entries()
    with pytest.raises(Refused, match="cannot become published"):
        change_paper_state(
            by=SECRETARY, paper=paper("road-safety-partnership"), state="published", on=OCTOBER
        )
    with pytest.raises(Refused, match="nothing in this paper"):
        change_paper_state(
            by=SECRETARY, paper=paper("drug-and-alcohol-review"), state="received", on=OCTOBER
        )
    assert entries() == before
    assert Paper.objects.filter(state="received").count() == 6


def test_one_paper_that_may_not_go_stops_them_all(monkeypatch):
    """Circulation is one step: all the papers that are in go out, or none."""
    left = iter(range(2))

    def give_up_at_the_third(**given):
        if next(left, None) is None:
            raise RuntimeError("the machine stopped")
        change_paper_state(**given)

    monkeypatch.setattr(
        "frankpledge.meetings.operations.circulation.change_paper_state", give_up_at_the_third
    )
    with pytest.raises(RuntimeError):
        circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    assert Paper.objects.filter(state="received").count() == 6
    assert meeting().circulated is None


def test_nothing_goes_before_the_first_item_once_papers_are_out():
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    with pytest.raises(Refused, match="item 1 stays first"):
        add_item(by=SECRETARY, meeting=meeting(), after=None, title="Urgent", minutes=5)
    assert "item-12" not in numbers()
