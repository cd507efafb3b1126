"""Run the whole suite on SQLite, then on PostgreSQL, and say which one failed.

On PostgreSQL what is marked `once` is left out: tests that cannot come out differently there, such
as those of pure rules and of documents, and the journeys, which are about the browser
(tests/support/once.py). What is marked `thorough` is left to `make thorough`.
Arguments go to pytest both times: `scripts/run_tests.py tests/grants -k award`. The journeys run
by themselves: two browsers side by side on two cores time out where one alone is quick. So do the
measures on Spark: each worker would start a cluster of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, the folder of the script stands on the path and the project does not.
sys.path.insert(0, str(ROOT))

from frankpledge.config.variables import VARIABLES  # noqa: E402

# Whoever has none left takes some of the other's: a few tests are as long as a thousand others.
TWO_AT_A_TIME = ["-n", "2", "--dist", "worksteal"]
NO_TESTS = 5
"""pytest's exit code when nothing was collected: no failure, when arguments narrow the run."""

DATABASES = {
    "SQLite": {
        "tests": "not journey and not spark and not thorough",
        "measures on Spark": "spark",
        "journeys": "journey",
    },
    "PostgreSQL": {
        "tests": "not journey and not spark and not once and not thorough",
    },
}
"""Which marks each part of a database's run has: the tests two at a time, the rest by itself."""

OURS = {one.name for one in VARIABLES}
"""What a person may have set for `make run`, and no test may depend on."""


def run(name: str, arguments: list[str], *, url: str | None, data: str) -> bool:
    """Run each part on one database; True when all passed (or had nothing to run)."""
    pytest = [sys.executable, "-m", "pytest", "-q", *arguments]
    environment = {key: value for key, value in os.environ.items() if key not in OURS}
    environment |= {"FRANKPLEDGE_DATA": data}
    if url is not None:
        environment["DATABASE_URL"] = url
    passed = True
    for what, marks in DATABASES[name].items():
        started = time.monotonic()
        command = [*pytest, "-m", marks, *(TWO_AT_A_TIME if what == "tests" else [])]
        code = subprocess.run(command, cwd=ROOT, env=environment).returncode
        print(f"{name}, {what}: {time.monotonic() - started:.0f} seconds", flush=True)
        if code == NO_TESTS and what == "tests" and not arguments:
            print("No test was found: that is a failure.")
            passed = False
        passed = passed and code in (0, NO_TESTS)
    return passed


def main(arguments: list[str]) -> int:
    """Return 0 when the suite passes on both databases, else 1. Both are always tried."""
    from tests.support.postgres import NoPostgresError, throwaway_server

    # A folder of their own: the tests never meet the data that `make run` keeps.
    with tempfile.TemporaryDirectory(prefix="frankpledge-tests-") as data:
        results = {"SQLite": run("SQLite", arguments, url=None, data=data)}
        try:
            with throwaway_server() as url:
                results["PostgreSQL"] = run("PostgreSQL", arguments, url=url, data=data)
        except NoPostgresError as refusal:
            print(refusal)
            results["PostgreSQL"] = False
    for name, passed in results.items():
        print(f"{name}: {'passed' if passed else 'failed'}")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
