"""Whatever bytes come, a parser ends with a result or with a refusal in words, and soon."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, Target

pytestmark = [
    pytest.mark.once("no database is opened"),
    # What is found is too long to print whole.
    pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning"),
]
CORPUS = Path(__file__).parent / "corpus"
SLOWEST = 30.0
SLOW = {"word", "odf", "markdown"}
"""Each call of these starts pandoc, in a process of its own."""
FOUND = sorted(CORPUS.iterdir())
"""Each is called after its target and what it was: `area-crash-nul`."""


def read(target: Target, data: bytes) -> None:
    began = time.monotonic()
    target(data)
    assert time.monotonic() - began < SLOWEST


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_once_is_a_fault_no_more(path: Path):
    target = re.split("-(?:crash|timeout|oom|slow-unit|leak)-", path.name)[0]
    read(TARGETS[target], path.read_bytes())


def near(seed: bytes) -> st.SearchStrategy[bytes]:
    """A seed with a stretch of it replaced."""
    return st.builds(
        lambda start, length, put: seed[:start] + put + seed[start + length :],
        st.integers(0, len(seed)),
        st.integers(0, 64),
        st.binary(max_size=64) | st.sampled_from(NASTY),
    )


NASTY = (
    *(b'"', b"\0", b"\xff\xfe", b"\r", b"\xc3", b"9" * 400, b"-1", b"=1+1", b"\n" * 50, b"&x;"),
    *(b"<a>" * 300, b"[" * 3000, b"{a: " * 300, b"&a *a", b"!!python/object:os.system x"),
    *(b"1e999", b"NaN", "٣".encode(), "\u2028".encode(), b"31/02/2018", b"99/99/9999", b"]]>"),
)


@pytest.mark.parametrize("name", TARGETS)
def test_bytes_give_a_result_or_a_refusal(name: str):
    target = TARGETS[name]

    @settings(
        max_examples=8 if name in SLOW else 80,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(*map(near, target.seeds), st.binary(max_size=300)))
    def takes(data: bytes) -> None:
        read(target, data)

    for seed in target.seeds:
        read(target, seed)
    takes()
