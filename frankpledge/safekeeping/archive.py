"""The parts of a backup, one after another in a tar: written and read as a stream.

about.json                    what this is, from which migrations
database/<table>/0001.jsonl.gz …   the rows, some thousands a part
files/…, evidence/…, secret-key    as they lay in the data folder
manifest.json                 last: size and SHA-256 of each part, rows and digest of each table
"""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from frankpledge.safekeeping.refusing import CannotKeep

PART = 8 * 1024 * 1024
CHUNK = 1024 * 1024
ABOUT, MANIFEST = "about.json", "manifest.json"
FORMAT, FORMAT_VERSION = "frankpledge-backup", 1


@dataclass(frozen=True)
class TableKept:
    """A table as it was kept: its rows, the SHA-256 over them, the last number that was given."""

    name: str
    label: str
    rows: int
    sha256: str
    last: int


@dataclass
class Manifest:
    """What is in an archive."""

    tables: list[TableKept] = field(default_factory=list)
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For the archive's last part."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Manifest":
        """From the archive's last part."""
        tables = [TableKept(**one) for one in told["tables"]]
        return cls(tables, told["parts"], told["missing"])


class _Hashed(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner, self.digest = inner, hashlib.sha256()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, into: Any) -> int:
        """As much of it as is wanted, while there is any."""
        got = self.inner.read(len(into))
        into[: len(got)] = got
        self.digest.update(got)
        return len(got)


class Writer:
    """Writes parts to a stream, and keeps the manifest of them."""

    def __init__(self, out: IO[bytes]) -> None:
        # A copy buffer of its own: what is large is never held whole.
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.manifest = Manifest()

    def add(self, name: str, content: bytes) -> None:
        """A part that is at hand."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, io.BytesIO(content))
        self._note(name, len(content), hashlib.sha256(content).hexdigest())

    def add_json(self, name: str, content: Any) -> None:
        """A part in JSON."""
        self.add(name, json.dumps(content, ensure_ascii=False, indent=1).encode())

    def add_lines(self, folder: str, lines: Iterable[bytes]) -> None:
        """Lines, in parts of some megabytes each, so that none need be held whole."""
        number, waiting, size = 0, [], 0
        for line in lines:
            waiting.append(line)
            size += len(line)
            if size >= PART:
                number += 1
                self._add_part(folder, number, waiting)
                waiting, size = [], 0
        if waiting:
            self._add_part(folder, number + 1, waiting)

    def _add_part(self, folder: str, number: int, lines: list[bytes]) -> None:
        packed = gzip.compress(b"".join(lines), compresslevel=5, mtime=0)
        self.add(f"{folder}/{number:04}.jsonl.gz", packed)

    def add_file(self, name: str, path: Path) -> None:
        """A file, streamed. Raises OSError where it cannot be read, or shrinks meanwhile."""
        with path.open("rb") as file:
            info = self._tar.gettarinfo(arcname=name, fileobj=file)
            info.uname = info.gname = ""
            info.uid = info.gid = 0
            hashed = _Hashed(file)
            self._tar.addfile(info, hashed)
        self._note(name, info.size, hashed.digest.hexdigest())

    def _note(self, name: str, size: int, digest: str) -> None:
        self.manifest.parts[name] = {"size": size, "sha256": digest}

    def end(self) -> None:
        """Write the manifest, and the tar's end."""
        self.add_json(MANIFEST, self.manifest.as_json())
        self._tar.close()


@dataclass(frozen=True)
class Part:
    """A part as it comes: its name, and what is in it, to be read once."""

    name: str
    content: IO[bytes]

    def lines(self) -> Iterator[bytes]:
        """Its lines, unpacked."""
        with gzip.open(self.content) as unpacked:
            yield from unpacked


class Reader:
    """Reads the parts of a stream in turn, and holds them against the manifest at the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._seen: dict[str, dict[str, Any]] = {}
        self.manifest: Manifest | None = None

    def parts(self) -> Iterator[Part]:
        """Every part but the manifest. Raises CannotKeep for what is no whole archive."""
        try:
            with tarfile.open(fileobj=self._stream, mode="r|") as tar:
                for info in tar:
                    yield from self._part(tar, info)
        except tarfile.TarError as error:
            raise CannotKeep(
                f"This is no backup of Frankpledge, or a broken one: {error}."
            ) from error
        if self.manifest is None:
            raise CannotKeep("This backup has no end: it was cut short.")
        self._compare(self.manifest)

    def _part(self, tar: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[Part]:
        content = tar.extractfile(info) if info.isfile() else None
        path = Path(info.name)
        if content is None or path.is_absolute() or ".." in path.parts:
            raise CannotKeep(f"This is no backup of Frankpledge: “{info.name}” is in it.")
        if info.name == MANIFEST:
            self.manifest = Manifest.from_json(json.loads(content.read()))
            return
        hashed = _Hashed(content)
        yield Part(info.name, io.BufferedReader(hashed, CHUNK))
        while hashed.read(CHUNK):
            pass
        self._seen[info.name] = {"size": info.size, "sha256": hashed.digest.hexdigest()}

    def _compare(self, manifest: Manifest) -> None:
        if self._seen != manifest.parts:
            wrong = sorted(
                name
                for name in self._seen.keys() | manifest.parts.keys()
                if self._seen.get(name) != manifest.parts.get(name)
            )
            raise CannotKeep(f"The backup is damaged: {wrong[0]} is not as it was written.")
