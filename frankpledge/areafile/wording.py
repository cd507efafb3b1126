"""Turning the schema's complaints into sentences that say what was expected."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from frankpledge.areafile.reading import AreaFile, PlainLoader

SCHEMA_FILE = Path(__file__).parent / "area.schema.yaml"
KINDS = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys and values",
    "null": "nothing",
}


@cache
def schema() -> dict[str, Any]:
    """The published schema of area files."""
    text = SCHEMA_FILE.read_text(encoding="utf-8")
    # Read as area files are: to plain YAML the key "on" is the truth value True.
    found: dict[str, Any] = yaml.load(text, Loader=PlainLoader)
    return found


def check_shape(found: AreaFile) -> set[tuple[str | int, ...]]:
    """Hold what was read against the schema; every complaint becomes a mistake with its line.

    Returns the records that are not of the right shape, each as its section and place.
    """
    broken: set[tuple[str | int, ...]] = set()
    validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for error in validator.iter_errors(found.data):
        where = tuple(error.absolute_path)
        broken.add(where[:2])
        for value, expected, key in _sentences(error):
            found.mistake((*where, key) if key is not None else where, value, expected)
    return broken


def _sentences(error: ValidationError) -> Iterator[tuple[Any, str, str | None]]:
    """The value found, what was expected, and the key it is about where that is within."""
    expected = _expected(error)
    # The schema's own value for this rule: the required keys, the permitted values.
    rule: Any = error.validator_value
    if error.validator == "required":
        missing = next(key for key in rule if f"'{key}' is a required" in error.message)
        name = _name_of(error.instance)
        yield None, f"“{missing}” is missing{name}: expected {expected}", None
    elif error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(_schema_of(error).get("properties", {}))
        for key in error.instance:
            if key not in known:
                close = get_close_matches(str(key), known, n=1)
                hint = (
                    f"; did you mean “{close[0]}”?"
                    if close
                    else f"; known here: {', '.join(known)}"
                )
                yield key, f"there is no such key here{hint}", str(key)
    elif error.validator == "enum":
        values = [str(value) for value in rule]
        close = get_close_matches(str(error.instance), values, n=1)
        hint = f" Did you mean “{close[0]}”?" if close else ""
        yield error.instance, f"expected {expected}: one of {', '.join(values)}.{hint}", None
    elif error.validator in {"type", "pattern", "format", "anyOf", "minItems", "minLength"}:
        yield error.instance, f"expected {expected}", None
    else:
        yield error.instance, f"expected {expected} ({error.message})", None


def _expected(error: ValidationError) -> str:
    described = _schema_of(error).get("description")
    if described:
        return str(described)
    kinds = _schema_of(error).get("type", "something else")
    listed = [kinds] if isinstance(kinds, str) else list(kinds)
    return " or ".join(KINDS.get(kind, kind) for kind in listed)


def _schema_of(error: ValidationError) -> dict[str, Any]:
    """The part of the schema that was not met; a part that is only true or false says nothing."""
    return error.schema if isinstance(error.schema, dict) else {}


def _name_of(instance: Any) -> str:
    if isinstance(instance, dict):
        for key in ("slug", "seat", "name", "title", "version"):
            if instance.get(key):
                return f" from “{instance[key]}”"
    return ""
