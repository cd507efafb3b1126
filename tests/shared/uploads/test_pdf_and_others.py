"""PDFs, pictures, older office files and e-mails: made clean, or refused with the reason."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from frankpledge.documents.binding import has_tags, is_tagged, page_count
from frankpledge.shared.uploads.kinds import NotTaken
from frankpledge.shared.uploads.others import check_email, check_old_office, clean_picture
from frankpledge.shared.uploads.pdf import clean_pdf
from tests.documents.samples import file
from tests.support.harmful import archive, pdf, picture

pytestmark = pytest.mark.once("no database is opened")
ALERT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
LAUNCH = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def opened(data: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(data))


def with_annotation(annotation: Dictionary) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.pages[0].obj.Annots = Array([made.make_indirect(annotation)])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["tagged.pdf", "untagged.pdf"])
def test_a_good_pdf_keeps_its_pages_and_its_tags(name):
    before = file(name)
    after = clean_pdf(before)
    assert page_count(after) == page_count(before)
    assert is_tagged(after) == is_tagged(before)
    assert clean_pdf(after) == after


@pytest.mark.parametrize(
    "data",
    [
        pdf(OpenAction=ALERT),
        pdf(AA=Dictionary(WC=ALERT)),
        pdf(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), ALERT])))),
        pdf(OpenAction=LAUNCH),
        pdf(AcroForm=Dictionary(Fields=Array([Dictionary(T=String("a"), AA=Dictionary(K=ALERT))]))),
        pdf(AcroForm=Dictionary(XFA=String("app.alert"), Fields=Array())),
        pdf(Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("cmd.exe"), LAUNCH])))),
        pdf(Outlines=Dictionary(First=Dictionary(Title=String("x"), A=LAUNCH))),
        with_annotation(Dictionary(Subtype=Name.Link, A=ALERT)),
        with_annotation(
            Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array(), Next=LAUNCH))
        ),
        with_annotation(
            Dictionary(
                Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("file:/cmd.exe app.alert"))
            )
        ),
        with_annotation(
            Dictionary(Subtype=Name.FileAttachment, FS=Dictionary(F=String("cmd.exe")))
        ),
        with_annotation(Dictionary(Subtype=Name.RichMedia, Contents=String("app.alert"))),
    ],
)
def test_what_acts_or_carries_other_files_goes(data):
    clean = clean_pdf(data)
    with opened(clean) as found:
        out = io.BytesIO()
        found.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"app.alert" not in out.getvalue()
    assert b"cmd.exe" not in out.getvalue()
    assert page_count(clean) == 1


def test_a_link_to_the_web_stays():
    link = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    with opened(clean_pdf(with_annotation(Dictionary(Subtype=Name.Link, A=link)))) as found:
        assert found.pages[0].obj.Annots[0].A.URI == "https://example.org/"


def test_who_made_it_goes_and_its_title_and_standard_stay():
    with opened(pdf()) as made:
        with made.open_metadata() as about:
            about["dc:title"] = "A paper"
            about["dc:creator"] = ["Nobody Known"]
            about["pdfuaid:part"] = "1"
        out = io.BytesIO()
        made.save(out)
    clean = clean_pdf(out.getvalue())
    assert b"Nobody" not in clean
    with opened(clean) as found:
        assert str(found.docinfo["/Title"]) == "A paper"
        with found.open_metadata() as about:
            assert about["dc:title"] == "A paper"
            assert about["pdfuaid:part"] == "1"
            assert "dc:creator" not in about


def test_a_description_that_is_no_xml_goes():
    with opened(pdf()) as made:
        made.Root.Metadata = Stream(made, b"<x:xmpmeta Nobody Known")
        out = io.BytesIO()
        made.save(out)
    assert b"Nobody" not in clean_pdf(out.getvalue())


def drawn(content: bytes, filters: Array) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.pages[0].obj.Contents = Stream(made, content, Filter=filters)
    out = io.BytesIO()
    made.save(out, compress_streams=False)
    return out.getvalue()


BOMB = zlib.compress(bytes(500_000_000), 1)
LOCKED = io.BytesIO()
with opened(pdf()) as open_one:
    open_one.save(LOCKED, encryption=pikepdf.Encryption(user="a", owner="b"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (drawn(BOMB, Array([Name.FlateDecode])), "unpacks to far more"),
        (drawn(zlib.compress(BOMB), Array([Name.FlateDecode] * 2)), "unpacks to far more"),
        (drawn(b"x", Array([Name.FlateDecode] * 3)), "unpacks to far more"),
        (LOCKED.getvalue(), "locked with a password"),
        (pdf() + archive({"a": "b"}), "a PDF and a zip archive at once"),
        (b"%PDF-1.7 and nothing more", "damaged"),
    ],
    ids=["bomb", "bomb in a bomb", "three times", "locked", "two kinds", "nothing"],
)
def test_a_pdf_made_to_harm_is_refused(data, says):
    with pytest.raises(NotTaken) as refused:
        clean_pdf(data)
    assert says in str(refused.value)


def test_what_stands_behind_a_pdf_is_gone():
    clean = clean_pdf(pdf() + b"\n<script>alert(1)</script>")
    assert b"<script>" not in clean
    assert not has_tags(opened(clean))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_keeps_its_points_and_loses_the_rest(kind):
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera of somebody", 6
    more = {"exif": exif} if kind != "GIF" else {"comment": b"Camera of somebody"}
    data = picture(kind, **more) + b"PK\x03\x04<script>"
    clean = clean_picture(data)
    assert b"Camera" not in clean
    assert b"<script>" not in clean
    with Image.open(io.BytesIO(clean)) as after, Image.open(io.BytesIO(data)) as before:
        assert after.size == before.size
        assert after.convert("RGB").getpixel((3, 3)) == before.convert("RGB").getpixel((3, 3))
        if kind == "JPEG":
            assert after.getexif()[0x0112] == 6
    assert clean_picture(clean) == clean


def test_a_picture_larger_than_memory_is_not_opened():
    large = bytearray(picture("PNG"))
    large[16:24] = (60_000).to_bytes(4, "big") * 2
    for data in (bytes(large), picture("PNG")[:45], b"\xff\xd8\xff"):
        with pytest.raises(NotTaken):
            clean_picture(data)


@pytest.mark.parametrize("name", ["_VBA_PROJECT", "ObjectPool", "\x01Ole10Native"])
def test_an_older_office_file_with_macros_or_objects_is_refused(name):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    check_old_office(data)
    with pytest.raises(NotTaken):
        check_old_office(data + name.encode("utf-16-le") + bytes(64))


def test_an_email_with_attachments_is_refused():
    plain = b"Subject: Counted\r\nContent-Type: text/plain\r\n\r\nTwelve.\r\n"
    check_email(plain)
    mixed = (
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n\r\nTwelve\r\n--x\r\n'
        b'Content-Type: application/octet-stream; name="a.exe"\r\n\r\nMZ\r\n--x--\r\n'
    )
    with pytest.raises(NotTaken, match="has attachments"):
        check_email(mixed)


def test_who_commented_on_a_pdf_goes_and_the_name_of_a_field_stays():
    rect, name = Array([0, 0, 9, 9]), String("Nobody Known")
    for kind in (Name.Text, Name.Highlight):
        data = with_annotation(Dictionary(Subtype=kind, Rect=rect, T=name, Contents=String("No.")))
        with opened(clean_pdf(data)) as found:
            assert "/T" not in found.pages[0].obj.Annots[0]
            assert str(found.pages[0].obj.Annots[0].Contents) == "No."
    form = Dictionary(Fields=Array([Dictionary(Subtype=Name.Widget, Rect=rect, T=name)]))
    with opened(clean_pdf(pdf(AcroForm=form))) as found:
        assert name == found.Root.AcroForm.Fields[0].T
