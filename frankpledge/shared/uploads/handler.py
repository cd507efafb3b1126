"""Files too large for the service are dropped as they arrive, not written and then refused.

The body is read to its end, so that the browser shows the page with the reason beside the field;
it is only not kept. A body many times too large is not even read.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

OTHER_FIELDS: Final = 6 * 1024 * 1024
"""What the other fields of a form, and the lines between them, may come to."""
NOT_EVEN_READ: Final = 10
"""A body so many times larger than may be sent is cut off."""


class DroppedFile(SimpleUploadedFile):
    """A file that was too large, or came with others that were: its name and size, no content."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(name, b"")
        self.size = size


class UpToTheLargest(TemporaryFileUploadHandler):
    """Writes a file to disk while it is no larger than may be; Django keeps small ones in memory.

    No more than the length that a request states is ever read of it.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """See from the body's length whether anything of it can be kept.

        Raises RequestDataTooBig for one that is not worth reading.
        """
        self.too_much = content_length > settings.LARGEST_UPLOAD + OTHER_FIELDS
        if content_length > NOT_EVEN_READ * settings.LARGEST_UPLOAD + OTHER_FIELDS:
            raise RequestDataTooBig("These files are far larger than can be taken.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file begins; one that cannot be kept gets no place on the disk."""
        super().new_file(*args, **kwargs)
        self.dropping = False
        if self.too_much:
            self._drop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, or drop all of the file."""
        if self.dropping:
            return
        if start + len(raw_data) > settings.LARGEST_UPLOAD:
            self._drop()
        else:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """A file is at its end."""
        if self.dropping:
            return DroppedFile(str(self.file_name), file_size)
        return super().file_complete(file_size)

    def _drop(self) -> None:
        # Closing it deletes it.
        self.file.close()
        self.dropping = True
