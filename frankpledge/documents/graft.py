"""The tags of an outside PDF, hung into the pack's own structure tree in reading order.

A tagged page is drawn as a Form XObject; its marked content keeps its numbers there, and each
structure element points at it through a marked-content reference that names that stream.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from frankpledge.documents.binding import Matrix, kids, moved
from frankpledge.documents.safe import safe_link
from frankpledge.documents.tagging import Tree

_STANDARD = frozenset(
    {
        *("Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *("Private", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody"),
        *("TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    }
)
# Names that a whole document, or PDF 2.0, may use and PDF 1.7 has other words for.
_OTHER = {
    **{"Document": "Sect", "Part": "Sect", "DocumentFragment": "Sect", "Aside": "Div"},
    **{"Title": "P", "FENote": "Note", "Em": "Span", "Strong": "Span", "Sub": "Span"},
}
_TEXTS = ("/Alt", "/ActualText", "/E", "/T", "/Lang")
_DEEPEST = 150


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """An outside page where it now stands: our page, the stream that draws it, how it moved."""

    page: Object
    form: Stream
    matrix: Matrix


@dataclass(slots=True)
class Graft:
    """One outside paper being grafted. `prefix` keeps its ids and classes apart from others'."""

    tree: Tree
    source: Pdf
    pages: Mapping[tuple[int, int], DrawnPage]
    prefix: str
    heading: int
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _marks: dict[tuple[int, int], dict[int, Object]] = field(default_factory=dict)
    _streams: dict[tuple[int, int], Stream] = field(default_factory=dict)
    _level: int = 0
    _notes: int = 0

    def onto(self, element: Dictionary, title: str) -> None:
        """Turns `element` into a section that holds the whole structure of the source."""
        source_root: Any = self.source.Root.StructTreeRoot
        self._level = self.heading
        for key in ("/Alt", "/A", "/Pg"):
            if key in element:
                del element[key]
        element.S = Name.Sect
        element.T = String(title)
        if isinstance(language := self.source.Root.get("/Lang"), String):
            element.Lang = String(str(language))
        element.K = Array(self._children(kids(source_root), element, None, 0))
        self._copy_classes(source_root)
        for where, marks in self._marks.items():
            number = self.tree.reserve()
            self._streams[where].StructParents = number
            row = [marks.get(index) for index in range(max(marks) + 1)]
            self.tree.parents[number] = self.tree.pdf.make_indirect(Array(row))

    def _children(
        self, found: Iterable[Any], parent: Dictionary, page: Object | None, depth: int
    ) -> list[Any]:
        result = []
        for kid in found:
            new = self._child(kid, parent, page, depth)
            if new is not None:
                result.append(new)
        return result

    def _child(self, kid: Any, parent: Dictionary, page: Object | None, depth: int) -> Any:
        if isinstance(kid, int):
            return self._content(parent, page, kid, None)
        if not isinstance(kid, Dictionary) or depth > _DEEPEST:
            return None
        kind = str(kid.get("/Type", ""))
        where = kid.get("/Pg", page)
        if kind == "/MCR":
            return self._content(parent, where, int(kid.get("/MCID", -1)), kid.get("/Stm"))
        if kind == "/OBJR":
            return self._link(parent, where, kid.get("/Obj"))
        if "/S" not in kid:
            return None
        if kid.is_indirect:
            # A tree that loops back on itself would never end.
            if kid.objgen in self._seen:
                return None
            self._seen.add(kid.objgen)
        return self._element(kid, parent, where, depth)

    def _element(
        self, kid: Dictionary, parent: Dictionary, page: Object | None, depth: int
    ) -> Object | None:
        kind = self._kind(kid)
        new = self.tree.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=parent)
        )
        for key in _TEXTS:
            if isinstance(kid.get(key), String):
                new[key] = String(str(kid[key]))
        self._attributes(kid, new, page)
        if isinstance(kid.get("/ID"), String):
            self.tree.name(new, self._own(kid.ID))
        elif kind == "Note":
            # PDF/UA wants every note to have an id of its own.
            self._notes += 1
            self.tree.name(new, f"{self.prefix}note-{self._notes}")
        children = self._children(kids(kid), new, page, depth + 1)
        new.K = Array(children)
        if kind == "Link" and not any(_is_objr(child) for child in children):
            new.S = Name.Span
        if kind == "Form" and not children:
            return None
        return new

    def _kind(self, kid: Dictionary) -> str:
        roles = self.source.Root.StructTreeRoot.get("/RoleMap")
        name = str(kid.S).removeprefix("/")
        for _ in range(8):
            level = name[1:] if name[:1] == "H" else ""
            if name == "H" or level.isdecimal():
                return self._heading(int(level or 1))
            if name in _STANDARD:
                return name
            if isinstance(roles, Dictionary) and f"/{name}" in roles:
                name = str(roles[f"/{name}"]).removeprefix("/")
            else:
                break
        return _OTHER.get(name, "NonStruct" if name not in _STANDARD else name)

    def _heading(self, level: int) -> str:
        # Below the section's own heading, and never a level skipped on the way down.
        self._level = max(1, min(level + self.heading, self._level + 1, 6))
        return f"H{self._level}"

    def _attributes(self, kid: Dictionary, new: Object, page: Object | None) -> None:
        found = kid.get("/A")
        entries = list(found) if isinstance(found, Array) else [found]
        copied = []
        for entry in entries:
            if not isinstance(entry, Dictionary):
                continue
            attributes = _copied(entry)
            if isinstance(attributes.get("/Headers"), Array):
                attributes.Headers = Array(
                    [String(self._own(name)) for name in attributes.Headers if _is_string(name)]
                )
            if "/BBox" in attributes:
                self._move_box(attributes, page)
            copied.append(attributes)
        if copied:
            new.A = Array(copied)
        classes = kid.get("/C")
        names = list(classes) if isinstance(classes, Array) else [classes]
        named = [Name(f"/{self.prefix}{str(name)[1:]}") for name in names if isinstance(name, Name)]
        if named:
            new.C = Array(named)

    def _move_box(self, attributes: Dictionary, page: Object | None) -> None:
        drawn = self._drawn(page)
        box = attributes.BBox
        if drawn is None or not isinstance(box, Array) or len(box) != 4:
            del attributes["/BBox"]
            return
        x0, y0, x1, y1 = (float(value) for value in box)
        attributes.BBox = _numbers(moved((x0, y0, x1, y1), drawn.matrix))

    def _content(
        self, parent: Dictionary, page: Object | None, mark: int, stream: Any
    ) -> Dictionary | None:
        drawn = self._drawn(page)
        if drawn is None or mark < 0:
            return None
        target: Any = drawn.form
        if isinstance(stream, Stream):
            # The same stream was copied along with its page; this finds that copy again.
            target = self.tree.pdf.copy_foreign(stream)
        self._streams[target.objgen] = target
        self._marks.setdefault(target.objgen, {})[mark] = parent
        return Dictionary(Type=Name.MCR, Pg=drawn.page, Stm=target, MCID=mark)

    def _link(self, parent: Dictionary, page: Object | None, annotation: Any) -> Dictionary | None:
        """A web or mail link; everything else that could act stays out."""
        if not isinstance(annotation, Dictionary) or annotation.get("/Subtype") != Name.Link:
            return None
        drawn = self._drawn(page if page is not None else annotation.get("/P"))
        action = annotation.get("/A")
        rect = annotation.get("/Rect")
        if drawn is None or not isinstance(action, Dictionary) or not isinstance(rect, Array):
            return None
        address = safe_link(str(action.get("/URI", "")), absolute=True)
        if action.get("/S") != Name.URI or not address or len(rect) != 4:
            return None
        x0, y0, x1, y1 = (float(value) for value in rect)
        key = self.tree.reserve()
        says = annotation.get("/Contents")
        new = self.tree.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=_numbers(moved((x0, y0, x1, y1), drawn.matrix)),
                Border=Array([0, 0, 0]),
                F=4,
                Contents=String(str(says) if isinstance(says, String) else f"Link to {address}"),
                A=Dictionary(S=Name.URI, URI=String(address)),
                StructParent=key,
            )
        )
        annotations = drawn.page.get("/Annots", Array())
        annotations.append(new)
        drawn.page.Annots = annotations
        self.tree.parents[key] = parent
        return Dictionary(Type=Name.OBJR, Pg=drawn.page, Obj=new)

    def _drawn(self, page: Object | None) -> DrawnPage | None:
        return self.pages.get(page.objgen) if isinstance(page, Dictionary) else None

    def _own(self, name: Any) -> str:
        return self.prefix + bytes(name).hex()

    def _copy_classes(self, source_root: Dictionary) -> None:
        classes = source_root.get("/ClassMap")
        if not isinstance(classes, Dictionary):
            return
        ours = self.tree.root.get("/ClassMap", Dictionary())
        for name, value in classes.items():
            ours[f"/{self.prefix}{name[1:]}"] = _copied(value)
        self.tree.root.ClassMap = ours


def _copied(value: Any, depth: int = 0) -> Any:
    """A plain copy for another file: numbers, names and texts; no streams, no references."""
    if isinstance(value, Dictionary) and depth < 6:
        pairs = {key: _copied(item, depth + 1) for key, item in value.items()}
        return Dictionary({key: item for key, item in pairs.items() if item is not None})
    if isinstance(value, Array) and depth < 6:
        return Array([item for item in (_copied(v, depth + 1) for v in value) if item is not None])
    if isinstance(value, Name):
        return Name(str(value))
    if isinstance(value, String):
        return String(bytes(value))
    return value if isinstance(value, bool | int | float | Decimal) else None


def _numbers(box: Iterable[float]) -> Array:
    return Array([Decimal(f"{value:.3f}") for value in box])


def _is_string(value: Any) -> bool:
    return isinstance(value, String)


def _is_objr(value: Any) -> bool:
    return isinstance(value, Dictionary) and value.get("/Type") == Name.OBJR
