"""What every journey does again and again: sign in, and look a page over."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Axe = Callable[[Page], None]


def heading(page: Page, words: str) -> None:
    """Wait for the page with this main heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def look(page: Page, axe: Axe) -> None:
    """No accessibility fault, and nothing that makes the whole page scroll sideways."""
    axe(page)
    width, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= room, f"{page.url} is {width} pixels wide in a window of {room}"


def sign_in(page: Page, username: str) -> None:
    """From the first page, by the form."""
    page.goto("/")
    page.get_by_role("link", name="Sign in").click()
    heading(page, "Sign in")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill("frankpledge")
    page.get_by_role("button", name="Sign in", exact=True).click()
    heading(page, "What you owe, by when")


def enter(page: Page, post: str) -> None:
    """By the open door of a demonstration account."""
    page.goto("/account/sign-in/")
    page.get_by_role("button", name=post).click()
    heading(page, "What you owe, by when")


def press(page: Page, words: str) -> None:
    """A button, or a link that looks like one."""
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def follow(page: Page, words: str) -> None:
    """The first link of the page's own part with these words."""
    page.get_by_role("main").get_by_role("link", name=words).first.click()


def says(page: Page, words: str) -> None:
    """Wait until the page's own part says this."""
    expect(page.get_by_role("main")).to_contain_text(words)


def says_not(page: Page, words: str) -> None:
    """The page's own part does not say this."""
    expect(page.get_by_role("main")).not_to_contain_text(words)


def fetched(page: Page, words: str) -> bytes:
    """The file that a link of the page leads to, fetched by the same person."""
    url = page.get_by_role("link", name=words, exact=True).get_attribute("href") or ""
    answer = page.context.request.get(page.url.split("/meetings/")[0] + url)
    assert answer.ok
    return answer.body()
