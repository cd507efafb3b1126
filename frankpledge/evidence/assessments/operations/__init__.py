"""The only door for writes: templates, writing, reviewing, approving and publishing."""

from frankpledge.evidence.assessments.operations.approving import (
    approve_assessment,
    publish_assessment,
)
from frankpledge.evidence.assessments.operations.drafting import Drafted, draft_assessment
from frankpledge.evidence.assessments.operations.people import add_question, drop_question
from frankpledge.evidence.assessments.operations.reviewing import (
    comment_on_section,
    send_for_review,
    settle_comment,
    take_back,
)
from frankpledge.evidence.assessments.operations.template import load_template
from frankpledge.evidence.assessments.operations.writing import (
    add_finding,
    change_assessment,
    drop_finding,
    move_finding,
    name_inputs,
    start_assessment,
    write_section,
)

__all__ = [
    "Drafted",
    "add_finding",
    "add_question",
    "approve_assessment",
    "change_assessment",
    "comment_on_section",
    "draft_assessment",
    "drop_finding",
    "drop_question",
    "load_template",
    "move_finding",
    "name_inputs",
    "publish_assessment",
    "send_for_review",
    "settle_comment",
    "start_assessment",
    "take_back",
    "write_section",
]
