"""The commissioning cycle's gates, and which days of an agreement ask for a basis."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.evidence.assessments.rules.basis import Part, basis_of
from frankpledge.planning.rules import counts_for, first_new_day, may_be_based
from frankpledge.planning.rules.cycle import (
    ASKS,
    STAGE_TRANSITIONS,
    STAGES,
    Item,
    may_drop_evidence,
    may_go_on,
    may_leave,
    next_stage,
)

MARCH, JUNE = date(2018, 3, 31), date(2018, 6, 30)
WHOLE = Item(
    "understand",
    evidence=("Finding 1",),
    delivered_by="Road safety",
    set_by="The agreement",
    reviewed=JUNE,
)


@pytest.mark.row(43)
def test_the_cycle_goes_round_in_four_steps():
    stages = ["understand"]
    for _ in range(4):
        assert may_go_on(replace(WHOLE, stage=stages[-1]), next_stage(stages[-1]), "It is time.")
        stages.append(next_stage(stages[-1]))
    assert stages == ["understand", "plan", "do", "review", "understand"]
    assert set(STAGE_TRANSITIONS) == set(STAGES) == set(ASKS)


@pytest.mark.row(43)
def test_an_item_without_evidence_cannot_leave_understand():
    item = replace(WHOLE, evidence=())
    assert "It rests on no evidence, so it cannot leave Understand" in may_leave(item).reason
    item = replace(item, unsettled=("Finding 3 (draft)", "Finding 4 (withdrawn)"))
    assert "Finding 3 (draft) and Finding 4 (withdrawn)" in may_leave(item).reason
    assert may_leave(replace(item, evidence=("Finding 1",)))


@pytest.mark.row(43)
@pytest.mark.parametrize(
    ("stage", "missing", "says"),
    [
        ("plan", {"delivered_by": ""}, "Nobody delivers it"),
        ("plan", {"set_by": ""}, "No agreement or decision sets it"),
        ("do", {"reviewed": None}, "It has no date of review"),
        ("do", {"since": date(2018, 7, 1)}, "30 June 2018, is before it came to Do on 1 July 2018"),
    ],
)
def test_each_gate_says_what_is_missing(stage, missing, says):
    item = replace(WHOLE, stage=stage)
    assert may_leave(item)
    assert says in may_leave(replace(item, **missing)).reason
    assert says in may_go_on(replace(item, **missing), next_stage(stage), "Because.").reason


@pytest.mark.row(43)
def test_a_review_on_the_day_it_came_to_do_is_not_before_it():
    assert may_leave(replace(WHOLE, stage="do", since=JUNE))


@pytest.mark.row(43)
@given(st.sampled_from(list(STAGES)), st.sampled_from(list(STAGES)))
def test_no_stage_is_left_out(stage, to):
    """Whatever an item has, it goes to the next stage and to no other."""
    verdict = may_go_on(replace(WHOLE, stage=stage), to, "It is time.")
    assert bool(verdict) == (to == next_stage(stage))
    assert verdict or "gone through in order" in verdict.reason


def test_going_on_needs_a_reason():
    assert "Say why it goes on to Plan" in may_go_on(WHOLE, "plan", "  ").reason


def test_the_last_evidence_stays_once_it_has_gone_on():
    assert may_drop_evidence(WHOLE, 0)
    planned = replace(WHOLE, stage="plan")
    assert may_drop_evidence(planned, 1)
    assert "It is in Plan, and nothing else" in may_drop_evidence(planned, 0).reason


@pytest.mark.row(7)
@pytest.mark.parametrize(
    ("begins", "decided", "year"),
    [
        (date(2018, 4, 1), date(2018, 10, 11), "2018/19"),
        (date(2019, 4, 1), date(2019, 1, 17), "2018/19"),
        (date(2019, 4, 1), date(2019, 4, 1), "2019/20"),
        (date(2018, 4, 1), date(2019, 6, 1), "2018/19"),
    ],
)
def test_the_year_that_an_agreement_rests_on(begins, decided, year):
    assert counts_for(begins, decided) == year


@pytest.mark.row(7)
@pytest.mark.parametrize(
    ("starts", "ends", "first"),
    [
        (date(2017, 4, 1), date(2020, 3, 31), None),
        (date(2017, 4, 1), date(2019, 3, 31), None),
        (date(2018, 4, 1), date(2020, 3, 31), None),
        (date(2017, 4, 1), date(2020, 4, 1), date(2020, 4, 1)),
        (date(2017, 4, 1), None, date(2020, 4, 1)),
        (date(2016, 4, 1), date(2020, 3, 31), date(2016, 4, 1)),
        (date(2021, 4, 1), date(2024, 3, 31), date(2021, 4, 1)),
    ],
)
def test_the_first_day_that_is_new(starts, ends, first):
    assert first_new_day((date(2017, 4, 1), date(2020, 3, 31)), starts, ends) == first


def test_what_has_no_end_gets_no_longer():
    assert first_new_day((MARCH, None), MARCH, None) is None
    assert first_new_day((None, JUNE), MARCH, JUNE) is None


@pytest.mark.row(7)
def test_what_the_law_does_not_ask_for_stands_in_no_one_s_way():
    voluntary = Part("Unitary", ("Unitary",), statutory=False)
    assert may_be_based(basis_of("2018/19", []))
    assert may_be_based(basis_of("2018/19", [voluntary]))
    one = Part("North", ("North",), statutory=True, made="Assessment")
    two = Part("South", ("South",), statutory=True)
    assert may_be_based(basis_of("2018/19", [one, voluntary]))
    said = may_be_based(basis_of("2018/19", [one, two, voluntary])).reason
    assert "Basis incomplete: 1 of 2 districts. Missing: South." in said
    assert "for 2018/19 (SI 2007/1830 reg 9(2))" in said
