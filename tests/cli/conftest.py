"""Running commands as a person at a terminal would."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from frankpledge.cli import main


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit status."""

    status: int
    out: str
    error: str

    @property
    def data(self) -> Any:
        """Its answer in JSON."""
        return json.loads(self.out)


@pytest.fixture
def frankpledge(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Give `frankpledge("owed", "county-board")`: run the command in this process."""

    def run(*arguments: object) -> Said:
        capsys.readouterr()
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as stopped:  # argparse says how a command is used and leaves
            status = stopped.code if isinstance(stopped.code, int) else 1
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run
