"""The page that two people get who changed one thing: read, and sent again."""

from __future__ import annotations

from typing import Any

from tests.support.parsing import parsed


def hidden_in(page: Any) -> dict[str, list[str]]:
    """The hidden inputs of the page's own form, as a browser would send them."""
    tree, _ = parsed(page.content.decode())
    form = next(one for one in tree.iter("form") if one.get("data-drafts") == "no")
    found: dict[str, list[str]] = {}
    for one in form.iter("input"):
        if one.get("type") == "hidden":
            found.setdefault(one.get("name", ""), []).append(one.get("value", ""))
    return found


def chosen(page: Any, choice: str = "typed", **others: str) -> dict[str, Any]:
    """The form sent again: the same choice in every field that both changed, but for `others`."""
    sent = hidden_in(page)
    return {
        **sent,
        **{f"choose-{name}": others.get(name, choice) for name in sent.get("asked", [])},
    }
