"""Write docs/rows.md: which tests prove which row of what the system must do.

A test says so with a mark, `@pytest.mark.row(19)` or `@pytest.mark.row(19, 21)`, on itself, on its
class, or on its whole file (`pytestmark = pytest.mark.row(19)`). The marks are read from the
source, so no test runs and no Django is needed. The rows and their titles are tests/spec/rows.yaml.

    scripts/rows.py            writes the table
    scripts/rows.py --check    exits with 1 when the table in the tree is not the one it would write
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
TITLES = ROOT / "tests" / "spec" / "rows.yaml"
TABLE = ROOT / "docs" / "rows.md"

HEAD = """\
# What the system must do, and the tests that prove it

Written by `scripts/rows.py` from the marks in the tests: change those, then run
`.venv/bin/python scripts/rows.py`. {proved} of {total} rows have a test.

| row | what | tests |
|---:|---|---|
"""


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """One marked test: where it stands, its name, and its docstring's first line."""

    file: str
    name: str
    says: str

    def __str__(self) -> str:
        words = f" – {self.says.replace('|', '/')}" if self.says else ""
        return f"`{self.file}::{self.name}`{words}"


def marked_rows(expression: ast.expr) -> set[int]:
    """Return the row numbers in a mark, or in a list of marks; empty when it is another mark."""
    if isinstance(expression, ast.List | ast.Tuple):
        return set().union(*(marked_rows(element) for element in expression.elts))
    if not isinstance(expression, ast.Call) or ast.unparse(expression.func) != "pytest.mark.row":
        return set()
    return {
        argument.value
        for argument in expression.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, int)
    }


def proofs_in(
    body: list[ast.stmt], file: str, within: str, rows: set[int]
) -> Iterator[tuple[int, Proof]]:
    """Give each (row, proof) in the body of a file or class; `rows` holds for all of it."""
    rows = set(rows)
    for statement in body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "pytestmark":
            rows |= marked_rows(statement.value)
    for statement in body:
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        marks = (marked_rows(decorator) for decorator in statement.decorator_list)
        own = rows.union(*marks)
        if isinstance(statement, ast.ClassDef):
            yield from proofs_in(statement.body, file, f"{within}{statement.name}::", own)
        elif statement.name.startswith("test"):
            says = (ast.get_docstring(statement) or "").partition("\n")[0]
            for row in own:
                yield row, Proof(file, within + statement.name, says)


def collect(folder: Path) -> dict[int, list[Proof]]:
    """Return row number → its proofs, in the order of files and names."""
    found: dict[int, list[Proof]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for row, proof in proofs_in(tree.body, path.relative_to(ROOT).as_posix(), "", set()):
            found.setdefault(row, []).append(proof)
    return {row: sorted(proofs) for row, proofs in found.items()}


def table(titles: dict[int, str], proofs: dict[int, list[Proof]]) -> str:
    """Return the whole page. Raises SystemExit when a mark names a row that has no title."""
    if unknown := sorted(proofs.keys() - titles.keys()):
        where = ", ".join(str(proof) for row in unknown for proof in proofs[row])
        sys.exit(f"Rows {unknown} are marked but not in tests/spec/rows.yaml: {where}")
    lines = [
        f"| {row} | {title} | {'<br>'.join(map(str, proofs.get(row, []))) or '–'} |\n"
        for row, title in sorted(titles.items())
    ]
    return HEAD.format(proved=len(proofs), total=len(titles)) + "".join(lines)


def main(arguments: list[str]) -> int:
    """Write the table, or with --check compare it; return the exit code."""
    titles: dict[int, str] = yaml.safe_load(TITLES.read_text(encoding="utf-8"))
    wanted = table(titles, collect(ROOT / "tests"))
    if arguments == ["--check"]:
        if TABLE.exists() and TABLE.read_text(encoding="utf-8") == wanted:
            return 0
        print("docs/rows.md is stale. Write it anew: .venv/bin/python scripts/rows.py")
        return 1
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
