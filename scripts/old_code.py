"""Does the code of an earlier revision run on the database that this code has migrated?

    scripts/old_code.py            the version before: the last tag, or the revision before this
    scripts/old_code.py v0.1.0     another revision

A county's pages of the old version go on while the new migrations run, and serve on the new tables
until they are replaced. On a throw-away PostgreSQL this code makes the tables and the
demonstration; then the old code serves, and officers follow the commonest journeys through it
(tests/support/officers.py), forms included. Exits with 1 where anything but a page or a redirect
comes back.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, the folder of the script stands on the path and the project does not.
sys.path.insert(0, str(ROOT))

from tests.support.officers import JOURNEYS, TEN_YEARS, Step  # noqa: E402
from tests.support.postgres import throwaway_server  # noqa: E402
from tests.support.serving import Person, served  # noqa: E402


def git(*command: str) -> str:
    """What git answers; nothing where it refuses."""
    said = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True)
    return said.stdout.strip() if said.returncode == 0 else ""


def main(arguments: list[str]) -> int:
    """Return 0 when the old code serves every journey on the new tables."""
    revision = arguments[0] if arguments else git("describe", "--tags", "--abbrev=0") or "HEAD~1"
    with tempfile.TemporaryDirectory() as folder, throwaway_server() as url:
        old = Path(folder) / "old"
        if not git("worktree", "add", "--detach", str(old), revision) and not old.exists():
            sys.exit(f"There is no revision {revision}.")
        around = {
            "DATABASE_URL": url,
            "FRANKPLEDGE_DATA": str(Path(folder) / "data"),
            "TODAY": "2018-10-01",
        }
        try:
            _new("migrate", around)
            _new("demo load --no-evidence", around)
            with served(around, log=Path(folder) / "log", root=old) as port:
                wrong = walk(port)
        finally:
            git("worktree", "remove", "--force", str(old))
    for one in wrong:
        print(one)
    print(f"The code of {revision} on the tables of this code: {len(wrong)} faults.")
    return 1 if wrong else 0


def _new(command: str, around: dict[str, str]) -> None:
    run = [sys.executable, "-m", "frankpledge.cli", *command.split()]
    subprocess.run(run, cwd=ROOT, env=os.environ | around, check=True, stdout=subprocess.DEVNULL)


def walk(port: int) -> list[str]:
    """Follow each journey that needs no ten years; what came back that should not."""
    wrong = []
    for number, journey in enumerate(JOURNEYS):
        if journey.who == "county-secretary":
            continue
        person = Person(port)
        if journey.who:
            person.enter(journey.who)
        for step in journey.steps(number):
            wrong += _asked(person, step)
        person.line.close()
    return wrong


def _asked(person: Person, step: Step) -> list[str]:
    if TEN_YEARS in step.address:
        return []
    answer = person.post(step.address, **step.fields) if step.posts else person.get(step.address)
    fine = answer.status < 400
    return [] if fine else [f"{step.address} answered {answer.status}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
