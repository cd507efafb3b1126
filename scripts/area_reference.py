"""Write docs/area-file.md: every key of an area file, from the schema that checks it.

The schema says which keys there are, which are needed and what they may hold;
docs/area-file.meanings.yaml says what each means; the examples are taken from area files that load.

    scripts/area_reference.py            writes the page
    scripts/area_reference.py --check    exits with 1 when the page in the tree is stale
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, the folder of the script stands on the path and the project does not.
sys.path.insert(0, str(ROOT))

from frankpledge.areafile.reading import PlainLoader, read  # noqa: E402
from frankpledge.areafile.wording import schema  # noqa: E402

PAGE = ROOT / "docs" / "area-file.md"
MEANINGS = ROOT / "docs" / "area-file.meanings.yaml"
# Where examples are looked for, the plainest first.
SAMPLES = (
    "docs/examples/new-county.yaml",
    "areas/demonstration",
    "tests/areas/city_region.yaml",
    "tests/areas/wales.yaml",
)
LONGEST_EXAMPLE = 60
# A longer list of values is told once; after that the reader is sent to where it stands.
LONGEST_LIST = 8
KINDS = {"string": "text", "integer": "a whole number", "boolean": "true or false"}

HEAD = """\
# Area files: every key

Written by `scripts/area_reference.py` from `frankpledge/areafile/area.schema.yaml`: change that and
`docs/area-file.meanings.yaml`, then run `.venv/bin/python scripts/area_reference.py`.

A first file, step by step: [new-county.md](new-county.md). Check one with
`frankpledge area check FILE`; it changes nothing and names each mistake's line.

Both days of a period are included. An empty start means since before the record begins, an empty
end means still so. A key that is not in bold may be left out.

Dates are written 2018-10-11, months 2018-10 and times "10:00", in quotes. A short name (a slug) is
made of lower-case letters, digits and hyphens, at most 60 of them, and never changes.

"""

Schema = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One kind of thing in the file: where it stands, as bodies.names, and its schema."""

    path: str
    schema: Schema


def parts(root: Schema) -> Iterator[Part]:
    """Every object the schema describes, outermost first; a shared one only where it first is."""
    seen: set[str] = set()

    def walk(path: str, here: Schema) -> Iterator[Part]:
        name, found = followed(root, here)
        if name in seen:
            return
        seen.update({name} - {""})
        if found.get("properties"):
            yield Part(path, found)
            for key, value in found["properties"].items():
                yield from walk(f"{path}.{key}".lstrip("."), value)
        elif isinstance(found.get("additionalProperties"), dict):
            yield from walk(f"{path}.*", found["additionalProperties"])
        elif "items" in found:
            yield from walk(path, found["items"])

    yield from walk("", root)


def followed(root: Schema, here: Schema) -> tuple[str, Schema]:
    """A part of the schema behind its reference, and the name it goes by there, if any.

    Shared plain values, such as a date, have no name worth remembering: they are repeated.
    """
    name = here.get("$ref", "").removeprefix("#/$defs/")
    found = root["$defs"][name] if name else here
    shared = "properties" in found or "items" in found
    return (name if shared else ""), found


def may_hold(root: Schema, here: Schema, at: str, listed: dict[str, str]) -> str:
    """What the key `at` may hold, in words; `listed` is where each long list has been told."""
    found = followed(root, here)[1]
    if "enum" in found:
        first = listed.setdefault(str(found["enum"]), at)
        if first != at and len(found["enum"]) > LONGEST_LIST:
            return f"One of those listed at `{first}`."
        return "One of " + ", ".join(f"`{value}`" for value in found["enum"]) + "."
    words = str(found.get("description", KINDS.get(str(found.get("type")), "")))
    # The head of the page says how each is written, and the column beside has an example.
    for detail in (", such as", " in lower-case", " as year-month", " in quotes"):
        words = words.partition(detail)[0]
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def examples(samples: list[Any], path: str, key: str) -> Iterator[Any]:
    """The values that a key has in the samples."""
    found = samples
    for step in filter(None, path.split(".")):
        found = [value for one in found for value in stepped(one, step)]
    yield from (
        one[key] for one in found if isinstance(one, dict) and one.get(key, "") not in ("", [])
    )


def stepped(value: Any, step: str) -> list[Any]:
    """What lies one step further in: a list counts as each of its values."""
    if not isinstance(value, dict):
        return []
    inner = list(value.values()) if step == "*" else [value.get(step)]
    return [one for part in inner for one in (part if isinstance(part, list) else [part])]


def shown(value: Any) -> str:
    """A value as it is typed in a file, or nothing where it is too long to show in a table."""
    if isinstance(value, dict | list) and any(isinstance(one, dict | list) for one in value):
        return ""
    text = yaml.safe_dump(
        value, default_flow_style=True, width=10_000, allow_unicode=True, sort_keys=False
    )
    text = text.removesuffix("\n...\n").strip()
    if isinstance(value, str) and "\n" not in value and ": " not in value:
        # Plain YAML would quote dates; area files read them as the text they are.
        text = f'"{value}"' if len(value) == 5 and value[2] == ":" else value
    fits = len(text) <= LONGEST_EXAMPLE and "\n" not in text
    return f"`{text}`" if fits else ""


def needs(schema_: Schema) -> str:
    """What must be there where there is a choice: "`date`, or `slug` and `label`"."""
    ways = [way["required"] for way in schema_.get("anyOf", []) if "required" in way]
    named = [" and ".join(f"`{key}`" for key in way) for way in ways]
    return f" Needs {', or '.join(named)}." if named else ""


def section(
    root: Schema, part: Part, meanings: dict[str, str], samples: list[Any], listed: dict[str, str]
) -> str:
    """One part as a heading and a table."""
    heading = f"`{part.path}`" if part.path else "The file"
    lines = [f"## {heading}\n\n{meanings['about']}{needs(part.schema)}\n\n"]
    lines.append("| key | what it means | what it may hold | example |\n|---|---|---|---|\n")
    needed = part.schema.get("required", [])
    for key, value in part.schema["properties"].items():
        found = (shown(one) for one in examples(samples, part.path, key))
        example = next((one for one in found if one), "")
        held = may_hold(root, value, f"{part.path}.{key}", listed)
        name = f"**`{key}`**" if key in needed else f"`{key}`"
        cells = (name, meanings[key], held, example)
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n")
    return "".join(lines)


def page() -> str:
    """Return the whole page. Raises SystemExit where keys and meanings do not go together."""
    root = schema()
    # Read as area files are: to plain YAML the key "on" is the truth value True.
    told: dict[str, dict[str, str]] = yaml.load(MEANINGS.read_text("utf-8"), Loader=PlainLoader)
    samples: list[Any] = [read(ROOT / name).data for name in SAMPLES]
    found = list(parts(root))
    keys = {(part.path, key) for part in found for key in (*part.schema["properties"], "about")}
    meant = {(path, key) for path, meanings in told.items() for key in meanings}
    if keys != meant:
        lost = sorted(".".join(filter(None, pair)) for pair in keys - meant)
        idle = sorted(".".join(filter(None, pair)) for pair in meant - keys)
        sys.exit(f"{MEANINGS.name}: no meaning for {lost or 'none'}; no key for {idle or 'none'}.")
    listed: dict[str, str] = {}
    return HEAD + "\n".join(section(root, one, told[one.path], samples, listed) for one in found)


def main(arguments: list[str]) -> int:
    """Write the page, or with --check compare it; return the exit code."""
    wanted = page()
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
            return 0
        print(
            "docs/area-file.md is stale. Write it anew: .venv/bin/python scripts/area_reference.py"
        )
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
