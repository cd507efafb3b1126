"""Reads a page as somebody does: its words, its links, and its form as a browser sends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from tests.support.parsing import parsed


def page_of(response: Any) -> Element:
    """The page, parsed: to be read, not changed."""
    return parsed(response.content.decode(response.charset))[0]


def plain(element: Element) -> str:
    """The words inside an element, with single spaces between them."""
    return " ".join(" ".join(element.itertext()).split())


def words(response: Any, part: str = "main") -> str:
    """What a part of the page says: all of `main`, or of the first element of another name."""
    return plain(next(page_of(response).iter(part)))


def has_class(element: Element, name: str) -> bool:
    """Whether an element is of a class."""
    return name in element.get("class", "").split()


def of_class(response: Any, name: str) -> list[str]:
    """What each element of a class says, in order."""
    return [plain(one) for one in page_of(response).iter() if has_class(one, name)]


def title(response: Any) -> str:
    """The page's main heading."""
    return plain(next(page_of(response).iter("h1")))


def headings(response: Any) -> list[str]:
    """The headings of the page's own part, in order."""
    main = next(page_of(response).iter("main"))
    return [plain(one) for one in main.iter() if one.tag in ("h1", "h2", "h3")]


def links(response: Any) -> dict[str, str]:
    """Where the links of the page's own part lead, by their words."""
    main = next(page_of(response).iter("main"))
    return {plain(one): one.get("href", "") for one in main.iter("a")}


def table_rows(response: Any) -> list[list[str]]:
    """Every table row of the page, cell by cell."""
    return [
        [plain(cell) for cell in row if cell.tag in ("th", "td")]
        for row in page_of(response).iter("tr")
    ]


def form_of(response: Any, *, without: str = "fp-on-date") -> dict[str, str]:
    """What the page's longest form would send if nothing in it were changed.

    The chooser of a day, which many pages have, is left out.
    """
    main = next(page_of(response).iter("main"))
    forms = [form for form in main.iter("form") if not has_class(form, without)]
    return max((dict(_sent(form)) for form in forms), key=len)


def _sent(form: Element) -> Iterator[tuple[str, str]]:
    for field in form.iter():
        name = field.get("name", "")
        if not name or field.tag == "button" or field.get("type") == "file":
            continue
        if field.tag == "textarea":
            yield name, "".join(field.itertext())
        elif field.tag == "select":
            yield name, _chosen(field)
        elif field.get("type") not in ("checkbox", "radio") or field.get("checked") is not None:
            yield name, field.get("value", "")


def _chosen(select: Element) -> str:
    options = list(select.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None] or options[:1]
    return chosen[0].get("value", "") if chosen else ""


def error_beside(response: Any, name: str) -> str:
    """The error that stands beside a field, found through the field's own description."""
    page = page_of(response)
    by_id = {one.get("id"): one for one in page.iter() if one.get("id")}
    for field in page.iter():
        if field.get("name") in (name, f"{name}_day"):
            described = [by_id[key] for key in _described(page, field)]
            told = [one for outer in described for one in outer.iter("p")]
            return " ".join(plain(one).removeprefix("Error: ") for one in told)
    raise LookupError(f"the page has no field {name!r}")


def _described(page: Element, field: Element) -> list[str]:
    """The ids that describe a field, or the group around it."""
    groups = [one for one in page.iter("fieldset") if any(inner is field for inner in one.iter())]
    return " ".join(one.get("aria-describedby", "") for one in [field, *groups]).split()
