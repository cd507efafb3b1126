"""Outside PDFs bound into a pack: drawn, tagged or described, and nothing else let in."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from frankpledge.documents.binding import (
    PageShape,
    UnreadablePdf,
    is_tagged,
    moved,
    open_pdf,
    page_count,
    shape_of,
)
from frankpledge.documents.pack import BoundPdf, Pack, Section
from frankpledge.documents.pdf import pack_pdf
from tests.documents.samples import file, pack, typst_paper
from tests.documents.structure import elements, faults, kids, opened, page_texts, picture


def saved(pdf: Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def drawn(*pages: tuple[tuple[float, float, float, float], dict[str, Any]]) -> bytes:
    """An untagged PDF: on each page a black square in the lower left quarter of its media box."""
    pdf = Pdf.new()
    for (x0, y0, x1, y1), more in pages:
        page = pdf.add_blank_page(page_size=(x1 - x0, y1 - y0))
        page.obj.MediaBox = Array([x0, y0, x1, y1])
        for key, value in more.items():
            page.obj[key] = value
        square = f"/P <</MCID 0>> BDC {x0} {y0} {(x1 - x0) / 2} {(y1 - y0) / 2} re f EMC"
        page.obj.Contents = pdf.make_stream(square.encode())
    return saved(pdf)


def bound_pack(*data: bytes) -> Pack:
    papers = tuple(
        BoundPdf(one, f"Outside {n}", f"{n}.pdf", "https://example.org/o")
        for n, one in enumerate(data)
    )
    section = Section("b", "4", "Outside papers", "Received", (), (), papers)
    return replace(pack(), sections=(section,), agenda=())


def slot_pages(data: bytes, count: int) -> list[int]:
    """The places of the last `count` pages, where the outside pages stand."""
    total = len(page_texts(data))
    return list(range(total - count, total))


def test_helpers() -> None:
    assert is_tagged(file("tagged.pdf"))
    assert is_tagged(typst_paper())
    assert not is_tagged(file("untagged.pdf"))
    assert page_count(file("untagged.pdf")) == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04", "not a PDF"),
        (b"%PDF-1.7\nnonsense", "damaged"),
        (saved(Pdf.new()), "no pages"),
        (
            saved(opened(file("untagged.pdf")), encryption=pikepdf.Encryption(user="x", owner="y")),
            "locked with a password",
        ),
    ],
)
def test_an_unreadable_pdf_is_refused_in_a_plain_sentence(data: bytes, says: str) -> None:
    with pytest.raises(UnreadablePdf, match=says):
        page_count(data)
    with pytest.raises(UnreadablePdf, match=r"Outside 0 \(0\.pdf\): This "):
        pack_pdf(bound_pack(data))


def test_a_pdf_that_opens_without_a_password_is_bound() -> None:
    locked = saved(
        opened(file("untagged.pdf")), encryption=pikepdf.Encryption(user="", owner="secret")
    )
    texts = page_texts(pack_pdf(bound_pack(locked)))
    assert "Action Log" in texts[-2]
    with opened(pack_pdf(bound_pack(locked))) as pdf:
        assert not pdf.is_encrypted


def test_an_untagged_page_is_a_figure_that_says_where_the_original_is() -> None:
    data = pack_pdf(bound_pack(file("untagged.pdf")))
    with opened(data) as pdf:
        assert faults(pdf) == []
        alts = [str(e.Alt) for e in elements(pdf.Root.StructTreeRoot) if str(e.S) == "/Figure"]
    assert alts == [
        f"Page {n} of 2 of Outside 0. This paper is not accessible; the original is at "
        "https://example.org/o."
        for n in (1, 2)
    ]
    texts = page_texts(data)
    about = next(text for text in texts if "About this pack" in text)
    assert "One paper in this pack" in about
    assert "Outside 0" in about
    first = next(text for text in texts if "Item 4 Received" in text)
    assert "Not accessible" in first
    assert "https://example.org/o" in first
    assert f"on pages {len(texts) - 1} to {len(texts)}" in first
    for number in (len(texts) - 1, len(texts)):
        assert f"Page {number} of {len(texts)}" in texts[number - 1]
        assert "Item 4 – Outside papers" in texts[number - 1]


def outline(root: Any, roles: dict[str, str], shift: int) -> list[tuple[str, list[int]]]:
    """Kinds and marks in reading order, as they should come out of the graft."""
    found = []
    for element in elements(root):
        kind = str(element.S)[1:]
        kind = roles.get(kind, kind)
        if kind[0] == "H" and kind[1:].isdecimal():
            kind = f"H{int(kind[1:]) + shift}"
        marks = [kid if isinstance(kid, int) else int(kid.get("/MCID", -1)) for kid in kids(element)
                 if isinstance(kid, int) or "/MCID" in kid]  # fmt: skip
        found.append((kind, marks))
    return found


@pytest.mark.parametrize(
    ("data", "roles"),
    [
        (file("tagged.pdf"), {"Document": "Sect", "Standard": "P", "List Paragraph": "P"}),
        (typst_paper(), {"Document": "Sect", "Strong": "Span"}),
    ],
    ids=["word processor", "typst"],
)
def test_the_tags_of_a_tagged_paper_are_kept_in_order(data: bytes, roles: dict[str, str]) -> None:
    result = pack_pdf(bound_pack(data, file("untagged.pdf")))
    with opened(result) as pdf, opened(data) as source:
        assert faults(pdf) == []
        section = next(
            e
            for e in elements(pdf.Root.StructTreeRoot)
            if str(e.S) == "/Sect" and str(e.get("/T", "")) == "Outside 0"
        )
        expected = outline(source.Root.StructTreeRoot, roles, 1)
        assert outline(section, {}, 0) == expected
        assert len(expected) > 20
        # Its pages come in order too, and each mark names the stream it stands in.
        pages = [page.obj.objgen for page in pdf.pages]
        places = [
            pages.index(kid.Pg.objgen)
            for e in elements(section)
            for kid in kids(e)
            if isinstance(kid, Dictionary) and kid.get("/Type") == "/MCR"
        ]
        assert places == sorted(places)
        assert len(set(places)) == len(source.pages)
        assert "not accessible" not in str(section.get("/Alt", ""))


def test_a_scan_among_tagged_pages_is_a_figure_of_its_own() -> None:
    with opened(typst_paper()) as source, opened(drawn(((0, 0, 400, 600), {}))) as scan:
        scan.pages[0].obj.Contents = scan.make_stream(b"0 0 100 100 re f")
        source.pages.insert(0, scan.pages[0])
        data = saved(source)
    result = pack_pdf(bound_pack(data))
    with opened(result) as pdf:
        assert faults(pdf) == []
        found = list(elements(pdf.Root.StructTreeRoot))
        alts = [str(e.Alt) for e in found if str(e.S) == "/Figure"]
        assert alts[0].startswith("Page 1 of 3 of Outside 0. This page is not accessible; ")
        assert sum(str(e.get("/T", "")) == "Outside 0" and str(e.S) == "/Sect" for e in found) == 1
    text = " ".join(page_texts(result))
    assert "Partly accessible – Outside 0" in text
    assert "Its page 1 cannot be read by a screen reader." in text


def test_two_copies_of_one_tagged_paper_keep_apart() -> None:
    with opened(pack_pdf(bound_pack(typst_paper(), typst_paper()))) as pdf:
        assert faults(pdf) == []


def test_links_of_a_tagged_paper_survive_and_actions_do_not() -> None:
    with opened(typst_paper()) as source:
        page = source.pages[0].obj
        page.Annots.append(
            source.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Link,
                    Rect=Array([0, 0, 9, 9]),
                    A=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")),
                )
            )
        )
        data = saved(source)
    with opened(pack_pdf(bound_pack(data))) as pdf:
        assert faults(pdf) == []
        links = [
            str(annotation.A.URI)
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", Array())
            if "/A" in annotation and "/URI" in annotation.A
        ]
        assert "https://example.org/g" in links


def test_active_content_and_private_data_never_get_in() -> None:
    with opened(file("untagged.pdf")) as source:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('boo')"))
        source.Root.OpenAction = script
        source.Root.AA = Dictionary(WC=script)
        source.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
        source.attachments["secret.txt"] = pikepdf.AttachedFileSpec(
            source,
            b"top secret words",
            description="",
            filename="secret.txt",
            mime_type="text/plain",
            creation_date="",
            mod_date="",
        )
        page = source.pages[0].obj
        page.AA = Dictionary(O=script)
        page.PieceInfo = Dictionary(App=Dictionary(Private=String("private words")))
        picture_data = source.make_stream(
            b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )  # fmt: skip
        picture_data.Metadata = source.make_stream(b"camera of a person")
        page.Resources.XObject = Dictionary(Im=picture_data)
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 30, 30]),
            Contents=String("an officer's comment"),
        )  # fmt: skip
        page.Annots = Array([source.make_indirect(note)])
        data = saved(source)
    result = pack_pdf(bound_pack(data))
    with opened(result) as pdf:
        readable = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable,
                         stream_decode_level=pikepdf.StreamDecodeLevel.all,
                         compress_streams=False)  # fmt: skip
        assert not len(pdf.attachments)
    for word in (b"JavaScript", b"app.alert", b"top secret", b"private words", b"camera of",
                 b"comment", b"OpenAction", b"/AA"):  # fmt: skip
        assert word not in readable


def test_a_filled_in_field_is_drawn_as_it_prints() -> None:
    with opened(drawn(((0, 0, 400, 600), {}))) as source:
        look = source.make_stream(
            b"0 0 100 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 50])
        )
        field = source.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("name"),
                F=4,
                V=String("filled"),
                Rect=Array([250, 500, 350, 550]),
                AP=Dictionary(N=look),
            )
        )
        source.pages[0].obj.Annots = Array([field])
        source.Root.AcroForm = Dictionary(Fields=Array([field]))
        data = saved(source)
    result = pack_pdf(bound_pack(data))
    with opened(result) as pdf:
        assert faults(pdf) == []
        assert "/AcroForm" not in pdf.Root
    page = picture(result, slot_pages(result, 1)[0])
    # The field stands at three quarters of the width and an eighth from the top of the page.
    x, y = _place(page, (0, 0, 400, 600), 300, 525)
    assert page.getpixel((x, y)) < 60


def _place(image: Any, box: tuple[int, int, int, int], x: float, y: float) -> tuple[int, int]:
    """Where a point of an upright outside page stands in the picture of its slot page."""
    slot = (42.5, image.height - 765.5, 552.8, image.height - 85.0)
    a, b, c, d, e, f = PageShape(box, 0).into((slot[0], 76.5, slot[2], 756.9))
    return round(a * x + c * y + e), round(image.height - (b * x + d * y + f))


@pytest.mark.parametrize(
    ("turn", "corner"), [(0, "lower left"), (90, "upper left"), (180, "upper right"),
                         (270, "lower right"), (-90, "lower right"), (450, "upper left")],
)  # fmt: skip
def test_turned_pages_stand_upright(turn: int, corner: str) -> None:
    result = pack_pdf(bound_pack(drawn(((0, 0, 400, 600), {"/Rotate": turn}))))
    number = slot_pages(result, 1)[0]
    with opened(result) as pdf:
        assert faults(pdf) == []
        wide = float(pdf.pages[number].mediabox[2]) > float(pdf.pages[number].mediabox[3])
    assert wide == (turn % 180 != 0)
    assert _dark_corner(picture(result, number)) == corner


def _dark_corner(image: Any) -> str:
    """In which quarter of the drawn page the black square stands."""
    half, quarter = (image.width // 2, image.height // 2), {}
    for name, box in {
        "upper left": (0, 0, *half),
        "upper right": (half[0], 0, image.width, half[1]),
        "lower left": (0, half[1], half[0], image.height),
        "lower right": (*half, image.width, image.height),
    }.items():
        part = image.crop(box)
        quarter[name] = sum(part.histogram()[:60]) / (part.width * part.height)
    return max(quarter, key=lambda name: quarter[name])


@pytest.mark.parametrize(
    "more",
    [
        {"/CropBox": Array([0, 0, 200, 300])},
        {"/CropBox": Array([500, 300, 0, 0])},
        {"/CropBox": Array([-50, -50, 9000, 9000])},
        {"/CropBox": Array([3000, 3000, 4000, 4000])},
        {"/CropBox": Array([10, 10, 10, 10])},
        {"/MediaBox": Array([842, 595, 0, 0])},
        {"/UserUnit": 2},
    ],
)
def test_odd_boxes_are_shown(more: dict[str, Any]) -> None:
    data = drawn(((0, 0, 400, 600), more), ((-100, -200, 300, 100), {}))
    result = pack_pdf(bound_pack(data))
    first, second = slot_pages(result, 2)
    with opened(result) as pdf:
        assert faults(pdf) == []
    for number in (first, second):
        assert sum(picture(result, number).histogram()[:60]) > 2000


def test_the_visible_box_alone_is_drawn() -> None:
    """What a crop box hides, perhaps on purpose, stays hidden."""
    data = drawn(((0, 0, 400, 600), {"/CropBox": Array([200, 300, 400, 600])}))
    result = pack_pdf(bound_pack(data))
    with opened(result) as pdf:
        form = next(iter(pdf.pages[-1].obj.Resources.XObject.values()))
        assert [float(value) for value in form.BBox] == [200, 300, 400, 600]


def test_a_layer_that_was_switched_off_stays_off() -> None:
    with opened(drawn(((0, 0, 400, 600), {}))) as source:
        layer = source.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
        page = source.pages[0].obj
        page.Resources = Dictionary(Properties=Dictionary(L0=layer))
        page.Contents = source.make_stream(b"/OC /L0 BDC 0 0 400 600 re f EMC")
        source.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array())
        )
        data = saved(source)
    result = pack_pdf(bound_pack(data))
    assert sum(picture(result, slot_pages(result, 1)[0]).histogram()[:60]) < 2000


def test_a_structure_that_loops_ends() -> None:
    with opened(typst_paper()) as source:
        root = source.Root.StructTreeRoot
        first = kids(root)[0]
        first.K.append(first)
        data = saved(source)
    with opened(pack_pdf(bound_pack(data))) as pdf:
        assert faults(pdf) == []


def test_the_same_outside_papers_give_the_same_bytes() -> None:
    first = pack_pdf(bound_pack(file("tagged.pdf"), file("untagged.pdf"), typst_paper()))
    assert first == pack_pdf(bound_pack(file("tagged.pdf"), file("untagged.pdf"), typst_paper()))


def test_matrices_move_boxes_into_the_slot() -> None:
    slot = (10.0, 10.0, 110.0, 210.0)
    for turn in (0, 90, 180, 270):
        shape = PageShape((5, 5, 305, 105), turn)
        box = moved(shape.box, shape.into(slot))
        assert box[0] >= 9.99
        assert box[1] >= 9.99
        assert box[2] <= 110.01
        assert box[3] <= 210.01
        assert shape.wide == (turn in (0, 180))
    with open_pdf(file("tagged.pdf")) as pdf:
        assert shape_of(pdf.pages[0]).turned == 0
