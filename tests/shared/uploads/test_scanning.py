"""A real clamd, with one signature of its own: the test string that every scanner knows."""

from __future__ import annotations

import hashlib
import io
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.shared.clock import today
from frankpledge.shared.uploads.fields import SizedFileField
from frankpledge.shared.uploads.kinds import NotTaken
from frankpledge.shared.uploads.scanning import (
    Scanner,
    ScannerWrong,
    answers,
    read_scanner,
    scan,
    scanner_alarm,
)
from tests.support.clamd import find_clamd
from tests.support.harmful import EICAR, archive, word

pytestmark = pytest.mark.once("no database is opened")


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanner]:
    """A clamd of this test's own, on a socket of its own."""
    program = find_clamd()
    assert program, "scripts/need.py clamd says how to get it"
    folder = tmp_path_factory.mktemp("clamd")
    signature = f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test\n"
    (folder / "own.hdb").write_text(signature)
    (folder / "clamd.conf").write_text(
        f"LocalSocket {folder}/clamd.ctl\nDatabaseDirectory {folder}\nForeground yes\n"
        f"OfficialDatabaseOnly no\nStreamMaxLength 2M\nTemporaryDirectory {folder}\n"
    )
    started = subprocess.Popen(
        [program, f"--config-file={folder}/clamd.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    scanner = Scanner(path=f"{folder}/clamd.ctl")
    try:
        until = time.monotonic() + 60
        while not answers(scanner):
            assert started.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)
        yield scanner
    finally:
        started.terminate()
        started.wait(30)


def refusal(data: bytes) -> str:
    with pytest.raises(NotTaken) as refused:
        scan(io.BytesIO(data))
    return str(refused.value)


def test_what_the_scanner_finds_is_refused_by_its_name(clamd: Scanner, settings: Any):
    settings.CLAMD = clamd
    assert "The virus scanner found “Eicar-Test" in refusal(EICAR)
    assert "Eicar-Test" in refusal(archive({"a.txt": EICAR}))


def test_what_is_clean_passes_and_can_be_read_afterwards(clamd: Scanner, settings: Any):
    settings.CLAMD = clamd
    file = io.BytesIO(word())
    scan(file)
    assert file.read().startswith(b"PK")
    assert not list(scanner_alarm(today()))


def test_a_file_in_a_form_is_scanned_before_it_is_read(clamd: Scanner, settings: Any):
    settings.CLAMD = clamd
    field = SizedFileField(instead="no", accept=".txt")
    with pytest.raises(Exception, match="Eicar-Test"):
        field.clean(SimpleUploadedFile("a.txt", EICAR))
    kept = field.clean(SimpleUploadedFile("a.txt", b"Counted."))
    assert kept is not None
    assert kept.read() == b"Counted."


def test_what_is_too_large_for_the_scanner_is_refused(clamd: Scanner, settings: Any):
    settings.CLAMD = clamd
    assert "the scanner does not answer" in refusal(bytes(8_000_000))


@pytest.mark.parametrize("where", ["unix:{}/nobody", "tcp://127.0.0.1:1"])
def test_no_answer_is_no_good_answer(where: str, settings: Any, tmp_path: Path):
    settings.CLAMD = read_scanner(where.format(tmp_path))
    assert "the scanner does not answer. Nothing was kept" in refusal(b"Counted.")
    (found,) = scanner_alarm(today())
    assert "The virus scanner does not answer" in found.what
    assert "start clamd" in found.done


def test_where_no_scanner_is_set_up_nothing_is_asked(settings: Any):
    settings.CLAMD = None
    scan(io.BytesIO(EICAR))


@pytest.mark.parametrize(
    ("setting", "read"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", Scanner(path="/run/clamav/clamd.ctl")),
        ("tcp://clamav:3310", Scanner(host="clamav", port=3310)),
        ("tcp://[::1]:3310", Scanner(host="::1", port=3310)),
    ],
)
def test_the_setting_names_a_socket_or_an_address(setting: str, read: Scanner | None):
    assert read_scanner(setting) == read


@pytest.mark.parametrize("setting", ["clamd", "unix:relative", "tcp://host", "http://host:1"])
def test_a_setting_that_cannot_be_read_says_what_it_should_be(setting: str):
    with pytest.raises(ScannerWrong, match="Give where clamd listens"):
        read_scanner(setting)
