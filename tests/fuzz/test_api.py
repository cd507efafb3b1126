"""The API against its own description: every operation, with what it asks for and what it does not.

schemathesis makes requests up from the description and holds each answer against it. The answers
come from the real application with the demonstration in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, Phase

from frankpledge.config.wsgi import application
from frankpledge.meetings.operations import circulate, publish
from frankpledge.publication.views.api import described
from tests.support.county import SECRETARY, meeting

NINTH = date(2018, 10, 9)
SECRET = {"own-calendar"}
"""Answers with data, to whoever holds its address alone: not for everybody, so not described."""
PAGES = {"board", "index", "api", "renew-calendar", "stop-calendar", "api-description"}
"""Pages for people, and the description itself."""


@pytest.fixture
def open_connection() -> Iterator[None]:
    """Each request would close the connection that stands inside the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def api(demo: None, open_connection: None, settings: Any) -> Any:
    """The description, with the application behind it."""
    settings.ALLOWED_HOSTS = ["*"]
    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


FILES = {path: one for path, one in described()["paths"].items() if path.startswith("/meetings/")}
"""Files that pages hand out, to everybody once they are published."""
OPERATIONS = [(path, method) for path, one in described()["paths"].items() for method in one]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_answers_as_it_is_described(api: Any, path: str, method: str):
    """All of schemathesis' checks: no fault, the statuses, types and shapes that are described."""
    operation = api[path][method.upper()]
    cases = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
    for mode in cases:
        if mode is schemathesis.GenerationMode.NEGATIVE and not operation.query:
            continue
        _try(operation.as_strategy(generation_mode=mode))


def _try(cases: Any) -> None:
    @hypothesis.settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=cases)
    def answers(case: Any) -> None:
        case.call_and_validate()

    answers()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/oparl/body/?page=0", 400),
        ("/oparl/body/?page=-1", 400),
        ("/oparl/body/?page=abc", 400),
        ("/oparl/body/?page=99999999999999999999999999", 404),
        ("/oparl/body/?elementsPerPage=99999999999999999999999999", 200),
        ("/oparl/body/?created_since=yesterday", 400),
        ("/oparl/body/?created_since=0001-01-01T00:00:00%2B14:00", 400),
        ("/oparl/body/?created_since=9999-12-31T23:59:59-14:00", 400),
        ("/oparl/body/99999999999999999999999999/meeting/", 404),
        ("/oparl/organization/99999999999999999999999999/meeting/", 404),
        ("/oparl/meeting/99999999999999999999999999/", 404),
        ("/oparl/meeting/-1/", 404),
        ("/oparl/file/paper-99999999999999999999/", 404),
        ("/oparl/meeting/٣/", 404),
        ("/oparl/nothing/1/", 404),
        ("/calendar/nobody.ics", 404),
        ("/calendar/mine/%00.ics", 404),
    ],
)
def test_a_number_or_moment_out_of_bounds_is_said_to_be(demo: None, browse: Any, path, status):
    assert browse.get(path).status_code == status


def test_the_description_is_served_to_programs_and_to_people(browse: Any):
    """The client inspects the page: valid HTML, one main heading."""
    answer = browse.get("/api/openapi.json")
    assert answer.json()["servers"] == [{"url": "http://testserver"}]
    assert answer["Access-Control-Allow-Origin"] == "*"
    page = browse.get("/api/").content.decode()
    for path, one in described()["paths"].items():
        assert f"GET {path}" in page
        assert one["get"]["summary"].replace("'", "&#x27;") in page


def test_every_address_that_answers_with_data_is_described():
    patterns = next(
        one.url_patterns
        for one in get_resolver().url_patterns
        if isinstance(one, URLResolver) and one.app_name == "publication"
    )
    names = {one.name for one in patterns if isinstance(one, URLPattern)}
    described_as = {
        "oparl": "/oparl/",
        "oparl-bodies": "/oparl/body/",
        "oparl-list": "/oparl/body/{area}/{kind}/",
        "oparl-meetings": "/oparl/organization/{key}/meeting/",
        "oparl-object": "/oparl/{kind}/{key}/",
        "board-calendar": "/calendar/{body}.ics",
    }
    assert names - SECRET - PAGES == set(described_as)
    assert set(described()["paths"]) == {*described_as.values(), *FILES}


def test_the_published_files_of_a_meeting_are_there_as_they_are_described(demo, browse):
    """What schemathesis makes up names no meeting that there is; this one has published papers."""
    at = {"body": "county-board", "meeting": "2018-10-11"}
    for path, one in FILES.items():
        for form in one["get"]["parameters"][-1]["schema"]["enum"]:
            assert browse.get(path.format(**at, form=form)).status_code == 404
    circulate(by=SECRETARY, meeting=meeting(), on=NINTH)
    publish(by=SECRETARY, meeting=meeting(), on=NINTH)
    path = "/meetings/{body}/{meeting}/pack/public.{form}"
    kinds = described()["components"]["responses"]["Pages"]["content"]
    found = [browse.get(path.format(**at, form=form)) for form in ("pdf", "docx", "html")]
    assert [one.status_code for one in found] == [200, 200, 200]
    assert {one["Content-Type"].partition(";")[0] for one in found} == set(kinds)


def test_the_kinds_that_are_described_are_those_there_are():
    from frankpledge.publication.oparl.lists import FILTERS, SOURCES

    found = described()
    assert found["components"]["parameters"]["kind"]["schema"]["enum"] == list(SOURCES)
    lists = [
        one["get"] for path, one in found["paths"].items() if re.search("body/|meeting/$", path)
    ]
    for one in lists:
        named = {each.get("$ref", "").rpartition("/")[2] for each in one["parameters"]}
        assert named >= {"page", "elementsPerPage", *FILTERS}
