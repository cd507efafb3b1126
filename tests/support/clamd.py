"""Where ClamAV's daemon is: Debian keeps it where an ordinary user's path does not look."""

from __future__ import annotations

import os
import shutil


def find_clamd() -> str | None:
    """Return the program, or None. CLAMD names one; else the path's own, or Debian's."""
    return os.environ.get("CLAMD") or shutil.which(
        "clamd", path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin:/usr/local/sbin"
    )
