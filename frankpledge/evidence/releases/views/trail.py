"""Where a page of the evidence stands."""

from django.urls import reverse


def crumbs(*further: str) -> list[tuple[str, str]]:
    """Home, evidence, and what lies between: "releases"."""
    trail = [("Home", reverse("web:home")), ("Evidence", reverse("explorer:index"))]
    if "releases" in further:
        trail.append(("Data", reverse("releases:index")))
    return trail
