"""Evidence: what a file is by its content, whatever its name says."""

import io
import zipfile
import zlib

# How the first bytes of a file tell what it is.
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"{\\rtf", "rtf"),
)
# The part of a zip archive that tells which office file it is.
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_ENDINGS = ("doc", "xls", "ppt", "msg")
TEXT_ENDINGS = ("txt", "csv", "md", "eml")
TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, an e-mail, text, or a picture (PNG, JPEG, GIF)"


class NotEvidence(ValueError):
    """The file is of no kind that is taken; the message says so to whoever sent it."""


def evidence_name(name: str, data: bytes) -> str:
    """The name to keep a file under: its own, with the ending that its content asks for.

    Raises NotEvidence for an empty file and for one of no kind that is taken, such as a program.
    """
    if not data:
        raise NotEvidence(f"“{name}” is empty. Choose the file again.")
    stem, ending = _plain(name)
    kind = kind_of(data, ending)
    if not kind:
        raise NotEvidence(f"“{name}” is not a file that can be kept here. Send {TAKEN}.")
    return f"{stem[: 195 - len(kind)]}.{kind}"


def kind_of(data: bytes, ending: str) -> str:
    """The ending that the content asks for, or nothing where it is no kind that is taken.

    Old office files all look alike, and so does text: there, and only there, `ending` counts.
    """
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    if data.startswith(b"PK"):
        return _in_archive(data)
    if data.startswith(OLD_OFFICE):
        return ending if ending in OLD_ENDINGS else ""
    if ending in TEXT_ENDINGS and b"\0" not in data and _printable(data):
        return ending
    return ""


def _in_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            for part, kind in OFFICE.items():
                if part in names:
                    return kind
            if "mimetype" in names:
                with archive.open("mimetype") as part_file:
                    media = part_file.read(100).decode("ascii", "replace").strip()
                return OPEN_DOCUMENT.get(media, "")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        return ""
    return ""


def _printable(data: bytes) -> bool:
    control = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in data[:4096])
    return control == 0


def _plain(name: str) -> tuple[str, str]:
    """A file's own name without folders, and its ending in small letters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable()).strip()
    stem, dot, ending = plain.rpartition(".")
    return (stem, ending.lower()) if dot and stem else (plain.strip(".") or "file", "")
