"""Converts every file of a folder as an upload would be, and writes what became of each.

    python scripts/papers_tried.py FOLDER > docs/papers-tried.md

The table names files and counts; it holds nothing of what the files say.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from frankpledge.documents.binding import UnreadablePdf, is_tagged, page_count
from frankpledge.documents.content import Block, Figure, Heading, ListBlock, Quote, Table
from frankpledge.documents.converting import CONVERTED, convert
from frankpledge.documents.describing import pictures_without_description
from frankpledge.documents.office import UnreadableDocument

HEAD = """# Papers tried

Made by `scripts/papers_tried.py` from a folder of papers that public panels published in 2011 to
2013: each file is converted as an upload would be. A PDF is bound into the pack as it is.

| file | headings | lists | tables | headed | pictures | undescribed | what was said |
|---|--:|--:|--:|--:|--:|--:|---|
"""


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and those within lists and quotations."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            yield from (inner for item in block.items for inner in every(item))
        elif isinstance(block, Quote):
            yield from every(block.blocks)


def line(path: Path) -> str:
    """One file's line of the table."""
    data, suffix = path.read_bytes(), path.suffix.lower()
    try:
        if suffix == ".pdf":
            tags = "tagged" if is_tagged(data) else "without tags"
            told = f"Bound as it is: {page_count(data)} pages, {tags}."
            return cells(path, *[""] * 6, told)
        if suffix not in CONVERTED:
            return cells(path, *[""] * 6, "Refused: no kind of file that a paper can be.")
        found = convert(data, suffix)
    except (UnreadableDocument, UnreadablePdf) as error:
        return cells(path, *[""] * 6, f"Refused: {error}")
    blocks = list(every(found.blocks))
    kinds = Counter(type(block) for block in blocks)
    headed = sum(isinstance(block, Table) and any(block.head) for block in blocks)
    return cells(
        path,
        *(kinds[Heading], kinds[ListBlock], kinds[Table], headed, kinds[Figure]),
        len(pictures_without_description(found.blocks)),
        " ".join(found.notes) or "Nothing was lost.",
    )


def cells(path: Path, *values: object) -> str:
    """A row of a Markdown table."""
    shown = [f"`{path.name}`", *(str(value).replace("|", "/") for value in values)]
    return f"| {' | '.join(shown)} |"


def table(folder: Path) -> str:
    """The whole page for the files under a folder, by name."""
    files = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda one: one.name)
    return HEAD + "\n".join(map(line, files)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1])))
