"""What boards ask of their groups, and the exceptions that they have accepted."""

from typing import Any

from frankpledge.areafile.operations.sync import Sync, on, words
from frankpledge.partnership.models import Body
from frankpledge.review.requirements.models import Requirement, RequirementException

Given = dict[str, Any]


def load(sync: Sync, data: Given) -> None:
    """Each board's requirements in their order, then its exceptions."""
    for told in data.get("requirements", []):
        board = Body.objects.get(slug=told["body"])
        asked = _asked(sync, board, told)
        kept = [_exception(sync, asked, one) for one in told.get("exceptions", [])]
        sync.only(RequirementException.objects.filter(requirement__board=board), kept)
        sync.only(Requirement.objects.filter(board=board), asked.values())


def _asked(sync: Sync, board: Body, told: Given) -> dict[str, Requirement]:
    asked: dict[str, Requirement] = {}
    # What informs another stands before it: the checks see to that.
    for order, one in enumerate(told["requirements"], start=1):
        asked[one["slug"]] = sync.put(
            Requirement,
            {"board": board, "slug": one["slug"]},
            order=order,
            title=one["title"],
            kind=one.get("kind", "document"),
            of_role=told["asked_of"]["role"],
            document=words(one.get("document")),
            review_months=one.get("review_months"),
            old_after_months=one.get("old_after_months"),
            informed_by=asked.get(one.get("informed_by", "")),
            source=words(told.get("source")),
        )
    return asked


def _exception(sync: Sync, asked: dict[str, Requirement], told: Given) -> RequirementException:
    return sync.put(
        RequirementException,
        {
            "requirement": asked[told["requirement"]],
            "group": Body.objects.get(slug=told["group"]),
            "starts": on(told["from"]),
        },
        ends=on(told.get("until")),
        reason=told["reason"],
        by_post=told["by_post"],
        review_by=on(told.get("review_by")),
    )
