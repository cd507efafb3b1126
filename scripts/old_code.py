"""Does the code of an earlier revision run on the database that this code has migrated?

    scripts/old_code.py            the version before: the last tag, or the revision before this
    scripts/old_code.py v0.1.0     another revision

A county's pages of the old version go on while the new migrations run, and serve on the new tables
until they are replaced. On a throw-away PostgreSQL this code makes the tables and the
demonstration; then the old code serves, and officers follow the commonest journeys through it
(tests/support/officers.py), forms included. This code follows them too: what both refuse, such as a
question after its day, is no fault. Exits with 1 where the old code breaks down, or refuses alone.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, the folder of the script stands on the path and the project does not.
sys.path.insert(0, str(ROOT))

from tests.support.officers import DEMONSTRATION, Step, journeys  # noqa: E402
from tests.support.postgres import throwaway_server  # noqa: E402
from tests.support.serving import Person, served  # noqa: E402

JOURNEYS = journeys(DEMONSTRATION)


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
                then = walk(port, first=0)
            with served(around, log=Path(folder) / "log") as port:
                now = walk(port, first=len(JOURNEYS))
        finally:
            git("worktree", "remove", "--force", str(old))
    wrong = [
        f"{address} was answered {then[address]}, and {now[address]} by this code."
        for address in then
        if then[address] >= 500 or (then[address] >= 400 and then[address] != now[address])
    ]
    for one in wrong:
        print(one)
    looked_at = f"{len(then)} requests, {len(wrong)} faults"
    print(f"The code of {revision} on the tables of this code: {looked_at}.")
    return 1 if wrong else 0


def _new(command: str, around: dict[str, str]) -> None:
    run = [sys.executable, "-m", "frankpledge.cli", *command.split()]
    subprocess.run(run, cwd=ROOT, env=os.environ | around, check=True, stdout=subprocess.DEVNULL)


def walk(port: int, *, first: int) -> dict[str, int]:
    """Follow each journey: what was asked, and the status that came back.

    `first`: the number of the first journey, as what is sent is told apart by numbers.
    """
    found = {}
    for number, journey in enumerate(JOURNEYS, first):
        person = Person(port)
        if journey.who:
            person.enter(journey.who)
        for step in journey.steps(number):
            found[_named(step)] = _asked(person, step)
        person.line.close()
    return found


def _named(step: Step) -> str:
    return f"{'POST' if step.posts else 'GET'} {step.address}"


def _asked(person: Person, step: Step) -> int:
    answer = person.post(step.address, **step.fields) if step.posts else person.get(step.address)
    return int(answer.status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
