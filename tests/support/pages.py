"""Looks over an HTML page as any careful reader would, and says everything that is wrong with it.

`faults(html)` is for any HTML; `inspect(response)` is for a Django response; `InspectingClient` is
a test client which inspects each page it fetches, so that a fault on any page that any test
happens to visit fails that test.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.parsing import parsed

QUERY_CEILING = 50
"""How many queries a page may use unless its test says otherwise (mark `query_ceiling`).

A meeting's own page asks every part of review what its secretary should check: it is the dearest.
"""
PACK_CEILING = 90
"""And a pack, which is bound from every paper, update and signature of a meeting."""
FORM_CEILING = 64
"""And the form of an update, which is filled in from five registers and held against the last."""
OWED_CEILING = 72
"""And a page that tells what is owed: every part that asks anything of anybody is asked."""

NEEDS_NO_LABEL = frozenset({"hidden", "submit", "button", "reset", "image"})
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "headers", "list")


class PageFaultError(AssertionError):
    """A fetched page has faults; the message lists them all."""


def faults(html: str, *, own_styles: bool = False) -> list[str]:
    """Return everything that is wrong with a whole page, in plain words; empty when it is well.

    `own_styles`: the page's content security policy lets it carry a style sheet of its own.
    """
    page, errors = parsed(html)
    found = list(errors)
    for check in (_head, _headings, _ids, _fields, _buttons_and_links, _pictures, _inline, _tables):
        found.extend(check(page))
    if own_styles:
        found.remove("inline style on <style>")
    return found


def _elements(page: Element, *names: str) -> Iterator[Element]:
    # A comment's tag is a function, not a word, whatever its declared type says.
    return (e for e in page.iter() if type(e.tag) is str and (not names or e.tag in names))


def _text(element: Element) -> str:
    """What a screen reader would say for an element: its text, its pictures' words, its label."""
    said = [element.get("aria-label", "")]
    said += [picture.get("alt", "") for picture in _elements(element, "img")]
    return " ".join("".join([*element.itertext(), *said]).split())


def _head(page: Element) -> Iterator[str]:
    if not page.get("lang"):
        yield "the page does not say its language"
    title = page.find("head/title")
    if title is None or not _text(title):
        yield "the page has no title"
    if sum(1 for _ in _elements(page, "main")) != 1:
        yield "the page has not exactly one <main>"


def _headings(page: Element) -> Iterator[str]:
    main = [_text(heading) for heading in _elements(page, "h1")]
    if len(main) != 1:
        yield f"the page has {len(main)} main headings, not one: {main}"
    for heading in _elements(page, "h1", "h2", "h3", "h4"):
        if not _text(heading):
            yield f"an empty {heading.tag}"


def _ids(page: Element) -> Iterator[str]:
    counted = Counter(e.get("id") for e in _elements(page) if e.get("id") is not None)
    yield from (
        f"the id {key!r} stands {count} times" for key, count in counted.items() if count > 1
    )
    if "" in counted:
        yield "an empty id"
    for element in _elements(page):
        for attribute in POINTERS:
            for key in element.get(attribute, "").split():
                if key not in counted:
                    yield f"{attribute}={key!r} on <{element.tag}> points at nothing"
        link = element.get("href", "")
        if element.tag == "a" and len(link) > 1 and link[0] == "#" and link[1:] not in counted:
            yield f"the link to {link!r} leads nowhere on this page"


def _fields(page: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in _elements(page, "label") if _text(label)}
    wrapped = {id(e) for label in _elements(page, "label") if _text(label) for e in label.iter()}
    for field in _elements(page, "input", "select", "textarea"):
        if field.tag == "input" and field.get("type", "text") in NEEDS_NO_LABEL:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        if not named and field.get("id") not in labelled and id(field) not in wrapped:
            yield f"the field {field.get('name')!r} has no label"
    for group in _elements(page, "fieldset"):
        first = next(_elements(group, "legend"), None)
        if first is None or not _text(first):
            yield "a fieldset without a legend"
    for form in _elements(page, "form"):
        posts = form.get("method", "get").lower() == "post"
        names = {field.get("name") for field in _elements(form, "input")}
        if posts and "csrfmiddlewaretoken" not in names:
            yield f"the form to {form.get('action', '')!r} carries no CSRF token"


def _buttons_and_links(page: Element) -> Iterator[str]:
    for element in _elements(page, "a", "button"):
        if not _text(element) and not element.get("aria-labelledby"):
            yield f"a <{element.tag}> without words: {element.attrib}"
        if element.tag == "a" and element.get("href", "#") in ("", "#"):
            yield f"the link {_text(element)!r} leads nowhere"


def _pictures(page: Element) -> Iterator[str]:
    for picture in _elements(page, "img"):
        if picture.get("alt") is None:
            yield f"the picture {picture.get('src')!r} has no alt"


def _inline(page: Element) -> Iterator[str]:
    """Whatever the content security policy would refuse: inline script and style."""
    for element in _elements(page):
        data = element.get("type", "").endswith("json")
        if element.tag == "script" and not element.get("src") and not data:
            yield "an inline script"
        if element.tag == "style" or element.get("style") is not None:
            yield f"inline style on <{element.tag}>"
        yield from (f"{name}= on <{element.tag}>" for name in element.attrib if _handler(name))
        if re.match(r"\s*javascript:", element.get("href", ""), re.IGNORECASE):
            yield "a javascript: link"


def _handler(attribute: object) -> bool:
    return isinstance(attribute, str) and re.fullmatch(r"on[a-z]+", attribute) is not None


def _tables(page: Element) -> Iterator[str]:
    # A table inside a paper stands in a region or section that names it.
    around = {
        id(table)
        for outer in _elements(page, "section", "div")
        if outer.get("aria-label") or outer.get("aria-labelledby")
        for table in _elements(outer, "table")
    }
    for table in _elements(page, "table"):
        if table.get("role") == "presentation":
            continue
        heads = list(_elements(table, "th"))
        # A file that was converted may have a table without heads: its author's to mend, not ours.
        if not heads and id(table) not in around:
            yield "a table without heads"
        if any(not head.get("scope") for head in heads):
            yield "a table head without scope"
        named = next(_elements(table, "caption"), None)
        labelled = table.get("aria-label") or table.get("aria-labelledby") or id(table) in around
        if named is None and not labelled:
            yield "a table without a caption"


def is_page(response: Any) -> bool:
    """Whether a response is a whole HTML page; a part of one (for htmx) and a redirect are not."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return False
    return not 300 <= response.status_code < 400 and b"<html" in response.content[:1000].lower()


def inspect(response: Any, path: str = "") -> None:
    """Raise PageFaultError with everything that is wrong; responses that are no page pass."""
    if not is_page(response):
        return
    policy = response.get("Content-Security-Policy", "")
    own_styles = re.search(r"style-src [^;]*'unsafe-inline'", policy) is not None
    if found := faults(response.content.decode(response.charset), own_styles=own_styles):
        raise PageFaultError(f"{path or 'The page'} has faults:\n- " + "\n- ".join(found))


def _without_token(response: Any) -> int:
    """What tells a page from every other, but for the token that differs in each copy of it."""
    if not is_page(response):
        return 0
    page = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)
    return hash((page, response.get("Content-Security-Policy")))


def _ceiling_of(path: str) -> int:
    """How many queries a page at an address may use, where that is more than usual."""
    if "/pack/" in path:
        return PACK_CEILING
    if path == "/" or path.startswith("/partnership/bodies/"):
        return OWED_CEILING
    return FORM_CEILING if path.startswith("/review/") and path.endswith("/write/") else 0


def lost_its_header(response: Any) -> bool:
    """Whether somebody is signed in, and the head of the page does not say so."""
    user = getattr(response.wsgi_request, "user", None)
    signed_in = user is not None and user.is_authenticated and response.wsgi_request.method == "GET"
    return (
        signed_in
        and b'class="fp-header"' in response.content
        and b"data-sign-out" not in response.content
    )


class InspectingClient(Client):
    """Django's test client, which inspects each page fetched and counts its queries."""

    query_ceiling = QUERY_CEILING
    # Pages already found to be in order: many tests fetch the same page of the demonstration.
    _in_order: ClassVar[set[int]] = set()

    def request(self, **request: Any) -> Any:
        """Fetch; raise PageFaultError for a faulty page or one that asks the database too often."""
        with CaptureQueriesContext(connection) as queries:
            response = super().request(**request)
        path = request.get("PATH_INFO", "")
        if is_page(response) and lost_its_header(response):
            raise PageFaultError(
                f"{path} does not say who is signed in: its context has a name of the shell's."
            )
        if (page := _without_token(response)) not in self._in_order:
            inspect(response, path)
            self._in_order.add(page)
        ceiling = max(self.query_ceiling, _ceiling_of(path))
        if is_page(response) and len(queries) > ceiling:
            asked = Counter(query["sql"][:90] for query in queries.captured_queries)
            often = "\n".join(f"{count:4} × {sql}" for sql, count in asked.most_common(5))
            raise PageFaultError(f"{path} used {len(queries)} queries, over {ceiling}:\n{often}")
        return response
