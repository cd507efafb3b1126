"""What is sealed only its key opens, whole; and what is refused says why."""

import os

import pyrage
import pytest

from frankpledge.safekeeping.archive import ABOUT, Reader, Writer
from frankpledge.safekeeping.refusing import CannotKeep
from frankpledge.safekeeping.sealing import (
    PASSPHRASE,
    identities,
    new_key,
    recipients,
    sealed,
    unsealed,
)

pytestmark = pytest.mark.once("pure: no database")


@pytest.fixture
def key(tmp_path):
    """A key's file, and its public half."""
    path = tmp_path / "key"
    return path, new_key(path)


def names(path, keys):
    """What is in a backup, read to its end."""
    with path.open("rb") as source, unsealed(source, keys) as stream:
        return [part.name for part in Reader(stream).parts()]


def sealed_archive(path, public):
    """A small archive, sealed."""
    with path.open("wb") as out, sealed(out, recipients([public])) as stream:
        writer = Writer(stream)
        writer.add_json(ABOUT, {})
        writer.add("files/a", os.urandom(300_000))
        writer.end()
    return path


def test_its_key_opens_it_and_another_does_not(tmp_path, key):
    path = sealed_archive(tmp_path / "b.age", key[1])
    assert names(path, identities(key[0])) == [ABOUT, "files/a"]
    new_key(tmp_path / "other")
    with pytest.raises(CannotKeep, match="None of these keys opens it"):
        names(path, identities(tmp_path / "other"))


@pytest.mark.parametrize("at", [0.0005, 0.5, 0.999])
def test_damaged_or_cut_short_it_is_refused(tmp_path, key, at):
    content = sealed_archive(tmp_path / "b.age", key[1]).read_bytes()
    place = int(len(content) * at)
    changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    for broken in (changed, content[:place]):
        (tmp_path / "broken").write_bytes(broken)
        with pytest.raises(CannotKeep, match=r"broken|damaged"):
            names(tmp_path / "broken", identities(key[0]))


def test_an_archive_that_was_made_anew_without_a_part_is_refused(tmp_path, key):
    path = tmp_path / "b.age"
    with path.open("wb") as out, sealed(out, recipients([key[1]])) as stream:
        writer = Writer(stream)
        writer.add_json(ABOUT, {})
        writer.manifest.parts["files/gone"] = {"size": 1, "sha256": "0" * 64}
        writer.end()
    with pytest.raises(CannotKeep, match="files/gone is not as it was written"):
        names(path, identities(key[0]))


def test_a_key_under_a_passphrase(tmp_path, monkeypatch):
    monkeypatch.setenv(PASSPHRASE, "long enough")
    public = new_key(tmp_path / "key")
    assert b"AGE-SECRET-KEY" not in (tmp_path / "key").read_bytes()
    path = sealed_archive(tmp_path / "b.age", public)
    assert names(path, identities(tmp_path / "key")) == [ABOUT, "files/a"]
    monkeypatch.setenv(PASSPHRASE, "another")
    with pytest.raises(CannotKeep, match="does not open"):
        identities(tmp_path / "key")
    monkeypatch.delenv(PASSPHRASE)
    with pytest.raises(CannotKeep, match="is under a passphrase"):
        identities(tmp_path / "key")


def test_what_is_no_key_is_refused(tmp_path, key):
    with pytest.raises(CannotKeep, match="is there already"):
        new_key(key[0])
    with pytest.raises(CannotKeep, match="no key was given"):
        recipients([])
    with pytest.raises(CannotKeep, match="is no public key"):
        recipients(["age1x"])
    secret = str(pyrage.x25519.Identity.generate())
    with pytest.raises(CannotKeep, match="a secret key") as refused:
        recipients([secret])
    assert secret[15:] not in str(refused.value)
    (tmp_path / "text").write_text("nothing")
    with pytest.raises(CannotKeep, match="holds no secret key"):
        identities(tmp_path / "text")
