"""A page, parsed as a browser parses it; a test reads the same page several times over."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib


@lru_cache(maxsize=8)
def parsed(html: str) -> tuple[Element, tuple[str, ...]]:
    """The page, which nobody changes, and each parse error in words."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page: Element = parser.parse(html)
    return page, tuple(
        f"not valid HTML at line {position[0]}: {code} {values or ''}".rstrip()
        for position, code, values in parser.errors
    )
