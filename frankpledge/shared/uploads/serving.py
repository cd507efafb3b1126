"""The one way in which a file that somebody sent goes out again."""

from __future__ import annotations

from typing import Final

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from frankpledge.shared.uploads.kinds import kind_of

NO_SCRIPT: Final = "sandbox; default-src 'none'"


def download(file: FieldFile, name: str) -> FileResponse:
    """A file for download only, named as it came: a browser never runs what somebody uploaded.

    Its type is what its content says. Raises Http404 where there is none.
    """
    if not file or not file.storage.exists(str(file.name)):
        raise Http404("There is no file here.")
    opened = file.open("rb")
    response = FileResponse(
        opened, as_attachment=True, filename=name, content_type=kind_of(opened).media
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NO_SCRIPT
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
