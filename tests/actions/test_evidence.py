"""Evidence is what it holds, whatever it is called."""

import pytest

from frankpledge.actions.evidence import NotEvidence, evidence_name
from tests.actions.logs import csv_log, office_log, xlsx_log


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("count.pdf", b"%PDF-1.7 ...", "count.pdf"),
        ("C:\\minutes\\count.PDF", b"%PDF-1.7 ...", "count.pdf"),
        ("photo.pdf", b"\xff\xd8\xff\xe0", "photo.jpg"),
        ("photo", b"\x89PNG\r\n\x1a\n", "photo.png"),
        ("list.csv", csv_log([("a", "b")]), "list.csv"),
        ("sheet.zip", xlsx_log([("a", "b")]), "sheet.xlsx"),
        ("text.xlsx", office_log("docx", "Text"), "text.docx"),
        ("text.bin", office_log("odt", "Text"), "text.odt"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc"),
    ],
)
def test_evidence_is_what_it_holds_and_not_what_it_is_called(name, data, kept):
    assert evidence_name(name, data) == kept


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.pdf", b"MZ\x90\0"),
        ("report.docx", b"PK\x03\x04"),
        ("report.txt", b"\x7fELF\0"),
        ("report.html", b"<script>"),
        ("report.exe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("report.pdf", b""),
    ],
)
def test_what_is_no_evidence_is_refused(name, data):
    with pytest.raises(NotEvidence):
        evidence_name(name, data)
