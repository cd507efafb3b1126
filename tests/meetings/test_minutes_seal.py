"""Published minutes print the head of the history, and so anchor it where nobody can reach it."""

from io import BytesIO

import pytest
from docx import Document

from frankpledge.documents.pdf import pack_pdf
from frankpledge.documents.word import pack_docx
from frankpledge.history.models import Entry
from frankpledge.history.queries import head
from frankpledge.meetings.minutes_paper import minutes_blocks, minutes_pack
from frankpledge.meetings.models import Minutes
from frankpledge.meetings.operations import approve_minutes, publish_minutes
from frankpledge.meetings.queries.minutes import minutes_page
from tests.documents.structure import page_texts
from tests.support.county import SECRETARY, text_in
from tests.support.taking import JANUARY, decided, out_for_comments

pytestmark = pytest.mark.usefixtures("demo")
MINUTES = "/meetings/county-board/2018-10-11/minutes/"


@pytest.fixture
def approved():
    found = out_for_comments()
    approve_minutes(by=SECRETARY, minutes=found, decision=decided(day=JANUARY), on=JANUARY)
    return Minutes.objects.select_related("meeting__body").get(pk=found.pk)


@pytest.fixture
def published(approved):
    publish_minutes(by=SECRETARY, minutes=approved, on=JANUARY)
    return Minutes.objects.select_related("meeting__body", "approved_by__meeting").get()


def word_text(data):
    return " ".join(one.text for one in Document(BytesIO(data)).paragraphs)


def grouped(seal):
    return " ".join(seal[place : place + 8] for place in range(0, 64, 8))


def test_the_seal_is_the_head_before_they_were_published(approved):
    last = head()
    assert not approved.seal
    assert "Seal of the record" not in text_in(minutes_blocks(minutes_page(approved)))
    publish_minutes(by=SECRETARY, minutes=approved, on=JANUARY)
    kept = Minutes.objects.get(pk=approved.pk)
    assert (kept.seal, kept.sealed_entries) == (last.digest, last.place)
    assert Entry.objects.latest("place").fields["seal"] == ["", last.digest]


def test_page_pdf_and_word_print_it_and_it_stays(published, browse):
    page = browse.get(MINUTES).content.decode()
    pack = minutes_pack(minutes_page(published, public=True))
    pdf, word = pack_pdf(pack), pack_docx(pack)
    for text in (page, " ".join(page_texts(pdf)), word_text(word)):
        assert grouped(published.seal) in " ".join(text.split())
    assert f"{published.sealed_entries:,} changes had been entered in this record" in page
    # What is entered later changes nothing in them.
    decided(day=JANUARY)
    again = minutes_pack(minutes_page(Minutes.objects.get(pk=published.pk), public=True))
    assert (pack_pdf(again), pack_docx(again)) == (pdf, word)
