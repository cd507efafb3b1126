"""Every parser that meets bytes from outside: how it is called, on what, and how it may refuse.

A target takes any bytes at all. It ends with a result or with the refusal that is written for
people; whatever else it raises is a fault. Those of archives take bytes as an edit of one part of
a good file, for a change of the archive's own bytes only breaks its checksum.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from frankpledge.actions.importing.reading import open_log, read_log
from frankpledge.analytics.store.kinds import ALL_KINDS, boundaries
from frankpledge.analytics.store.nouns import NotLoaded
from frankpledge.analytics.store.reading import find, take
from frankpledge.analytics.store.recognising import recognise
from frankpledge.analytics.store.sheets import NotATable, read_table
from frankpledge.areafile.reading import read
from frankpledge.areafile.wording import check_shape
from frankpledge.documents.binding import UnreadablePdf
from frankpledge.documents.office import UnreadableDocument
from frankpledge.documents.pack import BoundPdf
from frankpledge.documents.pandoc import read_markdown, read_office
from frankpledge.documents.slots import outside
from frankpledge.documents.spreadsheet import read_spreadsheet
from frankpledge.documents.tables.shapes import UnreadableTables
from frankpledge.documents.wordform_file import form_name_in, open_form
from frankpledge.evidence.surveys.reading import NotASurvey, open_sheet
from frankpledge.review.indicators.importing.reading import open_figures, read_values
from frankpledge.review.risks.importing.reading import open_register, read_register
from frankpledge.review.risks.rules.matrix import Matrix
from frankpledge.shared.uploads.cleaning import clean_upload
from frankpledge.shared.uploads.kinds import NotTaken
from tests.support import harmful

FILES = Path(__file__).parents[1] / "documents" / "files"
ALL = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".pdf", ".png", ".jpg", ".gif", ".eml", ".xls")
MATRIX = Matrix(
    ("Unlikely", "Likely"), ("Low", "High"), ("Low", "High"), ((0, 0), (0, 1))
)  # fmt: skip
CSV = (
    b"Action,Owner,Due,Status\nCount visits,Police,3 May 2018,Open\n",
    b"Period;Figure;Note\nQ1 2018/19;at least 80;x\nJuly 2018;36.2;\n",
    b"Risk,Likelihood,Impact,Score,Review\n\xa35,Likely,High,4,01/02/2019\n",
    "Ward\tCount\nŴ\t3\n".encode("utf-16"),
)
YAML = (
    b"area:\n  name: County\n  slug: county\nbodies:\n  - &a {key: x, names: [{name: X}]}\n  - *a\n"
)
GEOJSON = (
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"WD24CD":"E05000001",'
    b'"WD24NM":"A"},"geometry":{"type":"Polygon","coordinates":[[[0.1,52.1],[0.2,52.1],[0.1,52.2],'
    b"[0.1,52.1]]]}}]}"
)


@dataclass(frozen=True)
class Target:
    """A parser. `edits`: the good archive whose parts the bytes are an edit of."""

    run: Callable[[bytes], object]
    seeds: Sequence[bytes]
    refuses: tuple[type[Exception], ...]
    edits: bytes = b""

    def __call__(self, data: bytes) -> None:
        """Let it read. Raises whatever is neither a result nor a refusal."""
        try:
            self.run(edited(self.edits, data) if self.edits else data)
        except self.refuses as no:
            if not str(no).strip():
                raise AssertionError("a refusal says why") from no


def edited(archive: bytes, edit: bytes) -> bytes:
    """An archive with one part edited: bytes 0 to 4 say which, where, and how much is replaced."""
    if len(edit) < 5:
        return archive
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        names = source.namelist()
        parts = {name: source.read(name) for name in names}
    name = names[edit[0] % len(names)]
    part = parts[name]
    start = int.from_bytes(edit[1:3], "big") % (len(part) + 1)
    parts[name] = part[:start] + edit[5:] + part[start + int.from_bytes(edit[3:5], "big") % 512 :]
    return harmful.archive(parts)


def _on_disk(data: bytes, ending: str, read: Callable[[Path], object]) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sent{ending}"
        path.write_bytes(data)
        return read(path)


def _cleaned(data: bytes, ending: str) -> None:
    name, made = clean_upload(f"a{ending}", data, ALL)
    again = clean_upload(name, made, ALL)[1]
    # A PDF that was put right while it was read may be written in another order once more.
    assert again == made or ending == ".pdf", "what is clean stays as it is"


def _loaded(path: Path) -> None:
    found, _ = find([path])
    for number, one in enumerate(found):
        recognise(take(one, path.parent, number), ALL_KINDS)


def _log(data: bytes, ending: str) -> object:
    return read_log(open_log(f"log{ending}", data))


def _register(data: bytes) -> object:
    return read_register(open_register("register.csv", data), MATRIX)


def _figures(data: bytes) -> object:
    return read_values(open_figures("figures.csv", data), {})


def _form(data: bytes) -> object:
    return form_name_in(data), tuple(open_form(data).controls())


def _file(name: str) -> bytes:
    return (FILES / name).read_bytes()


EDIT = (b"", b"\x00\x00\x10\x00\x05<a/>", b"\x03\x01\x10\x00\x40", b"\x05\x02\x00\x01\x00&x;")
TARGETS: dict[str, Target] = {
    "clean-word": Target(lambda d: _cleaned(d, ".docx"), EDIT, (NotTaken,), harmful.word()),
    "clean-excel": Target(lambda d: _cleaned(d, ".xlsx"), EDIT, (NotTaken,), harmful.excel()),
    "clean-odf": Target(lambda d: _cleaned(d, ".odt"), EDIT, (NotTaken,), _file("action-log.odt")),
    "clean-pdf": Target(
        lambda d: _cleaned(d, ".pdf"), (harmful.pdf(), _file("untagged.pdf")), (NotTaken,)
    ),
    "clean-picture": Target(lambda d: _cleaned(d, ".png"), (harmful.picture("PNG"),), (NotTaken,)),
    "clean-zip": Target(lambda d: _cleaned(d, ".docx"), (harmful.word(),), (NotTaken,)),
    "word": Target(lambda d: read_office(d, ".docx"), EDIT, (UnreadableDocument,), harmful.word()),
    "odf": Target(
        lambda d: read_office(d, ".odt"), EDIT, (UnreadableDocument,), _file("action-log.odt")
    ),
    "word-form": Target(_form, EDIT, (UnreadableDocument,), _file("form-version-1.docx")),
    "excel": Target(read_spreadsheet, EDIT, (UnreadableDocument,), harmful.excel()),
    "pdf": Target(
        lambda d: outside(BoundPdf(d, "Paper", "a.pdf", ""), "slot-0-0", 1).pdf.close(),
        (harmful.pdf(), _file("tagged.pdf")),
        (UnreadablePdf,),
    ),
    "markdown": Target(
        lambda d: read_markdown(d.decode("utf-8", "replace")),
        (b"# A\n\n- b\n\n{recommendations}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",),
        (UnreadableDocument,),
    ),
    "area": Target(lambda d: _on_disk(d, ".yaml", lambda p: check_shape(read(p))), (YAML,), ()),
    "log": Target(lambda d: _log(d, ".csv"), CSV, (UnreadableTables,)),
    "log-excel": Target(lambda d: _log(d, ".xlsx"), EDIT, (UnreadableTables,), harmful.excel()),
    "risks": Target(_register, CSV, (UnreadableTables,)),
    "figures": Target(_figures, CSV, (UnreadableTables,)),
    "survey": Target(lambda d: open_sheet("a.csv", d), CSV, (NotASurvey,)),
    "survey-excel": Target(lambda d: open_sheet("a.xlsx", d), EDIT, (NotASurvey,), harmful.excel()),
    "mapping": Target(lambda d: _on_disk(d, ".csv", read_table), CSV, (NotATable,)),
    "load": Target(lambda d: _on_disk(d, ".csv", _loaded), CSV, (NotLoaded,)),
    "load-zip": Target(
        lambda d: _on_disk(d, ".zip", _loaded),
        EDIT,
        (NotLoaded,),
        harmful.archive({"a.csv": CSV[0], "b.csv": CSV[1]}),
    ),
    "boundaries": Target(
        lambda d: _on_disk(
            d, ".geojson", lambda p: boundaries.write_csv(p.name, p, p.with_suffix(".csv"))
        ),
        (GEOJSON,),
        (NotLoaded,),
    ),
}
