"""A real browser for the journeys, with axe at hand.

A journey is one person's way through several pages. It runs at both widths:

    def test_the_secretary_closes_the_gate(page_at, axe, …):
        page.goto(…)
        axe(page)
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import ARGUMENTS, find_chromium

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "test-results"
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
# WCAG 2.2 AA, and axe's own good practice (landmarks, heading order).
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SLOW = 10_000
"""Milliseconds that a page or a part of it may take before the journey fails."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder is a journey, marked or not."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("journey")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; each journey has its own profile in it."""
    # Playwright keeps an event loop running in this thread, and Django refuses its ORM there.
    # Nothing here is in fact asynchronous: pages are fetched by the live server's own threads.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = find_chromium()
    if path is None:
        pytest.fail("The journeys need Chromium: run `make browser`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(
    params=[
        "desktop",
        pytest.param("phone", marks=pytest.mark.once("the width is the browser's affair")),
    ]
)
def width(request: pytest.FixtureRequest) -> int:
    """The window's width: each journey runs on a desktop and on a phone."""
    width: int = WIDTHS[request.param][0]
    return width


@pytest.fixture
def page_at(
    browser: Browser, live_server: Any, demo: Any, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Give `page_at(width)`: a new window on the live server, with the demonstration loaded.

    `page_at(1280, java_script=False)` turns scripts off. A path is enough for `page.goto("/…")`.
    The journey fails when a page's script fails, when the content security policy refuses
    anything, or when the server answers with an error of its own. A picture of each window is
    left in test-results/ when the journey fails.
    """
    heights = dict(WIDTHS.values())
    pages: list[Page] = []
    problems: list[str] = []

    def open_page(width: int, *, java_script: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": heights.get(width, 900)},
            java_script_enabled=java_script,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(SLOW)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on("console", lambda said: problems.extend(_complaint(page, said)))
        page.on("response", lambda answer: problems.extend(_server_error(answer)))
        pages.append(page)
        return page

    yield open_page
    report = getattr(request.node, "journey_report", None)
    for number, page in enumerate(pages, start=1):
        if report is not None and report.failed:
            PICTURES.mkdir(exist_ok=True)
            name = re.sub(r"\W+", "-", request.node.name).strip("-")
            page.screenshot(path=PICTURES / f"{name}-{number}.png", full_page=True)
        page.context.close()
    assert not problems, "In the browser:\n" + "\n".join(problems)


def _complaint(page: Page, said: Any) -> list[str]:
    # A page that answers 403 or 404 is often the point of a journey, and Chromium logs each.
    if said.type != "error" or "Failed to load resource" in said.text:
        return []
    return [f"{page.url}: {said.text}"]


def _server_error(answer: Any) -> list[str]:
    return [f"{answer.url}: {answer.status}"] if answer.status >= 500 else []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Keep the journey's own result where `page_at` finds it."""
    report = yield
    if report.when == "call":
        item.journey_report = report  # type: ignore[attr-defined]
    return report


@pytest.fixture
def page(page_at: Callable[..., Page], width: int) -> Page:
    """A window at each of the two widths in turn."""
    return page_at(width)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Give `axe(page)`: fails with each accessibility fault, its rule and where it stands."""
    engine = Axe()
    options = {"runOnly": AXE_RULES, "resultTypes": ["violations"]}

    def look(page: Page) -> None:
        found = engine.run(page, options=options).response["violations"]
        faults = [
            f"{fault['id']}: {fault['help']}\n    {node['html'][:200]}"
            for fault in found
            for node in fault["nodes"]
        ]
        assert not faults, f"{page.url} is not accessible:\n" + "\n".join(faults)

    return look
