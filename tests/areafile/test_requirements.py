"""What boards ask of their groups, in an area file."""

from datetime import date

import pytest

from frankpledge.areafile.checks import checked
from frankpledge.areafile.operations import load
from frankpledge.review.requirements.models import Requirement, RequirementException
from tests.areafile.small import SMALL, line_of
from tests.support.county import area_file

pytestmark = pytest.mark.django_db
ASKED = """\
requirements:
  - body: shire-board
    asked_of: {role: delivery-group}
    source: The agreement
    requirements:
      - {slug: assessment, title: Assessment, old_after_months: 36}
      - {slug: plan, title: Delivery plan, document: plan, informed_by: assessment}
      - {slug: risks, title: Risks, kind: risk-register, review_months: 6}
    exceptions:
      - group: fire
        requirement: assessment
        reason: The brigade has one
        from: 2018-10-11
        by_post: Chair
"""


def given(tmp_path, *pairs):
    text = SMALL + ASKED
    for was, now in pairs:
        assert text.count(was) == 1, was
        text = text.replace(was, now)
    return text, area_file(tmp_path, text)


def test_requirements_are_loaded_and_loaded_again_changes_nothing(tmp_path):
    _, path = given(tmp_path)
    load(path)
    found = {one.slug: one for one in Requirement.objects.all()}
    assert [one.order for one in found.values()] == [1, 2, 3]
    plan = found["plan"]
    assert (plan.kind, plan.document, plan.of_role) == ("document", "plan", "delivery-group")
    assert plan.informed_by == found["assessment"]
    assert (found["risks"].kind, found["risks"].review_months) == ("risk-register", 6)
    exception = RequirementException.objects.get()
    assert (exception.group.slug, exception.starts) == ("fire", date(2018, 10, 11))
    again = load(path)
    assert (again.added, again.changed, again.removed) == ({}, {}, {})


def test_what_the_file_no_longer_says_is_removed(tmp_path):
    load(given(tmp_path)[1])
    _, path = given(
        tmp_path,
        ("      - {slug: risks, title: Risks, kind: risk-register, review_months: 6}\n", ""),
        (ASKED[ASKED.index("    exceptions:") :], ""),
    )
    load(path)
    assert set(Requirement.objects.values_list("slug", flat=True)) == {"assessment", "plan"}
    assert not RequirementException.objects.exists()


@pytest.mark.parametrize(
    ("pair", "mark", "value", "expected"),
    [
        (
            ("document: plan,", "document: plans,"),
            "document: plans",
            "plans",
            "did you mean “plan”?",
        ),
        (
            ("informed_by: assessment", "informed_by: risks"),
            "informed_by: risks",
            "risks",
            "requirement before this one",
        ),
        (
            ("informed_by: assessment", "informed_by: plan"),
            "informed_by: plan",
            "plan",
            "requirement before this one",
        ),
        (("group: fire\n", "group: fires\n"), "group: fires", "fires", "did you mean “fire”?"),
        (
            ("requirement: assessment", "requirement: asessment"),
            "asessment",
            "asessment",
            "requirement of the board",
        ),
        (("kind: risk-register", "kind: risk-list"), "risk-list", "risk-list", "risk-register"),
        (
            ("        from: 2018-10-11\n", "        from: 2018-10-11\n        until: 2018-10-01\n"),
            "until: 2018-10-01",
            "2018-10-01",
            "is before the start",
        ),
        (
            ("slug: risks, title: Risks, kind: risk", "slug: plan, title: Risks, kind: risk"),
            "slug: plan, title: Risks",
            "",
            "twice",
        ),
    ],
)
def test_each_mistake_is_told_with_its_line(tmp_path, pair, mark, value, expected):
    text, path = given(tmp_path, pair)
    (mistake,) = checked(path).mistakes
    assert mistake.line == line_of(text, mark)
    assert expected in mistake.expected
    assert str(mistake.value or "") == value


def test_a_board_asks_once(tmp_path):
    text, path = given(tmp_path)
    second = ASKED.split("\n", 1)[1].replace("The agreement", "Another")
    path.write_text(text + second[: second.index("    exceptions:")], "utf-8")
    (mistake,) = checked(path).mistakes
    assert "requirements already" in mistake.expected
