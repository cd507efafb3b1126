"""The file that a paper came as: who may have it, and what of it no reader meets."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from frankpledge.meetings.operations import (
    Part,
    change_paper_state,
    circulate,
    publish,
    upload_paper,
    withhold_part,
)
from frankpledge.meetings.queries.marking import paragraphs_of
from frankpledge.shared.door import operation
from frankpledge.shared.marking import Audience
from tests.support.county import OCTOBER, SECRETARY, meeting, paper
from tests.support.harmful import in_body, pdf, word
from tests.support.leaks import said_by, walk, whole
from tests.support.letting_go import let_go
from tests.support.reading import words

pytestmark = pytest.mark.usefixtures("demo")
MEETING = "/meetings/county-board/2018-10-11/"
SLUG = "drug-and-alcohol-review"
PAGE = f"{MEETING}papers/{SLUG}/"
NINTH = date(2018, 10, 9)


def go_out():
    circulate(by=SECRETARY, meeting=meeting(), on=NINTH)
    publish(by=SECRETARY, meeting=meeting(), on=NINTH)


@operation("Keep a file, for a test")
def keep_a_file(*, by, slug, name):
    one = paper(slug)
    one.original_name = name
    one.source = "bound" if name.endswith(".pdf") else one.source
    one.original.save(name, ContentFile(pdf() if name.endswith(".pdf") else b"PK"), save=False)
    one.save()


ROAD = "road-safety-partnership"
ROAD_PAGE = f"/meetings/county-board/2018-10-11/papers/{ROAD}/"


@pytest.mark.parametrize(
    ("name", "withheld", "readers"),
    [
        ("whole.docx", False, {"secretary"}),
        ("whole.pdf", False, {"secretary", "member", "scrutiny", ""}),
        ("whole.pdf", True, {"secretary", "member"}),
    ],
)
def test_who_may_have_the_file_a_paper_came_as(signed_in, browse, name, withheld, readers):
    """A Word file may hold tracked changes and comments: readers have what was made of it."""
    found = paper(ROAD)
    if withheld:
        marks = tuple(one.mark for one in paragraphs_of(found)[:1])
        part = Part(marks, Audience.PARTNERSHIP, "A bid is open", until=date(2019, 1, 1))
        withhold_part(by=SECRETARY, paper=found, part=part, on=NINTH)
    keep_a_file(by=SECRETARY, slug=ROAD, name=name)
    go_out()
    told = browse.get(f"/oparl/paper/{found.pk}/").json()
    assert ("original" in str(told)) is ("" in readers)
    for who in ("", "scrutiny", "member", "secretary"):
        client = signed_in(who) if who else browse
        for page in (ROAD_PAGE, f"{ROAD_PAGE}sent/0/"):
            if page != ROAD_PAGE and who in {"", "scrutiny"}:
                continue
            response = client.get(f"{page}original/")
            assert response.status_code == (200 if who in readers else 404), (who, page)
            assert ("original/" in client.get(page).content.decode()) is (who in readers)
            let_go(response)


def test_what_is_crossed_out_in_a_word_file_reaches_no_reader(signed_in, browse):
    """A tracked deletion, a comment and hidden words, in every form in which a paper goes out."""
    secret = "the tender of the second bidder"
    data = in_body(
        word("The board agrees the contract."),
        f'<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>{secret}</w:delText></w:r></w:del>'
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{secret}</w:t></w:r></w:p>",
    )
    found = paper(SLUG)
    upload_paper(by=SECRETARY, paper=found, name="contract.docx", data=data)
    change_paper_state(by=SECRETARY, paper=found, state="received", on=OCTOBER)
    go_out()
    assert "The board agrees the contract." in words(browse.get(PAGE))
    for said in walk(browse).values():
        assert secret not in said
    client = signed_in("member")
    packs = [f"{MEETING}pack/members.{kind}" for kind in ("pdf", "docx", "html")]
    for address in (PAGE, f"{PAGE}sent/0/", *packs):
        response = client.get(address)
        assert response.status_code == 200, address
        said = said_by(response, whole(response))
        assert "agrees the contract" in said
        assert secret not in said, address
