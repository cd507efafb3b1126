"""When a release has come in, every finding is worked out anew with it."""

from frankpledge.analytics.store import Release
from frankpledge.evidence.findings.operations import check_findings
from frankpledge.evidence.releases.after import after_release
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.door import Actor

CHECKER = Actor("The check of findings")


@after_release
def check_every_finding(release: Release) -> None:
    """Check the findings of every area that has some; done twice it changes nothing more."""
    for area in Area.objects.filter(findings__isnull=False).distinct():
        check_findings(by=CHECKER, area=area, now=clock.now(), because=release.title)
