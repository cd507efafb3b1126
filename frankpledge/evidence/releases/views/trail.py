"""Where a page of the evidence stands."""

from django.urls import reverse

from frankpledge.evidence.releases.models import Mapping
from frankpledge.shared.pages import Crumbs


def crumbs(*further: str | Mapping) -> Crumbs:
    """Home, evidence, and what lies between: "releases", "mappings", and a mapping."""
    trail = [("Home", reverse("web:home")), ("Evidence", reverse("explorer:index"))]
    if "releases" in further:
        trail.append(("Data", reverse("releases:index")))
    if "mappings" in further:
        trail.append(("Partners’ files", reverse("releases:mappings")))
    for one in further:
        if isinstance(one, Mapping):
            trail.append((one.title, one.get_absolute_url()))
    return trail
