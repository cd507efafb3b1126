"""Every route of the site, read from the URLconf, for tests that each route must pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """One route: its full name (`meetings:agenda`), its pattern, and its parameters' names."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: str

    def __str__(self) -> str:
        return f"{self.name or 'no name'} (/{self.pattern})"


def every_route() -> list[Route]:
    """Every route in the project's URLconf, sorted by name. A route without a name has ''."""
    return sorted(_routes(get_resolver().url_patterns, "", "", ()))


def _routes(
    patterns: list[URLPattern | URLResolver], names: str, before: str, given: tuple[str, ...]
) -> Iterator[Route]:
    for entry in patterns:
        pattern = before + str(entry.pattern)
        parameters = given + tuple(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            within = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from _routes(entry.url_patterns, within, pattern, parameters)
        else:
            name = f"{names}{entry.name}" if entry.name else ""
            yield Route(name, pattern, parameters, _view_name(entry.callback))


def _view_name(view: Callable[..., Any]) -> str:
    return f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"
