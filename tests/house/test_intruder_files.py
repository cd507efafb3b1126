"""Files that somebody made to run, to lie, or to take all the memory there is."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.actions.models import ActionReport
from frankpledge.answering.models import WordReturn
from frankpledge.meetings.models import Paper
from tests.actions.logs import xlsx_log
from tests.documents.samples import file
from tests.documents.wordforms import changed
from tests.support.letting_go import let_go
from tests.support.reading import words
from tests.support.sample import PAPER

HUGE = "99999999999999999999"
LONGER_THAN_PYTHON_READS = "9" * 5000
pytestmark = pytest.mark.usefixtures("demo")


@pytest.mark.parametrize(
    "name",
    ['counts".txt', "counts\r\nSet-Cookie: a=b.txt", "../../counts.txt", "counts.html\0.txt"],
)
def test_no_file_name_reaches_the_headers_or_another_folder(signed_in, asked, name, settings):
    """Names as a program sends them (RFC 5987), which a browser would not."""
    action = asked()
    client = signed_in("chair")
    body = (
        '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nCounted.\r\n'
        f"--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''{quote(name)}\r\n"
        "Content-Type: text/html\r\n\r\n<script>alert(1)</script>\r\n--x--\r\n"
    )
    client.post(
        f"{action.get_absolute_url()}report/", body, content_type="multipart/form-data; boundary=x"
    )
    kept = ActionReport.objects.get()
    response = client.get(f"{action.get_absolute_url()}evidence/{kept.pk}/")
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "Set-Cookie" not in response
    assert not {"\r", "\n", "\0"} & set(response["Content-Disposition"])
    assert Path(kept.evidence.path).resolve().is_relative_to(settings.MEDIA_ROOT)
    let_go(response)


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
def test_a_damaged_archive_is_no_evidence_and_no_fault(signed_in, asked, data):
    action = asked()
    page = send(
        signed_in("chair"), f"{action.get_absolute_url()}report/", "a.odt", data, text="Counted."
    )
    assert page.status_code == 200
    assert "is damaged, cut short or locked with a password" in words(page)


def test_a_drawing_that_runs_is_no_evidence(signed_in, asked):
    action = asked()
    page = send(
        signed_in("chair"),
        f"{action.get_absolute_url()}report/",
        "a.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        text="Counted.",
    )
    assert "is a web page or drawing" in words(page)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (locked(MIMETYPE), "damaged"),
        (spoilt(MIMETYPE), "damaged"),
        (far_away("XFD1048576"), "reaches further than any list"),
        (far_away("XFD9000"), "reaches further than any list"),
        (packed(("xl/workbook.bin", b"x"), ("xl/workbook.xml", b"<a/>")), "is a zip archive"),
        (far_away("A1048576"), "rows; up to 20,000 can be read"),
    ],
)
def test_a_log_made_to_harm_is_refused_in_words(signed_in, data, says):
    page = send(signed_in("secretary"), "/actions/county-board/import/", "log.xlsx", data)
    assert page.status_code == 200
    assert says in words(page)


def test_of_what_says_its_kind_only_the_first_bytes_are_unpacked(signed_in):
    """A few kilobytes of archive can unpack to more than there is memory."""
    bomb = packed(("mimetype", bytes(100_000_000)))
    client = signed_in("secretary")
    tracemalloc.start()
    page = send(client, "/actions/county-board/import/", "log.ods", bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert page.status_code == 200
    assert most < 50_000_000


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


def test_a_form_for_anothers_action_cannot_be_sent_back(signed_in, asked):
    """The file of the chair's own action, with the number of one that is another body's."""
    mine, theirs = asked(), asked("fenland-csp")
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
