"""What the public may not see is nowhere: on no page, in no pack, in no file's hidden parts."""

import io
import zipfile

import pytest
from pikepdf import Pdf
from pypdfium2 import PdfDocument

from frankpledge.meetings.models import Paper
from frankpledge.meetings.operations import change_paper_state, circulate, publish, write_paper
from tests.support.county import OCTOBER, SECRETARY, meeting, paper
from tests.support.items import give_public_title
from tests.support.letting_go import let_go
from tests.support.reading import links, words
from tests.support.routes_table import read_table

MEETING = "/meetings/county-board/2018-10-11/"
SECRET = "Heronsgate"
"""A word that stands in every part of the withheld paper, and nowhere else."""
ADDRESSES = sorted({line.address for line in read_table() if line.method == "GET"})


@pytest.fixture
def one_withheld(demo):
    """Every paper is published but the one on road safety, whose every part holds the secret."""
    held = paper("road-safety-partnership")
    write_paper(
        by=SECRETARY,
        paper=held,
        title=f"{SECRET} title",
        text=f"# {SECRET} heading\n\n{SECRET} text.\n\n{{recommendations}}",
        asked=[f"{SECRET} recommendation"],
    )
    circulate(by=SECRETARY, meeting=meeting(), on=OCTOBER)
    change_paper_state(
        by=SECRETARY,
        paper=Paper.objects.get(pk=held.pk),
        state="withheld",
        on=OCTOBER,
        withheld_until_decision="until the inquest ends",
    )
    publish(by=SECRETARY, meeting=meeting(), on=OCTOBER)


def everything_in(response):
    """All that a response holds: its text, and for a PDF or Word file what is packed inside."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    let_go(response)
    kind = response.get("Content-Type", "")
    if kind == "application/pdf":
        with Pdf.open(io.BytesIO(data)) as packed:
            names = [str(item) for item in packed.objects]  # outline, tags, metadata
        drawn = PdfDocument(data)
        return " ".join([*names, *(page.get_textpage().get_text_bounded() for page in drawn)])
    if "wordprocessingml" in kind:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return " ".join(
                parts.read(name).decode("utf-8", "replace") for name in parts.namelist()
            )
    return data.decode("utf-8", "replace")


@pytest.mark.row(90)
@pytest.mark.parametrize("account", ["", "scrutiny"])
def test_what_is_withheld_is_nowhere_for_those_outside_the_board(
    one_withheld, browse, signed_in, account
):
    """No page, pack or history shows a visitor or a scrutiny member any word of it."""
    client = signed_in(account) if account else browse
    leaks = [at for at in ADDRESSES if SECRET in everything_in(client.get(at))]
    assert leaks == []


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_the_same_word_is_in_the_members_pack(one_withheld, signed_in, kind):
    """Else the test above would prove nothing."""
    client = signed_in("member")
    assert SECRET in everything_in(client.get(f"{MEETING}pack/members.{kind}"))


@pytest.mark.row(90)
def test_the_public_are_told_that_a_paper_is_withheld_and_why(one_withheld, browse):
    """The agenda and the public pack say that there is a paper, and until when it is withheld."""
    for at in (MEETING, f"{MEETING}items/road-safety/", f"{MEETING}pack/public.html"):
        page = browse.get(at)
        assert "until the inquest ends" in words(page)
    assert browse.get(f"{MEETING}papers/road-safety-partnership/").status_code == 404


@pytest.mark.row(90)
def test_a_withheld_title_that_is_secret_itself_is_not_on_the_public_agenda(
    one_withheld, browse, signed_in
):
    """An item with a public title shows the public only that."""
    give_public_title("road-safety", f"{SECRET} item", "A road safety matter")
    public = browse.get(MEETING)
    assert "A road safety matter" in links(public)
    for at in (MEETING, f"{MEETING}items/road-safety/", f"{MEETING}pack/public.html"):
        assert SECRET not in everything_in(browse.get(at))
    assert f"{SECRET} item" in links(signed_in("secretary").get(MEETING))


@pytest.mark.row(90)
def test_before_it_goes_out_a_paper_is_to_follow_for_everybody_else(demo, browse):
    """Whether a paper is a draft or received is for those inside; others see that it is to come."""
    said = words(browse.get(MEETING))
    assert "Received" not in said
    assert "Working together for safer roads" not in said


@pytest.mark.row(25)
@pytest.mark.parametrize("account", ["", "scrutiny", "member"])
def test_an_update_waits_for_the_papers_to_go_out(demo, browse, signed_in, account):
    """That an update has come in is shown; what it says is not, before circulation."""
    client = signed_in(account) if account else browse
    page = client.get("/review/county-board/2018-10-11/")
    assert "7 of 9 are in" in words(page)
    assert client.get("/review/county-board/2018-10-11/dasv/").status_code == 404
    assert not [url for url in links(page).values() if url.endswith("/dasv/") and "review" in url]
