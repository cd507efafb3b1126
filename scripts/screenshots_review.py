"""The tour's pictures of the quarterly loop: which group is in trouble, and why."""

from collections.abc import Callable

from scripts.screenshots_kit import PHONE, Tour, take

WRITE = "/review/county-board/2019-01-17/dasv/write/"


def secretary_sees_who_is_in_trouble(tour: Tour) -> None:
    """The one screen, and behind its doors the requirements, a register and an indicator."""
    page = tour.window("secretary")
    page.goto("/screen/county-board/?on=2018-10-11")
    take(page, "review-screen", 1100, ".fp-title")
    page.goto("/requirements/county-board/?on=2018-10-12")
    take(page, "review-requirements", 1000, ".fp-title")
    page.goto("/requests/county-board/")
    take(page, "review-requests", 900, ".fp-title")
    page.goto("/risks/offender/1/")
    take(page, "review-risk", 1000, ".fp-title")
    page.goto("/indicators/road-safety/killed-or-seriously-injured/")
    take(page, "review-indicator", 900, ".fp-title")


def a_group_returns(tour: Tour) -> None:
    """January's form, filled in from October's update."""
    phone = tour.window("secretary", PHONE)
    phone.goto(WRITE)
    take(phone, "review-form", 1100, ".fp-title")


REVIEW: tuple[Callable[[Tour], None], ...] = (secretary_sees_who_is_in_trouble, a_group_returns)
