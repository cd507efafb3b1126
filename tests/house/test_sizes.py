"""No file over 400 lines and no function over 50, so that each can be read in one go."""

import ast

from tests.support.source import name_of, python_files, tree_of

FILE_LINES = 400
FUNCTION_LINES = 50
FOLDERS = ("frankpledge", "scripts", "bench")


def test_no_file_is_too_long():
    long = []
    for path in python_files(*FOLDERS):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > FILE_LINES:
            long.append(f"{name_of(path)}: {lines} lines")
    assert not long, f"Over {FILE_LINES} lines:\n" + "\n".join(long)


def test_no_function_is_too_long():
    long = []
    for path in python_files(*FOLDERS):
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                long.append(f"{name_of(path)}:{node.lineno} {node.name}: {lines} lines")
    assert not long, f"Over {FUNCTION_LINES} lines:\n" + "\n".join(long)
