"""Running commands as a person at a terminal would."""

from __future__ import annotations

import json
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


def run_command(capsys: pytest.CaptureFixture[str], *arguments: object) -> Said:
    """Run a command in this process; what was said before it is left out."""
    capsys.readouterr()
    try:
        status = main([str(one) for one in arguments])
    except SystemExit as stopped:  # argparse says how a command is used and leaves
        status = stopped.code if isinstance(stopped.code, int) else 1
    said = capsys.readouterr()
    return Said(status, said.out, said.err)
