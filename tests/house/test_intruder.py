"""What somebody would try who wants to see, to do or to break what is not theirs.

Who may have which page is in the table of routes; here are the tricks: odd addresses, forged
forms, redirects that lead away, and files made to run, to lie or to take all the memory there is.
"""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from frankpledge.accounts.models import Account
from frankpledge.actions.models import ActionReport
from frankpledge.actions.operations import ask
from frankpledge.answering.links.operations import Wanted, give_links, withdraw_link
from frankpledge.answering.links.tokens import token_of
from frankpledge.answering.models import WordReturn
from frankpledge.meetings.models import Paper
from frankpledge.meetings.operations import commission_paper
from frankpledge.outbox.models import Message
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared import clock
from tests.actions.logs import xlsx_log
from tests.documents.samples import file
from tests.documents.wordforms import changed
from tests.support.county import OCTOBER, SECRETARY, board, meeting
from tests.support.letting_go import let_go
from tests.support.reading import words
from tests.support.routes_table import TO_SIGN_IN, answer, read_table
from tests.support.sample import NOTHING
from tests.support.taking import item

MEETING = "/meetings/county-board/2018-10-11/"
PAPERS = f"{MEETING}papers/"
PAPER = f"{PAPERS}road-safety/"
HUGE = "99999999999999999999"
LONGER_THAN_PYTHON_READS = "9" * 5000
pytestmark = pytest.mark.usefixtures("demo")


def statuses(client, addresses, method="get", **sent):
    found = {}
    for address in addresses:
        response = getattr(client, method)(address, **sent)
        found[address] = answer(response)
        let_go(response)
    return found


def an_action(owner="road-safety", **more):
    return ask(
        by=SECRETARY,
        register=board(),
        owner=body_named(owner),
        asked=clock.today(),
        **{"text": "Count collisions", **more},
    )


@pytest.fixture
def link():
    """A signed link that opens a paper of the road safety group, whose names others begin with."""
    for title in ("Speed", "Speed, the figures"):
        commission_paper(
            by=SECRETARY, item=item(), author_body=body_named("road-safety"), title=title
        )
    wanted = Wanted(body_named("road-safety"), PAPER, "Speed", OCTOBER, board())
    return give_links(by=SECRETARY, wanted=[wanted], sent={}, on=clock.today())[wanted.key]


@pytest.fixture
def holder(browse, link):
    """Somebody without an account who has opened it."""
    assert browse.get(f"/answer/{token_of(link)}/", follow=True).status_code == 200
    return browse


# ---------------------------------------------------------------- addresses


def test_a_link_opens_no_neighbour_by_any_spelling_of_its_address(holder):
    tricks = [
        f"{PAPER}../road-safety-2/",
        f"{PAPER}%2e%2e/road-safety-2/",
        f"{PAPER}..%2froad-safety-2/",
        f"{PAPER}/write/",
        f"/{PAPER}",
        f"/{PAPER}write/",
        f"{PAPERS}road-safety-2/",
        f"{PAPERS}road-safety-partnership/",
        f"{PAPERS}road-safety%2Fwrite/../../road-safety-2/",
        f"{PAPERS}ROAD-SAFETY/",
        f"{PAPER[:-1]}%00/",
        f"{PAPER[:-1]};/",
    ]
    assert set(statuses(holder, tricks).values()) == {"404"}


def test_a_link_sends_nothing_elsewhere(holder, link):
    elsewhere = [
        f"{PAPERS}road-safety-2/write/",
        f"{PAPERS}road-safety-partnership/state/",
        f"{MEETING}circulate/",
        f"{MEETING}items/road-safety/commission/",
        "/answer/word/",
        f"/answer/links/{link.pk}/withdraw/",
        "/actions/county-board/add/",
    ]
    sent = {"data": {"title": "Mine", "state": "published", "version": "1"}}
    assert set(statuses(holder, elsewhere, "post", **sent).values()) == {TO_SIGN_IN}
    assert statuses(holder, [f"{PAPER}withhold/", f"{PAPER}revise/", f"{PAPER}more-time/"]) == {
        f"{PAPER}withhold/": "404",
        f"{PAPER}revise/": "404",
        f"{PAPER}more-time/": "404",
    }


def test_a_withdrawn_link_takes_no_form_that_was_opened_before(holder, link):
    found = Paper.objects.get(slug="road-safety")
    withdraw_link(by=SECRETARY, link=link)
    sent = {"title": "Mine", "text": "Late.", "recommendations": "", "version": found.version}
    assert answer(holder.post(f"{PAPER}write/", sent)) == TO_SIGN_IN
    assert Paper.objects.get(slug="road-safety").title == "Speed"


def with_numbers(address: str, number: str) -> str | None:
    """The address with this number for each of its whole numbers; None where it has none."""
    match = resolve(address)
    numbers = {name for name, value in match.kwargs.items() if isinstance(value, int)}
    if not numbers:
        return None
    try:
        return reverse(
            match.view_name, kwargs={**match.kwargs, **dict.fromkeys(numbers, number)}
        )
    except NoReverseMatch:
        return None


@pytest.mark.parametrize("number", [HUGE, LONGER_THAN_PYTHON_READS], ids=["huge", "longer"])
def test_no_number_in_an_address_is_too_large_to_be_not_found(signed_in, number):
    """The database keeps numbers of 64 bits, and Python reads none of over 4300 digits."""
    client = signed_in("secretary")
    paths = {line.path(NOTHING) for line in read_table() if line.stage == "as loaded"}
    wanted = sorted(filter(None, (with_numbers(path, "7") for path in paths)))
    wanted = [path.replace("/7/", f"/{number}/") for path in wanted if "/7/" in path]
    wanted += [f"{MEETING}circulations/{number}/pack/addendum.html"]
    assert len(wanted) > 15
    for method in ("get", "post"):
        found = statuses(client, wanted, method)
        assert set(found.values()) <= {"404", "405"}, found


@pytest.mark.parametrize("parts", [("day", HUGE), ("month", LONGER_THAN_PYTHON_READS)])
def test_no_number_in_a_form_is_too_large_to_be_refused_in_words(signed_in, parts):
    name, number = parts
    sent = {"asked_day": "1", "asked_month": "10", "asked_year": "2018", f"asked_{name}": number}
    page = signed_in("secretary").post("/actions/county-board/add/", {"text": "Do it", **sent})
    assert page.status_code == 200
    assert f"must have a {name} from 1 to" in words(page)


# ---------------------------------------------------------------- forged forms, redirects


def test_no_form_is_taken_that_another_site_sends(demo):
    """Every address of the table, by somebody signed in, without the token of our own pages."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username="secretary"))
    paths = sorted({line.path(NOTHING) for line in read_table() if line.method == "POST"})
    found = statuses(client, paths, "post")
    assert set(found.values()) == {"403"}, found


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/",
        "//example.org/",
        "///example.org/",
        "/\\example.org/",
        "\\\\example.org/",
        "javascript:alert(1)",
        " https://example.org/",
        "https:example.org",
    ],
)
def test_nothing_leads_away_from_here(browse, elsewhere):
    sent = {"username": "secretary", "password": "frankpledge", "next": elsewhere}
    for address in ("/account/sign-in/", "/account/demonstration/"):
        assert browse.post(address, sent)["Location"] == "/"
    refused = browse.post(f"{MEETING}publish/", headers={"Referer": elsewhere})
    assert refused.status_code == 409
    assert "Location" not in refused


def test_a_page_that_refuses_to_be_shown_does_not_lead_to_itself(signed_in):
    """Questions are not open before the papers are out: the way back is not this very page."""
    address = f"{MEETING}items/road-safety/ask/"
    client = signed_in("member")
    page = client.get(address, headers={"Referer": f"http://testserver{address}"})
    assert page.status_code == 409
    back = client.post(address, headers={"Referer": f"http://testserver{MEETING}"})
    assert back["Location"] == f"http://testserver{MEETING}"


def test_every_answer_tells_the_browser_to_run_nothing_but_ours(signed_in):
    client = signed_in("secretary")
    for address in ("/", MEETING, f"{MEETING}pack/members.html", "/no/such/page/", "/oparl/"):
        response = client.get(address)
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy.replace("; ", ";").split(";")
        let_go(response)


# ---------------------------------------------------------------- mail and file names


def test_no_title_begins_another_heading_of_a_mail(browse):
    what = "Speed\r\nBcc: everybody@example.org"
    wanted = Wanted(body_named("road-safety"), PAPER, what, OCTOBER, board())
    given = give_links(by=SECRETARY, wanted=[wanted], sent={}, on=clock.today())[wanted.key]
    sent = browse.post(f"/answer/{token_of(given)}/pass/", {"email": "colleague@example.org"})
    assert sent.status_code == 302
    message = Message.objects.get()
    assert message.to == "colleague@example.org"
    assert message.subject == "Passed on to you: Speed Bcc: everybody@example.org"


@pytest.mark.parametrize("email", ["a@example.org\nBcc: b@example.org", "a@example.org, b@c.org"])
def test_no_address_carries_a_second_one(browse, link, email):
    page = browse.post(f"/answer/{token_of(link)}/pass/", {"email": email})
    assert page.status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "name",
    ['counts".txt', "counts\r\nSet-Cookie: a=b.txt", "../../counts.txt", "counts.html\0.txt"],
)
def test_no_file_name_reaches_the_headers_or_another_folder(signed_in, name, settings):
    action = an_action()
    client = signed_in("chair")
    sent = SimpleUploadedFile("x.txt", b"<script>alert(1)</script>")
    sent._name = name
    client.post(f"{action.get_absolute_url()}report/", {"text": "Counted.", "file": sent})
    kept = ActionReport.objects.get()
    response = client.get(f"{action.get_absolute_url()}evidence/{kept.pk}/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "Set-Cookie" not in response
    assert not {"\r", "\n"} & set(response["Content-Disposition"])
    assert str(kept.evidence.path).startswith(str(settings.MEDIA_ROOT))
    let_go(response)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1"])
def test_no_cell_of_a_download_is_run_as_a_formula(signed_in, cell):
    an_action(text=cell, asked_at=cell)
    page = signed_in("secretary").get("/actions/county-board/actions.csv")
    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert [one for one in rows[1] if one.lstrip("\t").startswith(("=", "+", "-", "@"))] == []


# ---------------------------------------------------------------- files made to harm


def packed(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The same archive, every part of which says that it is encrypted."""
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = data.find(mark)
        while start >= 0:
            data = data[: start + place] + b"\1" + data[start + place + 1 :]
            start = data.find(mark, start + 4)
    return data


def spoilt(data: bytes) -> bytes:
    """The same archive, the packed bytes of its first part turned over."""
    start = 30 + data[26] + data[28]
    return data[:start] + bytes(255 - one for one in data[start : start + 8]) + data[start + 8 :]


MIMETYPE = packed(("mimetype", b"application/vnd.oasis.opendocument.text " * 20))
LINES = xlsx_log([("Action",), ("Count",)])


def far_away(place: str) -> bytes:
    """A spreadsheet with two words, one of them in a far corner."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(LINES)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part.startswith("xl/worksheets/"):
                row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                cell = f'<row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'
                data = data.replace(b"</sheetData>", cell.encode())
            target.writestr(part, data)
    return out.getvalue()


def send(client, address, name, data, **more):
    return client.post(address, {"file": SimpleUploadedFile(name, data), **more})


@pytest.mark.parametrize("data", [locked(MIMETYPE), spoilt(MIMETYPE), MIMETYPE[:-30]])
def test_a_damaged_archive_is_no_evidence_and_no_fault(signed_in, data):
    action = an_action()
    page = send(
        signed_in("chair"), f"{action.get_absolute_url()}report/", "a.odt", data, text="Counted."
    )
    assert page.status_code == 200
    assert "is not a file that can be kept here" in words(page)


def test_a_drawing_that_runs_is_no_evidence(signed_in):
    action = an_action()
    page = send(
        signed_in("chair"),
        f"{action.get_absolute_url()}report/",
        "a.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        text="Counted.",
    )
    assert "is not a file that can be kept here" in words(page)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (locked(MIMETYPE), "damaged"),
        (spoilt(MIMETYPE), "damaged"),
        (far_away("XFD1048576"), "reaches further than any list"),
        (far_away("XFD9000"), "reaches further than any list"),
        (packed(("xl/workbook.bin", b"x"), ("xl/workbook.xml", b"<a/>")), "reaches further"),
        (far_away("A1048576"), "rows; up to 20,000 can be read"),
    ],
)
def test_a_log_made_to_harm_is_refused_in_words(signed_in, data, says):
    page = send(signed_in("secretary"), "/actions/county-board/import/", "log.xlsx", data)
    assert page.status_code == 200
    assert says in words(page)


def test_of_what_says_its_kind_only_the_first_bytes_are_unpacked(signed_in, monkeypatch):
    """A few kilobytes of archive can unpack to more than there is memory."""
    bomb = packed(("mimetype", b" " * 30_000_000), ("other", b""))
    whole = []
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda archive, name: whole.append(name) or b"")
    page = send(signed_in("secretary"), "/actions/county-board/import/", "log.ods", bomb)
    assert page.status_code == 200
    assert whole == []


@pytest.mark.parametrize("place", ["XFD1048576", "XFD9000"])
def test_a_holder_of_a_link_cannot_take_all_memory(holder, place):
    """One word in the far corner of a sheet of 1.4 kB would make 17 thousand million places."""
    page = send(holder, f"{PAPER}upload/", "paper.xlsx", far_away(place))
    assert page.status_code == 200
    assert "reaches further than any table" in words(page)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + b"".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'.encode()
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + b"]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    b"<w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = ENTITIES.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "/etc/hostname">')


def docx_with(body: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file("survey-paper.docx"))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            target.writestr(part, body if part == "word/document.xml" else source.read(part))
    return out.getvalue()


@pytest.mark.parametrize("body", [ENTITIES, OUTSIDE], ids=["growing", "from outside"])
def test_entities_in_a_word_file_neither_grow_nor_fetch(holder, body):
    for address in (f"{PAPER}upload/", f"{PAPER}word/"):
        page = send(holder, address, "paper.docx", docx_with(body))
        assert page.status_code == 200
        assert "There is a problem" in words(page)
        assert "haha" not in words(page)


@pytest.mark.parametrize("number", [HUGE, LONGER_THAN_PYTHON_READS], ids=["huge", "longer"])
@pytest.mark.parametrize("kind", ["action", "paper", "update", "nothing"])
def test_a_form_that_lies_about_what_it_answers_is_refused(holder, signed_in, kind, number):
    data = holder.get(f"{PAPER}word/form.docx").content
    mine = f"paper, version 1, about {Paper.objects.get(slug='road-safety').pk}."

    def lie(root) -> None:
        for one in root.iter():
            if one.text and mine in one.text:
                one.text = one.text.replace(mine, f"{kind}, version 1, about {number}.")

    lying = changed(data, lie)
    assert lying != data
    page = send(signed_in("secretary"), "/answer/word/", "form.docx", lying)
    assert page.status_code == 200
    assert "not yours to answer" in words(page)
    assert not WordReturn.objects.exists()


def test_a_form_for_anothers_action_cannot_be_sent_back(signed_in):
    """The file of the chair's own action, with the number of one that is another body's."""
    mine, theirs = an_action(), an_action(owner="fenland-csp")
    client = signed_in("chair")
    data = client.get(f"{mine.get_absolute_url()}word/form.docx").content
    page = send(client, f"{theirs.get_absolute_url()}word/", "form.docx", data)
    assert page.status_code == 404
    assert not WordReturn.objects.exists()


@pytest.mark.parametrize("address", [f"{PAPER}upload/", f"{PAPER}word/"])
def test_what_is_too_large_is_refused_before_it_is_read(holder, settings, address):
    settings.LARGEST_UPLOAD = 1000
    page = send(holder, address, "paper.docx", file("survey-paper.docx"))
    assert page.status_code == 200
    assert "make its pictures smaller" in words(page)
