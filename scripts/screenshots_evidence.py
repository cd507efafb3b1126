"""The tour's pictures of the evidence: from the police's own files to a first assessment."""

from collections.abc import Callable

from scripts.screenshots_kit import PHONE, Tour, take

FORCE = "E23000023"
YEAR = "first=2024-01&last=2024-12"
EXPLORE = "/evidence/explore/"
ASSESSMENT = "/evidence/assessments/county-board/1/"


def analyst_explores(tour: Tour) -> None:
    """What is loaded, what it says, and where crime gathers more than chance would have it."""
    page = tour.window("analyst")
    page.goto("/evidence/releases/")
    take(page, "evidence-data", 1000, ".fp-title")
    page.goto(f"{EXPLORE}?measure=recorded-crime&by=district&{YEAR}")
    take(page, "evidence-explore", 1300, ".fp-title")
    page.goto(f"{EXPLORE}?measure=hot-spots&by=lsoa&types=Burglary&places={FORCE}&{YEAR}")
    take(page, "evidence-hot-spots", 1000, ".fp-title")


def analyst_drafts(tour: Tour) -> None:
    """The first version of the county's assessment, from the data alone, and a finding in it."""
    tour.service.run("assessment", "draft", "county-board")
    page = tour.window("analyst")
    page.goto(ASSESSMENT)
    take(page, "evidence-assessment", 1300, ".fp-title")
    page.get_by_role("link", name="finding 1", exact=True).first.click()
    page.get_by_text("Why do we believe this?").click()
    take(page, "evidence-why", 1100, "details[open]")
    phone = tour.window("analyst", PHONE)
    phone.goto(f"{EXPLORE}?measure=control-chart&places={FORCE}&{YEAR}")
    take(phone, "evidence-phone", 1200, ".fp-title")


EVIDENCE: tuple[Callable[[Tour], None], ...] = (analyst_explores, analyst_drafts)
