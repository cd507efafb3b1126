"""Fixtures for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import InspectingClient

# ------------------------------------------------------------------------------------------------
# THE DEMONSTRATION goes here: the fixtures `demo` and `demo_county` (and whatever signs a person
# in). The journeys use `demo` by name; everything else in this file works without it.
# ------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Speed that changes no behaviour, and the folder that the static file server looks for."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # Quick to compute, so useless against a thief: for throw-away passwords only.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def browse(db: None, request: pytest.FixtureRequest) -> InspectingClient:
    """A test client that inspects every HTML page it fetches, and counts its queries.

    Raise a page's ceiling, with the reason beside it, by `@pytest.mark.query_ceiling(60)`.
    """
    client = InspectingClient()
    if mark := request.node.get_closest_marker("query_ceiling"):
        client.query_ceiling = mark.args[0]
    return client


@pytest.fixture
def client(browse: InspectingClient) -> InspectingClient:
    """The usual name gives the inspecting client too, so that no page escapes."""
    return browse
