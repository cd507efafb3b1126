"""The test's database as another process reaches it, so that real processes can be set to work."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url(folder: Path) -> str:
    """The database under the test: a copy in a file, where it is SQLite in memory."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        path = folder / "copy.sqlite3"
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{path}"
    user, host = quote(given["USER"]), quote(given["HOST"], safe="")
    password = f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else ""
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgresql://{user}{password}@{host}{port}/{given['NAME']}"


def environment(url: str, folder: Path, **more: str) -> dict[str, str]:
    """The environment of a process that uses that database and keeps its files in `folder`."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "FRANKPLEDGE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings",
        **more,
    }
