"""The finished file's structure tree: found, walked, mended where Typst cannot, and numbered.

Typst tags everything but row heads (it has them behind an experimental switch); they are set
here. `Tree` is also where `graft` hangs the tags of outside papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from frankpledge.documents.binding import kids


class Tree:
    """The structure tree of an open PDF, with its tables of parents and of ids."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root: Any = pdf.Root.StructTreeRoot
        self.parents: dict[int, Any] = _numbers(self.root.ParentTree)
        self.ids: dict[bytes, Any] = _names(self.root.get("/IDTree"))
        self._next = max(self.parents, default=-1) + 1

    def elements(self) -> Iterator[Dictionary]:
        """Every structure element in reading order."""
        stack: list[Any] = list(reversed(kids(self.root)))
        while stack:
            element = stack.pop()
            if isinstance(element, Dictionary) and "/S" in element:
                yield element
                stack.extend(reversed(kids(element)))

    def reserve(self) -> int:
        """A new key of the parent tree."""
        key = self._next
        self._next += 1
        return key

    def name(self, element: Dictionary, name: str) -> String:
        """Gives the element an id."""
        own = String(name)
        element.ID = own
        self.ids[name.encode()] = element
        return own

    def write(self) -> None:
        """Writes both tables back, flat and in order."""
        numbers = Array()
        for key in sorted(self.parents):
            numbers.append(key)
            numbers.append(self.parents[key])
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        self.root.ParentTreeNextKey = self._next
        if self.ids:
            names = Array()
            for name in sorted(self.ids):
                names.append(String(name))
                names.append(self.ids[name])
            limits = Array([String(min(self.ids)), String(max(self.ids))])
            leaf = self.pdf.make_indirect(Dictionary(Limits=limits, Names=names))
            self.root.IDTree = self.pdf.make_indirect(Dictionary(Kids=Array([leaf])))


def set_row_heads(tree: Tree, tables: Sequence[Dictionary], columns: Sequence[int | None]) -> None:
    """Makes the cell of the given column of each table's body a head of its row.

    Raises ValueError when the tables found are not those that were laid out.
    """
    if len(tables) != len(columns):
        raise ValueError(f"{len(columns)} tables were laid out, {len(tables)} are tagged.")
    for number, (table, column) in enumerate(zip(tables, columns, strict=True)):
        if column is None:
            continue
        # A table without a head has its rows directly under it.
        parts = kids(table)
        rows = [row for part in parts if _kind(part) == "/TBody" for row in kids(part)]
        rows += [part for part in parts if _kind(part) == "/TR"]
        for index, row in enumerate(rows):
            _set_row_head(tree, row, column, f"row-{number}-{index}")


def _set_row_head(tree: Tree, row: Dictionary, column: int, name: str) -> None:
    cells = [cell for cell in kids(row) if _kind(cell) in {"/TD", "/TH"}]
    if column >= len(cells) or _kind(cells[column]) != "/TD" or not kids(cells[column]):
        return
    head = cells[column]
    head.S = Name.TH
    attributes = _table_attributes(head)
    attributes.Scope = Name.Row
    own = tree.name(head, name)
    for cell in cells:
        if cell.get("/ID") != own:
            attributes = _table_attributes(cell)
            headers = attributes.get("/Headers", Array())
            headers.append(own)
            attributes.Headers = headers


def _table_attributes(cell: Dictionary) -> Dictionary:
    found = cell.get("/A")
    entries = list(found) if isinstance(found, Array) else [] if found is None else [found]
    for entry in entries:
        if isinstance(entry, Dictionary) and entry.get("/O") == Name.Table:
            return entry
    entry = Dictionary(O=Name.Table)
    cell.A = Array([*entries, entry])
    # Assigning copies: what is wanted is the dictionary that now stands in the file.
    placed: Dictionary = cell.A[-1]
    return placed


def _kind(thing: Any) -> str:
    return str(thing.get("/S", "")) if isinstance(thing, Dictionary) else ""


def _numbers(node: Any) -> dict[int, Any]:
    result: dict[int, Any] = {}
    for leaf in _leaves(node):
        entries = list(leaf.get("/Nums", Array()))
        result.update(
            (int(key), value) for key, value in zip(entries[::2], entries[1::2], strict=False)
        )
    return result


def _names(node: Any) -> dict[bytes, Any]:
    result: dict[bytes, Any] = {}
    for leaf in _leaves(node):
        entries = list(leaf.get("/Names", Array()))
        result.update(
            (bytes(key), value) for key, value in zip(entries[::2], entries[1::2], strict=False)
        )
    return result


def _leaves(node: Any) -> Iterator[Dictionary]:
    stack = [node]
    seen: set[tuple[int, int]] = set()
    while stack:
        found = stack.pop()
        if not isinstance(found, pikepdf.Object) or not isinstance(found, Dictionary):
            continue
        if found.is_indirect and found.objgen in seen:
            continue
        seen.add(found.objgen)
        yield found
        stack.extend(reversed(list(found.get("/Kids", Array()))))
