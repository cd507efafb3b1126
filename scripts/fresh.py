"""Throw the demonstration's data away: `scripts/fresh.py var`, then `make run` starts over.

Only what Frankpledge itself made in its data folder is removed; anything else that stands there
stays, and the folder with it. A PostgreSQL database is never touched.
"""

import os
import shutil
import sys
from pathlib import Path

# Every name that Frankpledge makes in its data folder.
MADE = (
    "frankpledge.sqlite3",
    "frankpledge.sqlite3-wal",
    "frankpledge.sqlite3-shm",
    "frankpledge.sqlite3-journal",
    "demonstration-loaded",
    "secret-key",
    "files",
    "static",
)


def start_over(folder: Path) -> list[Path]:
    """Remove what Frankpledge made in `folder`; return what was removed.

    A link is removed as a link: what it points to stays.
    """
    removed = []
    for name in MADE:
        path = folder / name
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            continue
        removed.append(path)
    return removed


def main(folder: str) -> None:
    """Start over in `folder` and say what happened; refuse when the data is in PostgreSQL."""
    if os.environ.get("DATABASE_URL"):
        sys.exit("DATABASE_URL names a database server. Start over there yourself: nothing done.")
    removed = start_over(Path(folder))
    for path in removed:
        print(f"Removed {path}")
    print("Type `make run` to load the demonstration again." if removed else "Nothing to remove.")


if __name__ == "__main__":
    main(sys.argv[1])
