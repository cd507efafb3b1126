"""What reviewers wrote on a PDF does not go to its readers."""

import io

from pikepdf import Array, Dictionary, Name, Pdf, String

from frankpledge.documents.binding import without_comments


def saved(pdf: Pdf) -> bytes:
    """A PDF as bytes."""
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_what_reviewers_wrote_on_a_pdf_goes_and_what_belongs_to_it_stays() -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    pdf.add_blank_page()
    kinds = ("Text", "Popup", "Highlight", "Link", "FreeText", "Ink")
    pdf.pages[0].obj.Annots = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]), Contents=String("No.")
                )
            )
            for kind in kinds
        ]
    )
    clean, gone = without_comments(saved(pdf))
    assert gone == 3
    with Pdf.open(io.BytesIO(clean)) as found:
        left = [str(one.Subtype) for one in found.pages[0].obj.Annots]
    assert left == ["/Link", "/FreeText"]
    assert without_comments(clean) == (clean, 0)
