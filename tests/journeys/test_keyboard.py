"""By the keyboard alone: past the header, to sign in, and to what is owed."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import heading

pytestmark = pytest.mark.once("where the focus goes is the browser's affair")
FOCUS = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
}"""
MOST = 20
"""Presses of the tab key within which everything here must be reached."""


def focused(page):
    return page.locator(":focus")


def tab_to(page, words):
    """Press the tab key until what has the focus says this; it must always be seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS), f"the focus cannot be seen on {focused(page).inner_text()}"
        told = page.evaluate(
            "document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText"
        )
        if told and told.strip() == words:
            return
    raise AssertionError(f"“{words}” is not reached in {MOST} presses")


def test_the_first_stop_skips_to_the_page(page):
    page.goto("/meetings/county-board/2018-10-11/")
    page.keyboard.press("Tab")
    expect(focused(page)).to_have_text("Skip to main content")
    expect(focused(page)).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_signing_in_without_a_mouse(page):
    page.goto("/")
    tab_to(page, "Sign in")
    page.keyboard.press("Enter")
    heading(page, "Sign in")
    tab_to(page, "User name")
    page.keyboard.type("chair")
    tab_to(page, "Password")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    # The summary of what is wrong takes the focus, and leads on from there.
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    tab_to(page, "Password")
    page.keyboard.type("frankpledge")
    page.keyboard.press("Enter")
    heading(page, "What you owe, by when")
    tab_to(page, "Quarterly update")
    page.keyboard.press("Enter")
    heading(page, "Write the quarterly update")
