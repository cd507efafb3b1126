"""Where the pages of findings stand, and the page of a stale save."""

from django.urls import reverse

from frankpledge.evidence.findings.models import Finding

Crumbs = list[tuple[str, str]]


def crumbs(finding: Finding | None = None, *, public: bool = False) -> Crumbs:
    """The trail to a page under the list, or under one finding."""
    trail = [("Home", "/")]
    if not public:
        trail.append(("Findings", reverse("findings:index")))
    if finding:
        trail.append((f"Finding {finding.number}", finding.get_absolute_url()))
    return trail
