"""Pictures, older office files and e-mails: made clean, or refused."""

from __future__ import annotations

import email
import email.policy
import io
import warnings
from typing import Final

from PIL import Image

from frankpledge.shared.uploads.kinds import NotTaken

_MOST_PIXELS: Final = 120_000_000
_ORIENTATION: Final = 0x0112
_BROKEN: Final = (
    "This picture is damaged or far too large. Open it in a picture program, save it again and "
    "send that."
)
# Names in the directory of an older office file → what stands under them.
_HELD: Final = (
    ("_VBA_PROJECT", "macros"),
    ("_VBA_PROJECT_CUR", "macros"),
    ("Macros", "macros"),
    ("\x01Ole10Native", "another file"),
    ("\x01CompObj\0\0MBD", "another file"),
    ("ObjectPool", "an embedded object"),
    ("__attach_version1.0_#00000000", "attachments"),
)


def clean_picture(data: bytes) -> bytes:
    """A PNG, JPEG or GIF anew: its points alone, without where and with what it was taken.

    Raises NotTaken where it cannot be read, or would unpack to more than there is memory.
    """
    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF")) as image:
                if image.width * image.height > _MOST_PIXELS:
                    raise NotTaken(_BROKEN)
                if image.format == "JPEG":
                    turned = Image.Exif()
                    if way := image.getexif().get(_ORIENTATION):
                        turned[_ORIENTATION] = way
                    image.save(out, "JPEG", quality="keep", exif=turned)
                elif image.format == "PNG":
                    image.load()
                    image.info = {k: v for k, v in image.info.items() if k in _PNG_KEPT}
                    image.save(out, "PNG")
                else:
                    image.info.pop("comment", None)
                    image.save(out, "GIF", save_all=True)
    except NotTaken:
        raise
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError) as error:
        raise NotTaken(_BROKEN) from error
    except (Image.DecompressionBombError, OverflowError, IndexError, RuntimeError) as error:
        raise NotTaken(_BROKEN) from error
    return out.getvalue()


_PNG_KEPT: Final = frozenset({"transparency", "gamma", "dpi"})


def check_old_office(data: bytes) -> None:
    """Raises NotTaken for macros, embedded objects and attachments in .xls, .doc, .ppt, .msg."""
    for name, what in _HELD:
        if name.encode("utf-16-le") in data:
            raise NotTaken(
                f"This file holds {what}. Save it in today’s form (.docx, .xlsx, .pptx), or as a "
                "PDF, without them and send that; send attachments by themselves."
            )


def check_email(data: bytes) -> None:
    """Raises NotTaken for an e-mail with attachments, whatever they are."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        plain = part.get_content_maintype() in {"text", "multipart"}
        if part.get_filename() or not plain or part.get_content_disposition() == "attachment":
            raise NotTaken(
                "This e-mail has attachments. Save them, and send each by itself; or save the "
                "e-mail without them."
            )
