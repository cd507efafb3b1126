"""Blocks to JSON and back without loss, so that a database JSON field can keep a paper."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from frankpledge.documents import blocks as nouns

_CLASSES: tuple[type[Any], ...] = (
    nouns.Run,
    nouns.Heading,
    nouns.Paragraph,
    nouns.ListBlock,
    nouns.Table,
    nouns.Figure,
    nouns.Notice,
    nouns.Recommendations,
    nouns.RecommendationsHere,
    nouns.SignatureSlot,
    nouns.Signatures,
    nouns.Quote,
    nouns.Facts,
)
_BY_NAME = {cls.__name__: cls for cls in _CLASSES}
_PARTS = (nouns.Run, nouns.SignatureSlot)


def blocks_to_json(blocks: Iterable[nouns.Block]) -> list[dict[str, Any]]:
    """The blocks as lists, dicts, strings and numbers; bytes become base64."""
    return [_encode(block) for block in blocks]


def blocks_from_json(data: Iterable[dict[str, Any]]) -> tuple[nouns.Block, ...]:
    """The blocks that `blocks_to_json` wrote; ValueError when they are not such a list."""
    blocks = tuple(_decode(value) for value in data)
    for block in blocks:
        if not isinstance(block, _CLASSES) or isinstance(block, _PARTS):
            raise ValueError(f"Expected a block of a document, got {type(block).__name__}.")
    return blocks


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        record = {"type": type(value).__name__}
        for field in fields(value):
            item = getattr(value, field.name)
            # Defaults are left out: stored papers stay small and new fields need no migration.
            if field.default is MISSING or item != field.default:
                record[field.name] = _encode(item)
        return record
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    return value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    if set(value) == {"base64"}:
        return base64.b64decode(value["base64"], validate=True)
    name = value.get("type")
    if name not in _BY_NAME:
        raise ValueError(f"Expected a kind of block, got {name!r}.")
    arguments = {key: _decode(item) for key, item in value.items() if key != "type"}
    try:
        return _BY_NAME[name](**arguments)
    except TypeError as error:
        raise ValueError(f"A {name} of the document has the wrong fields: {error}.") from error
