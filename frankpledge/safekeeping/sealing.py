"""Encryption with age (age-encryption.org), as a stream; the `age` command opens it as well."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyrage

from frankpledge.safekeeping.refusing import CannotKeep

PASSPHRASE = "FRANKPLEDGE_BACKUP_PASSPHRASE"
Ways = list[Any]


def recipients(told: list[str]) -> Ways:
    """Public keys as age writes them: age1…, or an SSH key. Raises CannotKeep for what is none."""
    if not told:
        raise CannotKeep(
            "A backup is always encrypted, and no key was given. Make one with `frankpledge "
            "backup --new-key FILE`, then give what it prints as --to, or as FRANKPLEDGE_BACKUP_TO."
        )
    return [_recipient(one) for one in told]


def _recipient(told: str) -> Any:
    if told.upper().startswith("AGE-SECRET-KEY"):
        raise CannotKeep("That is a secret key, and does not belong here. Give the public one.")
    try:
        if told.startswith("ssh-"):
            return pyrage.ssh.Recipient.from_str(told)
        return pyrage.x25519.Recipient.from_str(told)
    except pyrage.RecipientError as error:
        raise CannotKeep(
            f"“{told[:60]}” is no public key of age. One begins with age1, or with ssh-."
        ) from error


def new_key(path: Path) -> str:
    """Make a key in a new file, under the passphrase in the environment if any; its public half.

    Raises CannotKeep where the file is there already.
    """
    key = pyrage.x25519.Identity.generate()
    public = str(key.to_public())
    content = f"# public key: {public}\n{key}\n".encode()
    if passphrase := os.environ.get(PASSPHRASE):
        content = pyrage.passphrase.encrypt(content, passphrase)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise CannotKeep(f"{path} is there already. A key is never written over.") from error
    return public


def identities(path: Path) -> Ways:
    """The secret keys in a file. Raises CannotKeep where it holds none, or cannot be opened."""
    content = path.read_bytes()
    if content.startswith(b"age-encryption.org/") or content.startswith(b"-----BEGIN AGE"):
        content = _opened(path, content)
    if content.startswith(b"-----BEGIN OPENSSH"):
        return [pyrage.ssh.Identity.from_buffer(content)]
    lines = [line.strip() for line in content.decode(errors="replace").splitlines()]
    keys = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not keys:
        raise CannotKeep(f"{path} holds no secret key of age.")
    return [pyrage.x25519.Identity.from_str(one) for one in keys]


def _opened(path: Path, content: bytes) -> bytes:
    passphrase = os.environ.get(PASSPHRASE)
    if not passphrase:
        raise CannotKeep(f"{path} is under a passphrase. Set it as {PASSPHRASE}.")
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        raise CannotKeep(f"The passphrase in {PASSPHRASE} does not open {path}.") from error


class _Noting:
    """A stream for pyrage: what goes wrong in it is kept, for pyrage tells only its words."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.failure: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        """Some of it."""
        with self._noted():
            return self._stream.read(size)

    def write(self, content: bytes) -> int:
        """All of it."""
        with self._noted():
            return self._stream.write(content)

    def flush(self) -> None:
        """What was written so far."""
        with self._noted():
            self._stream.flush()

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failure = error
            raise


class _Side:
    """The other end of a pipe, in a thread of its own, and what went wrong there."""

    def __init__(self, work: Callable[[], None], stream: _Noting) -> None:
        self.failure: BaseException | None = None
        self._work, self._stream = work, stream
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:
            self.failure = error

    def wait(self) -> None:
        """Until it has ended: a process must not end while a thread of its own writes."""
        self._thread.join()

    def ended(self) -> None:
        """Wait for it; raises what went wrong there."""
        self._thread.join()
        if failure := self._stream.failure or self.failure:
            raise failure


@contextmanager
def sealed(out: IO[bytes], to: Ways) -> Iterator[IO[bytes]]:
    """A stream to write to; what comes out at `out` only the holders of those keys can open."""
    read, write = os.pipe()

    noting = _Noting(out)

    def work() -> None:
        with os.fdopen(read, "rb") as source:
            pyrage.encrypt_io(source, noting, to)

    side = _Side(work, noting)
    try:
        with os.fdopen(write, "wb") as stream:
            yield stream
    except BrokenPipeError:
        side.ended()
        raise
    finally:
        side.wait()
    side.ended()


@contextmanager
def unsealed(source: IO[bytes], keys: Ways) -> Iterator[IO[bytes]]:
    """What was sealed, to be read. Raises CannotKeep where none of the keys opens it."""
    read, write = os.pipe()

    noting = _Noting(source)

    def work() -> None:
        with os.fdopen(write, "wb") as sink:
            pyrage.decrypt_io(noting, sink, keys)

    side = _Side(work, noting)
    try:
        with os.fdopen(read, "rb") as stream:
            yield stream
            while stream.read(1024 * 1024):
                pass
        side.ended()
    except (pyrage.DecryptError, CannotKeep) as error:
        side.wait()
        failure = side.failure or error
        if isinstance(failure, pyrage.DecryptError):
            raise CannotKeep(
                "None of these keys opens it, or it is damaged: " + str(failure)
            ) from error
        raise
    finally:
        side.wait()
