"""What a file is, told by its content; and what is refused before anything reads it."""

import io
import zipfile

import pytest

from frankpledge.shared.uploads import kinds
from frankpledge.shared.uploads.archives import unpacked
from frankpledge.shared.uploads.cleaning import checked_kind, clean_upload
from frankpledge.shared.uploads.kinds import NotTaken, kind_of
from frankpledge.shared.uploads.links import is_plain
from tests.documents.samples import file
from tests.support.harmful import archive, excel, parts_of, pdf, picture, with_macros, word

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
pytestmark = pytest.mark.once("no database is opened")


def stream(name: str) -> bytes:
    return OLD + bytes(504) + f"{name}\0".encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (word(), kinds.DOCX),
        (with_macros(word(), "word/document.xml"), kinds.DOCX),
        (excel(), kinds.XLSX),
        (with_macros(excel(), "xl/workbook.xml"), kinds.XLSX),
        (file("action-log.odt"), kinds.ODT),
        (pdf(), kinds.PDF),
        (picture("PNG"), kinds.PNG),
        (picture("JPEG"), kinds.JPEG),
        (picture("GIF"), kinds.GIF),
        (archive({"a.csv": "1"}), kinds.ZIP),
        (stream("WordDocument"), kinds.DOC),
        (stream("Workbook"), kinds.XLS),
        (stream("EncryptedPackage"), kinds.LOCKED),
        (b"Action,Owner\r\nVisits,Police\r\n", kinds.TEXT),
        ("Swyddfa’r Heddlu, £5".encode("cp1252"), kinds.TEXT),
        ("Ŵ,ŵ".encode("utf-16"), kinds.TEXT),
        (b"\xef\xbb\xbfAction", kinds.TEXT),
        (b"  <!DOCTYPE html><p>", kinds.PAGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", kinds.PAGE),
        (b"{\\rtf1 x}", kinds.RTF),
        (b"MZ\x90\0", kinds.PROGRAM),
        (b"\x7fELF\0", kinds.PROGRAM),
        (b"a\0b", kinds.OTHER),
        (b"a" * 5000 + b"\0", kinds.OTHER),
        (b"", kinds.OTHER),
        (word()[:-40], kinds.BROKEN_ARCHIVE),
        (b"PK\x03\x04", kinds.BROKEN_ARCHIVE),
    ],
)
def test_a_file_is_what_it_holds(data, kind):
    assert kind_of(io.BytesIO(data)) is kind


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("paper.docx", pdf(), "“paper.docx” is a PDF. Here you can send .docx and .csv."),
        ("list.csv", word(), "is named .csv but is a Word document (.docx)"),
        ("list", b"Action,Owner", "is named without an ending but is plain text"),
        ("list.docx", b"Action,Owner", "is named .docx but is plain text"),
        ("old.doc", stream("WordDocument"), "older Word file (.doc). Save it as .docx and send"),
        ("paper.docx", stream("EncryptedPackage"), "locked with a password. Remove it"),
        ("page.docx", b"<html>", "is a web page or drawing"),
        ("paper.docx", b"", "is empty"),
        ("paper.docx", word()[:-40], "damaged, cut short or locked"),
    ],
)
def test_name_content_and_field_must_agree(name, data, says):
    with pytest.raises(NotTaken) as refused:
        checked_kind(name, io.BytesIO(data), (".docx", ".csv"))
    assert says in str(refused.value)


def test_a_file_with_macros_is_kept_without_them_and_called_so():
    name, data = clean_upload("P.DOCM", with_macros(word(), "word/document.xml"), (".docx",))
    assert name == "P.docx"
    assert not any("vba" in part.lower() for part in parts_of(data))
    assert b"macroEnabled" not in parts_of(data)["[Content_Types].xml"]


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".odt"])
def test_a_zip_archive_after_a_program_is_no_office_file(ending):
    data = {".docx": word, ".xlsx": excel, ".odt": lambda: file("action-log.odt")}[ending]()
    with pytest.raises(NotTaken):
        clean_upload(f"a{ending}", b"MZ" + data, (ending,))


def test_what_stands_behind_an_archive_is_gone():
    before = word()
    _, data = clean_upload("a.docx", before + b"<script>x</script>", (".docx",))
    assert data == clean_upload("a.docx", before, (".docx",))[1]


def nested(*, size: int, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, part in parts_of(word()).items():
            made.writestr(name, part)
        made.writestr("word/media/image1.png", bytes(size))
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """An archive that says of its largest part that it is one byte long."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        entry = max(made.infolist(), key=lambda one: one.file_size)
    size = entry.file_size.to_bytes(4, "little")
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(entry.filename.encode()))
    return data[: at + 24] + data[at + 24 :].replace(size, b"\1\0\0\0", 1)


@pytest.mark.parametrize(
    "data",
    [
        nested(size=100_000_000),
        lying(nested(size=100_000_000)),
        archive({f"word/{n}.xml": "" for n in range(5_001)}),
        archive({"../../word/document.xml": "<a/>"}),
        archive({"/etc/x": "<a/>"}),
        archive({"word\\document.xml": "<a/>", "word/../x": ""}),
        archive({"A.xml": "<a/>", "a.xml": "<b/>"}),
        nested(size=10, method=zipfile.ZIP_BZIP2),
        nested(size=10, method=zipfile.ZIP_LZMA),
    ],
    ids=["large", "lying", "many", "above", "root", "back", "twice", "bzip2", "lzma"],
)
def test_an_archive_made_to_harm_is_not_unpacked(data):
    with pytest.raises(NotTaken):
        unpacked(data)


@pytest.mark.parametrize(
    ("link", "plain"),
    [
        ("https://example.org", True),
        ("mailto:board@example.org", True),
        ("#part", True),
        ("", True),
        ("java\tscript:alert(1)", False),
        (" JAVASCRIPT:alert(1)", False),
        ("file:/S:/secret.docx", False),
        ("\\\\server\\share", False),
        ("//server/share", False),
        ("vnd.sun.star.script:x", False),
        ("data:text/html,x", False),
        ("ms-word:ofe|u|https://example.org", False),
    ],
)
def test_links_go_to_the_web_or_to_mail(link, plain):
    assert is_plain(link) is plain
