"""What may pass from a paper into a finished file: clean characters, harmless links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from frankpledge.documents.blocks import Block, Heading, text_of, words

# Control characters, halves of characters and code points that are none: XML (so Word and XMP),
# HTML or PDF/UA refuse each of them.
_PLANES = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNPRINTABLE = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]"
)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_ABSOLUTE = frozenset({"http", "https", "mailto"})


def clean(text: str) -> str:
    """The text without control characters; every line end becomes "\\n"."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def safe_link(link: str, *, absolute: bool = False) -> str:
    """The link when it is http, https, mailto, "#part" or relative; "" when it is anything else.

    `absolute`: only web and mail addresses, for paper that has no page to be relative to.
    """
    # Browsers ignore white space and control characters inside a scheme, so they go first.
    link = re.sub(r"[\s\x00-\x20]", "", clean(link))
    scheme = _SCHEME.match(link)
    if scheme:
        return link if scheme.group(1).lower() in _ABSOLUTE else ""
    if absolute or link.startswith(("//", "\\", "/\\")):
        return ""
    return link


def without_gaps(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with heading levels that start at 1 and never skip one on the way down.

    Papers that arrive from Word often start at level 2 or 3; a screen reader (and PDF/UA) needs
    the levels to follow each other, and every heading to say something: empty ones are left out.
    """
    result: list[Block] = []
    # The levels now open, as they came in: what they were is their depth.
    trail: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            block = _spoken(block)
            if not block.text:
                continue
            while trail and trail[-1] >= block.level:
                trail.pop()
            trail.append(block.level)
            block = replace(block, level=min(len(trail), 4))
        result.append(block)
    return tuple(result)


def _spoken(heading: Heading) -> Heading:
    """The heading with a text: its number where it has no other, none where it has neither."""
    if clean(text_of(heading.text)).strip():
        return heading
    return replace(heading, text=words(clean(heading.number).strip()), number="")
