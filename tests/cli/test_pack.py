"""Packs: whole, the same each time, and with nothing in them that its readers may not see."""

import hashlib
from datetime import date, datetime
from pathlib import Path

import pytest

from frankpledge.meetings.models import AgendaItem
from frankpledge.meetings.operations import (
    add_item,
    change_paper_state,
    circulate,
    commission_paper,
    set_recommendations,
    upload_paper,
    write_paper,
)
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import operation
from tests.support.county import SECRETARY, meeting, paper
from tests.support.leaks import said_in

FORMATS = [".pdf", ".docx", ".html"]
FILES = Path(__file__).parents[1] / "documents" / "files"
# Words that stand nowhere else.
SECRETS = ["Quixotrism", "Zanzibarite", "Xylographer", "Wapentakery", "Mugwumpery"]


@pytest.fixture
def build(frankpledge, tmp_path):
    """Give `build(".pdf", "--public")`: the pack's bytes."""

    def make(suffix, *options):
        path = tmp_path / f"pack{suffix}"
        said = frankpledge("pack", "county-board", "2018-10-11", "--out", path, *options)
        assert (said.status, said.error) == (0, "")
        return path.read_bytes()

    return make


@operation("Gave the item a title that must wait")
def hide_title(*, by, slug, title, public_title):
    item = AgendaItem.objects.get(slug=slug)
    item.title, item.public_title = title, public_title
    item.save()


def hide_secrets():
    """A word in the minutes' title, text and recommendation, in their file's name, in the item."""
    title, text, asked, item_title, name = SECRETS
    minutes = paper("minutes-2018-07-19")
    write_paper(
        by=SECRETARY,
        paper=minutes,
        title=f"Minutes {title}",
        text=f"# Of {text}\n\nSo {text}.",
        asked=[f"Note {asked}"],
    )
    hide_title(
        by=SECRETARY, slug="minutes", title=f"Minutes of {item_title}", public_title="Minutes"
    )
    late = add_item(by=SECRETARY, meeting=meeting(), after=None, title="A late paper", minutes=1)
    other = commission_paper(
        by=SECRETARY, item=late, author_body=body_named("fire-and-rescue"), title="Late"
    )
    upload_paper(
        by=SECRETARY, paper=other, name=f"{name}.pdf", data=(FILES / "tagged.pdf").read_bytes()
    )
    change_paper_state(by=SECRETARY, paper=other, state="received", on=date(2018, 10, 1))
    change_paper_state(by=SECRETARY, paper=other, state="circulated", on=date(2018, 10, 4))
    change_paper_state(
        by=SECRETARY,
        paper=other,
        state="withheld",
        on=date(2018, 10, 4),
        withheld_until=date(2019, 1, 17),
    )


@pytest.mark.row(90)
@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_withheld_is_anywhere_in_the_public_pack(demo_county, build, suffix):
    """No word of a withheld paper, its title or its file: on no page, bookmark or property."""
    hide_secrets()
    public = said_in(build(suffix, "--public"), suffix)
    members = said_in(build(suffix), suffix)
    assert [word for word in SECRETS if word in public] == []
    # The search itself finds them where they may be read; a file's name is only ever on its page.
    assert [word for word in SECRETS[:4] if word not in members] == []
    assert "17 January 2019" in public


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("edition", ["--public", None])
def test_the_same_records_give_the_same_bytes(demo_county, build, suffix, edition, monkeypatch):
    """Two packs of one meeting are the same to the last byte, whatever the day and the hour."""
    options = [edition] if edition else []
    first = hashlib.sha256(build(suffix, *options)).hexdigest()

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2031, 2, 3, 4, 5, 6, tzinfo=tz)

    monkeypatch.setattr("frankpledge.shared.clock.datetime", Later)
    assert hashlib.sha256(build(suffix, *options)).hexdigest() == first


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_item_is_in_the_pack(demo_county, build, suffix):
    said = " ".join(said_in(build(suffix), suffix).split())
    for words in (
        "Working together for safer roads",
        "Forward agenda plan",
        "Prevent",
        "To be published in due course.",
        "Community safety agreement 2017 to 2020",
    ):
        assert words in said


def test_what_the_command_answers(demo_county, frankpledge, tmp_path):
    path = tmp_path / "pack.html"
    given = ("pack", "county-board", "2018-10-11", "--public", "--out", path)
    assert frankpledge(*given).out.startswith("Public pack of Cambridgeshire and Peterborough")
    data = frankpledge(*given, "--json").data
    assert (data["edition"], data["items"], data["bytes"]) == ("public", 11, path.stat().st_size)
    states = {one["number"]: one["state"] for one in data["sections"] if one["state"]}
    assert states == {"2": "Withheld", "7": "To follow"}
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["pack.html"]


@pytest.mark.parametrize(
    ("body", "day", "name", "says"),
    [
        ("county-board", "2018-10-11", "pack.txt", "does not end in .pdf, .docx or .html"),
        ("county-board", "2018-10-11", "pack", "does not end in .pdf, .docx or .html"),
        ("county-board", "2018-10-11", "none/pack.pdf", "There is no folder"),
        (
            "county-board",
            "2018-10-12",
            "pack.pdf",
            "has no meeting “2018-10-12”. Its meetings: 2018",
        ),
        ("county-board", "2019-20-q1", "pack.pdf", "has no date yet, so it has no pack"),
        ("fenland-csp", "2018-10-11", "pack.pdf", "Its meetings: none yet"),
        ("county-bord", "2018-10-11", "pack.pdf", "Did you mean: county-board"),
        ("fenland", "2018-10-11", "pack.pdf", "is a place, not a body"),
    ],
)
def test_a_pack_that_cannot_be_made(demo_county, frankpledge, tmp_path, body, day, name, says):
    said = frankpledge("pack", body, day, "--out", tmp_path / name)
    assert (said.status, said.out) == (1, "")
    assert says in said.error
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_a_failed_pack_leaves_the_last_one(demo_county, build, frankpledge, tmp_path, monkeypatch):
    before = build(".html")

    def stop(pack):
        raise RuntimeError("out of paper")

    monkeypatch.setitem(
        __import__("frankpledge.cli.pack", fromlist=["FORMATS"]).FORMATS, ".html", stop
    )
    with pytest.raises(RuntimeError):
        frankpledge("pack", "county-board", "2018-10-11", "--out", tmp_path / "pack.html")
    assert (tmp_path / "pack.html").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("survey-paper.docx", "converted"),
        ("action-log.odt", "converted"),
        ("tagged.pdf", "bound"),
        ("untagged.pdf", "bound"),
    ],
)
def test_an_uploaded_paper_is_in_the_pack(demo_county, build, name, source):
    """The drug review comes in at last, as a Word, ODF or PDF file, and stands in the pack."""
    review = paper("drug-and-alcohol-review")
    upload_paper(by=SECRETARY, paper=review, name=name, data=(FILES / name).read_bytes())
    assert (review.source, review.state) == (source, "draft")
    still = said_in(build(".html"), ".html")
    assert "To be published in due course." in still
    change_paper_state(by=SECRETARY, paper=review, state="received", on=date(2018, 10, 9))
    for suffix in FORMATS:
        said = said_in(build(suffix), suffix)
        assert "To be published in due course." not in said
        assert "Drugs and alcohol: review" in said


def test_an_item_put_in_late_moves_no_other(demo_county, build):
    """After circulation a new item behind 7 is 7A in every format, and 8 to 11 stay."""
    circulate(by=SECRETARY, meeting=meeting(), on=date(2018, 10, 4))
    before = dict(AgendaItem.objects.values_list("slug", "number"))
    seven = AgendaItem.objects.get(number=7)
    item = add_item(by=SECRETARY, meeting=meeting(), after=seven, title="Knife amnesty", minutes=5)
    late = commission_paper(
        by=SECRETARY, item=item, author_body=body_named("constabulary"), title="Knife amnesty"
    )
    write_paper(by=SECRETARY, paper=late, title="Knife amnesty", text="Bins by the door.", asked=[])
    set_recommendations(by=SECRETARY, paper=late, asked=["The board notes this."])
    change_paper_state(by=SECRETARY, paper=late, state="received", on=date(2018, 10, 9))
    assert item.label == "7A"
    assert {**before, item.slug: 7} == dict(AgendaItem.objects.values_list("slug", "number"))
    for suffix in FORMATS:
        said = said_in(build(suffix), suffix)
        assert "7A" in said
        assert "Bins by the door." in said
