"""The secretary: says who a paper is for, keeps a paragraph back, and sees how others read it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.journeys.steps import Axe, heading, look, press, says, sign_in

PAPER = "/meetings/county-board/2018-10-11/papers/road-safety-partnership/"


def test_a_paragraph_is_kept_back_and_a_paper_marked(page: Page, axe: Axe) -> None:
    """The form, a mistake in it, the paper before and after, and its marking."""
    sign_in(page, "secretary")
    page.goto(PAPER)
    press(page, "Withhold parts of it")
    heading(page, "Withheld parts")
    look(page, axe)
    press(page, "Withhold these paragraphs")
    says(page, "There is a problem")
    look(page, axe)
    page.locator("input[name=marks]").nth(1).check()
    page.get_by_label("Those who sit on the board").check()
    page.get_by_label("Why").fill("Details of a bid that is not decided")
    page.get_by_label("Or until which decision").fill("The contract is let")
    press(page, "Withhold these paragraphs")
    says(page, "How it reads to others")
    says(page, "Withheld until the contract is let")
    look(page, axe)
    page.goto(PAPER)
    says(page, "Withheld in part")
    press(page, "Who may read it")
    look(page, axe)
    page.get_by_label("OFFICIAL-SENSITIVE").check()
    page.get_by_label("How it is to be handled").fill("Do not forward")
    page.get_by_label("Those who sit on the board").check()
    press(page, "Save marking and readers")
    says(page, "OFFICIAL-SENSITIVE: Do not forward")
    look(page, axe)
