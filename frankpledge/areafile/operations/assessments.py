"""Templates of strategic assessments, and who makes whose."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync
from frankpledge.evidence.assessments.operations import load_template
from frankpledge.places.models import Area


def load(sync: Sync, area: Area, data: dict[str, Any]) -> None:
    """Each template. An assessment that was begun keeps its own sections."""
    for told in data.get("assessment_templates", []):
        load_template(by=sync.by, area=area, data=told)
