"""A whole service in a folder of its own, whose commands run as real processes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.other_process import ROOT

PATIENCE = 900
COMMAND = [sys.executable, "-m", "frankpledge.cli"]
# What a person may have set, and no test may depend on.
OURS = ("DATABASE_URL", "TODAY", "SECRET_KEY", "FRANKPLEDGE_MAIL", "FRANKPLEDGE_BACKUP_TO")


@dataclass(frozen=True)
class Service:
    """A data folder, and the database that it uses: SQLite in that folder where no url is given."""

    folder: Path
    url: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "frankpledge.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are given."""
        kept = {key: one for key, one in os.environ.items() if key not in OURS}
        url = {"DATABASE_URL": self.url} if self.url else {}
        return {
            **kept,
            "FRANKPLEDGE_DATA": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings",
            "PYTHONPATH": str(ROOT),
            "TODAY": "2018-10-01",
            **url,
            **self.more,
        }

    def start(self, *arguments: object, **options: Any) -> subprocess.Popen[str]:
        """Start a command and go on."""
        command = [*COMMAND, *map(str, arguments)]
        return self.start_process(command, **options)

    def start_process(self, command: list[str], **options: Any) -> subprocess.Popen[str]:
        """Start any process of this service and go on."""
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def run(self, *arguments: object, **options: Any) -> str:
        """Run a command that must do; what it said."""
        out, error = (process := self.start(*arguments, **options)).communicate(timeout=PATIENCE)
        assert process.returncode == 0, error or out
        return out

    def refused(self, *arguments: object, **options: Any) -> str:
        """Run a command that must refuse; the reason that it gave."""
        out, error = (process := self.start(*arguments, **options)).communicate(timeout=PATIENCE)
        assert process.returncode == 1, (out, error)
        assert "Traceback" not in error
        return error

    def script(self, text: str, *arguments: object) -> str:
        """Run Python with Django up; what it printed."""
        command = [sys.executable, "-c", f"import django; django.setup()\n{text}"]
        process = self.start_process([*command, *map(str, arguments)])
        out, error = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, error
        return out

    def tallies(self) -> dict[str, list[Any]]:
        """Table → its rows and their digest, sessions apart: two services with equal ones agree."""
        return dict(json.loads(self.script(TALLIES)))


TALLIES = """
import json
from frankpledge.safekeeping.backup import NOT_KEPT
from frankpledge.safekeeping.rows import tally_of
from frankpledge.safekeeping.tables import applied_migrations, tables_of
found = {}
for one in tables_of("default", applied_migrations("default")):
    if one.name not in NOT_KEPT:
        tally = tally_of(one, "default")
        found[one.name] = [tally.rows, tally.digest.hexdigest()]
print(json.dumps(found))
"""


def kept_county(folder: Path) -> Service:
    """The demonstration as a service that an earlier run left in `folder`, or a fresh one.

    It counts only for the tables, the area files and the loader that it was made with.
    """
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("frankpledge/**/migrations/*.py")):
        digest.update(path.read_bytes())
    for root in (ROOT / "frankpledge" / "areafile", ROOT / "areas"):
        for path in sorted(one for one in root.rglob("*") if one.suffix in {".py", ".yaml"}):
            digest.update(path.read_bytes())
    kept = folder / digest.hexdigest()[:24]
    if not kept.exists():
        fresh = Service(folder / f"{kept.name}.{os.getpid()}")
        fresh.run("demo", "load", "--no-evidence")
        try:
            fresh.folder.rename(kept)
        except OSError:  # another worker was quicker
            shutil.rmtree(fresh.folder)
    return Service(kept)


def copied(service: Service, folder: Path) -> Service:
    """Another service with the same data."""
    shutil.copytree(service.folder, folder)
    return Service(folder)
