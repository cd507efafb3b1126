"""Write docs/settings.md: every setting of the environment, from the table that reads them.

scripts/settings_reference.py            writes the page
scripts/settings_reference.py --check    exits with 1 when the page in the tree is stale
"""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, the folder of the script stands on the path and the project does not.
sys.path.insert(0, str(ROOT))

from frankpledge.config.environment import Variable  # noqa: E402
from frankpledge.config.variables import VARIABLES  # noqa: E402

PAGE = ROOT / "docs" / "settings.md"
HEAD = """\
# Settings

Written by `scripts/settings_reference.py` from `frankpledge/config/variables.py`: change that, then
run `.venv/bin/python scripts/settings_reference.py`.

All come from the environment; a laptop needs none. What cannot be read stops the start: every
mistake at once, a sentence each, exit status 2. A name that begins with FRANKPLEDGE_ and that
nothing reads is warned about. What is set to nothing is not set. `frankpledge check` prints them as
they are, secrets left out, and tries what they name.

A name or password in an address that holds one of / : @ ? # % is written with % codes, such as %2F
for a slash.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    ordered = sorted(VARIABLES, key=lambda one: GROUPS.index(one.group))
    for group, members in groupby(ordered, key=lambda one: one.group):
        parts.append("\n".join([f"## {group}", "", *_table(list(members))]) + "\n")
    return "\n".join(parts)


GROUPS = list(dict.fromkeys(one.group for one in VARIABLES))


def _table(members: list[Variable]) -> Iterator[str]:
    yield "| name | what it means | example | without it |"
    yield "|---|---|---|---|"
    for one in members:
        secret = " A secret." if one.secret else ""
        example = one.example if one.example.startswith("(") else f"`{one.example}`"
        without = one.without or "nothing"
        yield f"| `{one.name}` | {one.meaning}{secret} | {example} | {without} |"


def main(arguments: list[str]) -> int:
    """Write the page, or check it; 1 when it is stale."""
    wanted = page()
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
            return 0
        print("docs/settings.md is stale. Run .venv/bin/python scripts/settings_reference.py.")
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
