"""Packs as files that pages hand out: PDF, Word or a web page."""

from django.http import HttpResponse

from frankpledge.documents.pack import Pack
from frankpledge.documents.pack_html import pack_html
from frankpledge.documents.pdf import pack_pdf
from frankpledge.documents.word import pack_docx

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


def pack_file(content: Pack, kind: str, name: str) -> HttpResponse:
    """A pack as a file called `name`: pdf, docx or html."""
    if kind == "pdf":
        data: bytes | str = pack_pdf(content)
    elif kind == "docx":
        data = pack_docx(content)
    else:
        data = pack_html(content)
    response = HttpResponse(data, content_type=TYPES[kind])
    how = "attachment" if kind == "docx" else "inline"
    response["Content-Disposition"] = f'{how}; filename="{name}.{kind}"'
    if kind == "html":
        # The page carries its own small style sheet, so that it can be saved and sent whole.
        response._csp_update = {"style-src": "'unsafe-inline'"}  # type: ignore[attr-defined]
    return response
