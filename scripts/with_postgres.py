"""Run a command with a throw-away PostgreSQL: `scripts/with_postgres.py pytest tests/grants`.

DATABASE_URL is set for the command; the server is stopped and removed when it ends, however it
ends. The exit code is the command's.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.postgres import NoPostgresError, throwaway_server  # noqa: E402


def stop(signal_number: int, _frame: FrameType | None) -> None:
    """Turn a request to end into an ordinary exit, so that the server is stopped on the way."""
    sys.exit(128 + signal_number)


def main(command: list[str]) -> int:
    """Run `command` and return its exit code; 2 when there is nothing to run or no PostgreSQL."""
    if not command:
        print("Say what to run: scripts/with_postgres.py COMMAND …", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, stop)
    try:
        with throwaway_server() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode
    except NoPostgresError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
