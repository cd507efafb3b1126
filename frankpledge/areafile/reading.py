"""Reading an area file, or a folder of them, and remembering the line each value stands on."""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Where = tuple[str | int, ...]
LARGEST_FILE = 5_000_000
# A few lines of YAML can unfold to any number of values: a whole county has some thousands.
MOST_VALUES = 200_000


@dataclass(frozen=True)
class Mistake:
    """One mistake: the file, the line, the value found and what was expected, in plain words."""

    file: str
    line: int
    value: str
    expected: str

    def __str__(self) -> str:
        found = f"“{self.value}”: " if self.value else ""
        return f"{self.file}, line {self.line}: {found}{self.expected}"


@dataclass
class AreaFile:
    """What was read, where each value stands, and what could not be read at all."""

    root: Path
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Where, tuple[str, int]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake(self, where: Where, value: Any, expected: str) -> None:
        """Note a mistake at a value, or at the nearest thing around it that has a line."""
        at = where
        while at and at not in self.places:
            at = at[:-1]
        file, line = self.places.get(at, (self.root.name, 1))
        shown = "" if isinstance(value, (dict, list)) or value is None else str(value)
        self.mistakes.append(Mistake(file, line, shown[:120], expected))

    def beside(self, name: str) -> Path | None:
        """A file named in the area file, inside its own folder; None where it is not there."""
        folder = self.root if self.root.is_dir() else self.root.parent
        found = (folder / name).resolve()
        inside = found.is_relative_to(folder.resolve())
        return found if inside and found.is_file() else None


class PlainLoader(yaml.SafeLoader):
    """YAML without surprises: 2018-10-11, 10:00, yes and no stay the text they are."""


_PLAIN_TAGS = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:float")
PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag in _PLAIN_TAGS]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf")
)
PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789")
)


def read(root: Path) -> AreaFile:
    """Read a file, or every .yaml file of a folder, into one; lists of the same key are joined.

    What cannot be read is noted among its mistakes; nothing is raised.
    """
    found = AreaFile(root)
    if root.is_dir():
        files = sorted(path for path in root.glob("*.yaml") if path.name != "demonstration.yaml")
        if not files:
            found.mistake((), None, "a folder of area files holds files ending in .yaml")
    elif root.is_file():
        files = [root]
    else:
        found.mistakes.append(Mistake(str(root), 1, "", "there is no such file or folder"))
        files = []
    for path in files:
        _read_one(found, path)
    return found


def _read_one(found: AreaFile, path: Path) -> None:
    if path.stat().st_size > LARGEST_FILE:
        found.mistakes.append(Mistake(path.name, 1, "", "an area file is smaller than 5 MB"))
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        found.mistakes.append(Mistake(path.name, line, "", "area files are saved as UTF-8 text"))
        return
    try:
        loader = PlainLoader(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        expected = "a character stands here that no keyboard types: delete it"
        found.mistakes.append(Mistake(path.name, line, "", expected))
        return
    try:
        node = loader.get_single_node()
        if node is not None:
            _Builder(found, path.name, loader).add(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it is not YAML"
        line = mark.line + 1 if mark else 1
        found.mistakes.append(Mistake(path.name, line, "", f"this is not readable as YAML: {what}"))
    except RecursionError:
        expected = "brackets and indents go deeper here than any area file needs"
        found.mistakes.append(Mistake(path.name, 1, "", expected))
    finally:
        loader.dispose()


class _Builder:
    """Turns one file's nodes into values, keeping the line of each, and joins them to the rest."""

    def __init__(self, found: AreaFile, file: str, loader: PlainLoader) -> None:
        self.found, self.file, self.loader = found, file, loader
        self.anchors: set[int] = set()
        self.too_many = False

    def add(self, node: yaml.Node) -> None:
        """Join a whole file."""
        if not isinstance(node, yaml.MappingNode):
            self._wrong(node, "an area file starts with keys such as “area:” and “bodies:”")
            return
        for key_node, value_node in node.value:
            key = str(key_node.value)
            before = self.found.data.get(key)
            if before is None:
                self.found.data[key] = self._value(value_node, (key,))
                self._mark((key,), key_node)
            elif isinstance(before, list) and isinstance(value_node, yaml.SequenceNode):
                for item in value_node.value:
                    before.append(self._value(item, (key, len(before))))
            else:
                self._wrong(key_node, f"“{key}” is given once for the whole area; it is here again")

    def _value(self, node: yaml.Node, where: Where) -> Any:
        self._mark(where, node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            if not self._enter(node):
                return []
            values = [self._value(item, (*where, n)) for n, item in enumerate(node.value)]
            self.anchors.discard(id(node))
            return values
        value: Hashable = self.loader.construct_object(node)
        if isinstance(value, str) and "\0" in value:
            self._wrong(node, "a null character is no text, and no database keeps one")
        return value

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if not self._enter(node):
            return values
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in values:
                self._wrong(key_node, f"“{key}” is given twice here")
            values[key] = self._value(value_node, (*where, key))
            self._mark((*where, key), key_node)
        self.anchors.discard(id(node))
        return values

    def _enter(self, node: yaml.Node) -> bool:
        """Whether a node may be gone into: not one that holds itself, nor a runaway number."""
        if self.too_many:
            return False
        self.too_many = len(self.found.places) > MOST_VALUES
        if self.too_many or id(node) in self.anchors:
            self._wrong(node, "this refers to itself, or repeats without end")
            return False
        self.anchors.add(id(node))
        return True

    def _mark(self, where: Where, node: yaml.Node) -> None:
        self.found.places[where] = (self.file, node.start_mark.line + 1)

    def _wrong(self, node: yaml.Node, expected: str) -> None:
        self.found.mistakes.append(Mistake(self.file, node.start_mark.line + 1, "", expected))
