"""Draw the states: docs/states.md, from each table of transitions in the code.

A table is a constant in a `rules` module whose name ends in `_TRANSITIONS`: from each state, the
states it may go to, with the words of the button that takes it there (or just their names). The
tables are read from the source, so no Django is needed.

    scripts/states.py            writes the drawings
    scripts/states.py --check    exits with 1 when the page in the tree is stale
"""

import ast
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "states.md"

HEAD = """\
# The states things go through

Drawn by `scripts/states.py` from the tables of transitions in the code: change those, then run
`.venv/bin/python scripts/states.py`.
"""

Transitions = Mapping[str, Mapping[str, str] | Iterable[str]]


def tables_in(source: str) -> dict[str, Transitions]:
    """Return name → table for each table of transitions in a module's source.

    Raises ValueError when a table is not written out plainly, so that it cannot be drawn.
    """
    found: dict[str, Transitions] = {}
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        name = ast.unparse(targets[0])
        if name.endswith("_TRANSITIONS"):
            found[name] = ast.literal_eval(statement.value)
    return found


def drawing(transitions: Transitions) -> str:
    """Return one table as a Mermaid diagram; the first state named is where things start."""
    ends = {state for targets in transitions.values() for state in targets}
    states = list(dict.fromkeys([*transitions, *sorted(ends)]))
    # Mermaid's names may hold no hyphen or space, so each state is numbered and labelled.
    key = {state: f"s{number}" for number, state in enumerate(states)}
    lines = [f'    state "{state}" as {key[state]}' for state in states]
    lines.append(f"    [*] --> {key[states[0]]}")
    for state, targets in transitions.items():
        words = targets if isinstance(targets, Mapping) else {}
        for target in targets:
            says = f" : {words[target]}" if words.get(target) else ""
            lines.append(f"    {key[state]} --> {key[target]}{says}")
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n"


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    package = ROOT / "frankpledge"
    for path in sorted([*package.rglob("rules.py"), *package.rglob("rules/*.py")]):
        for name, transitions in tables_in(path.read_text(encoding="utf-8")).items():
            what = name.removesuffix("_TRANSITIONS").replace("_", " ").capitalize()
            where = path.relative_to(ROOT).as_posix()
            parts.append(f"\n## {what}\n\n`{name}` in `{where}`\n\n{drawing(transitions)}")
    return "".join(parts)


def main(arguments: list[str]) -> int:
    """Write the page, or with --check compare it; return the exit code."""
    wanted = page()
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
            return 0
        print("docs/states.md is stale. Draw it anew: .venv/bin/python scripts/states.py")
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
