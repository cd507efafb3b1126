"""Raising, scoring, reviewing, closing; what a register says of any past day."""

from datetime import date
from typing import Any

import pytest

from frankpledge.partnership.queries.register import body_named
from frankpledge.review.risks.chart import finding, score_chart
from frankpledge.review.risks.models import RiskMention, RiskScore
from frankpledge.review.risks.operations import (
    Funding,
    add_control,
    change_risk,
    close_risk,
    end_control,
    mention,
    reopen_risk,
    review_risk,
    score_risk,
)
from frankpledge.review.risks.queries import line_of, open_risks, risk_counts
from frankpledge.shared.door import StaleRecord
from frankpledge.shared.verdict import Refused
from tests.risks.support import APRIL, GROUP, JULY, OCTOBER, TODAY, raised, set_matrix
from tests.support.county import SECRETARY, board

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture(autouse=True)
def _matrix(demo):
    set_matrix(by=SECRETARY)


def roads(on=TODAY):
    return open_risks(body_named("youth-justice"), on)


def a_risk(title="Posts stay empty", **more):
    return raised(title, "youth-justice", **more)


def only(title, on=TODAY):
    return next(one for one in roads(on) if one.title == title)


def test_a_risk_gets_its_registers_next_number_and_its_score():
    before = len(roads())
    risk = a_risk(likelihood=4, impact=4)
    line = only("Posts stay empty")
    assert risk.number == before + 1 == line.number
    assert (line.band, line.score, line.scored.words) == (
        "Very high",
        16,
        "16 of 25, likely × major",
    )


def test_an_unscored_risk_says_so_and_stands_after_the_scored():
    a_risk("No judgement yet")
    a_risk("Minor thing", likelihood=1, impact=1)
    line = only("No judgement yet")
    assert (line.band, line.score) == ("Not scored yet", None)
    titles = [one.title for one in roads()]
    assert titles.index("Minor thing") < titles.index("No judgement yet")


@pytest.mark.parametrize(("likelihood", "impact"), [(0, 3), (6, 3), (3, 6)])
def test_a_level_that_is_not_on_the_matrix_is_refused(likelihood, impact):
    with pytest.raises(Refused, match="must be from 1 to 5"):
        a_risk(likelihood=likelihood, impact=impact)


def test_a_score_is_of_a_day_that_has_come_and_on_which_the_risk_was_there():
    risk = a_risk(raised=date(2018, 8, 1))
    for on, says in ((date(2019, 1, 1), "still to come"), (APRIL, "was raised on 1 August 2018")):
        with pytest.raises(Refused, match=says):
            score_risk(by=GROUP, risk=risk, on=on, today=TODAY, likelihood=1, impact=1)


def test_scores_are_dated_and_a_changed_matrix_rewrites_none():
    risk = a_risk(likelihood=3, impact=3, raised=date(2018, 5, 1))
    score_risk(by=GROUP, risk=risk, on=date(2018, 8, 1), today=TODAY, likelihood=5, impact=4)
    six = ["One", "Two", "Three", "Four", "Five", "Six"]
    set_matrix(
        by=SECRETARY,
        starts=date(2018, 9, 1),
        likelihood=six,
        impact=six,
        bands=["Green", "Amber", "Red"],
        up_to=(9, 20, 36),
    )
    now = only("Posts stay empty")
    assert (now.band, now.score, now.scored.most) == ("Very high", 20, 25)
    assert only("Posts stay empty", date(2018, 6, 1)).band == "Moderate"
    score_risk(by=GROUP, risk=risk, on=TODAY, today=TODAY, likelihood=6, impact=6)
    assert only("Posts stay empty").scored.words == "36 of 36, six × six"
    assert only("Posts stay empty", date(2018, 9, 30)).band == "Very high"


def test_up_and_new_are_since_the_day_asked():
    risk = a_risk(likelihood=2, impact=2, raised=date(2018, 5, 1))
    score_risk(by=GROUP, risk=risk, on=date(2018, 8, 1), today=TODAY, likelihood=3, impact=2)
    group = body_named("youth-justice").pk
    since_july = risk_counts([group], TODAY, JULY)[group]
    assert since_july.up == 1
    assert risk_counts([group], TODAY, date(2018, 8, 2))[group].up == 0
    assert risk_counts([group], TODAY, None)[group].up == 0
    a_risk("Another", raised=date(2018, 9, 1))
    later = risk_counts([group], TODAY, date(2018, 8, 2))[group]
    assert later.new == risk_counts([group], TODAY, date(2018, 9, 1))[group].new + 1


def test_the_same_days_score_is_put_right_and_the_target_stands_apart():
    risk = a_risk(likelihood=2, impact=2, raised=TODAY)
    score_risk(by=GROUP, risk=risk, on=TODAY, today=TODAY, likelihood=4, impact=2, why="Mistyped")
    score_risk(by=GROUP, risk=risk, on=TODAY, today=TODAY, likelihood=1, impact=1, kind="target")
    assert RiskScore.objects.filter(risk=risk).count() == 2
    line = line_of(risk, TODAY)
    assert line.target
    assert (line.score, line.target.value) == (8, 1)


def test_two_people_who_score_at_once_the_second_is_told():
    first = a_risk(likelihood=2, impact=2, raised=TODAY)
    second = type(first).objects.get(pk=first.pk)
    score_risk(by=GROUP, risk=first, on=TODAY, today=TODAY, likelihood=4, impact=4, version=1)
    with pytest.raises(StaleRecord):
        score_risk(by=GROUP, risk=second, on=TODAY, today=TODAY, likelihood=1, impact=1, version=1)
    assert line_of(first, TODAY).score == 16


def test_closed_and_opened_again_on_any_past_day():
    risk = a_risk(raised=date(2018, 5, 1))
    close_risk(by=GROUP, risk=risk, on=date(2018, 6, 1), why="Posts filled")
    reopen_risk(by=GROUP, risk=risk, on=date(2018, 8, 1), why="Two left again")
    close_risk(by=GROUP, risk=risk, on=date(2018, 9, 1), why="Filled")
    open_on = {
        day: any(one.title == "Posts stay empty" for one in roads(day))
        for day in (
            date(2018, 4, 30),
            date(2018, 5, 31),
            date(2018, 6, 1),
            date(2018, 8, 1),
            date(2018, 8, 31),
            date(2018, 9, 1),
        )
    }
    assert list(open_on.values()) == [False, True, False, True, True, False]


def test_closing_needs_a_reason_and_a_day_that_can_be():
    risk = a_risk(raised=date(2018, 8, 1))
    for on, why, says in (
        (TODAY, " ", "Say why"),
        (date(2018, 7, 1), "Gone", "raised on 1 August 2018"),
        (date(2018, 10, 2), "Gone", "still to come"),
    ):
        with pytest.raises(Refused, match=says):
            close_risk(by=GROUP, risk=risk, on=on, why=why)
    close_risk(by=GROUP, risk=risk, on=TODAY, why="Gone")
    with pytest.raises(Refused, match="closed already"):
        close_risk(by=GROUP, risk=risk, on=TODAY, why="Gone")


def test_mentions_make_it_persistent_and_the_same_twice_changes_nothing():
    risk = a_risk(raised=APRIL)
    for day in (APRIL, JULY, JULY, OCTOBER):
        mention(by=SECRETARY, risk=risk, board=board(), on=day, words="Still so")
    assert RiskMention.objects.filter(risk=risk).count() == 3
    # October's meeting is still to come on 1 October: what its update says does not count yet.
    assert len(line_of(risk, TODAY).run) == 2
    assert line_of(risk, TODAY).carried == "carried since April 2018"
    assert not line_of(risk, date(2018, 7, 18)).persistent
    assert len(line_of(risk, OCTOBER).run) == 3
    # In January nobody said it again.
    assert not line_of(risk, date(2019, 1, 18)).persistent
    group = body_named("youth-justice").pk
    assert risk_counts([group], TODAY, None)[group].persistent >= 1


def test_a_review_moves_the_next_and_an_overdue_one_counts():
    risk = a_risk(raised=date(2018, 5, 1), first_review=date(2018, 8, 1))
    assert line_of(risk, TODAY).review_overdue
    group = body_named("youth-justice").pk
    late = risk_counts([group], TODAY, None)[group].review_overdue
    with pytest.raises(Refused, match="must be after this one"):
        review_risk(by=GROUP, risk=risk, on=TODAY, note="Better", next_review=TODAY)
    review_risk(by=GROUP, risk=risk, on=TODAY, note="Better", next_review=date(2019, 1, 10))
    assert line_of(risk, TODAY).next_review == date(2019, 1, 10)
    assert line_of(risk, date(2018, 9, 30)).next_review == date(2018, 8, 1)
    assert risk_counts([group], TODAY, None)[group].review_overdue == late - 1


def test_controls_hold_for_a_time():
    risk = a_risk()
    control = add_control(by=GROUP, risk=risk, text="Agency staff", starts=date(2018, 8, 1))
    with pytest.raises(Refused, match="before the first"):
        end_control(by=GROUP, control=control, ends=date(2018, 7, 1))
    end_control(by=GROUP, control=control, ends=date(2018, 9, 1))
    assert not control.holds_on(TODAY)


def test_money_that_ends_within_six_months_is_flagged():
    risk = a_risk(funding=Funding(date(2019, 3, 31), "March 2019", "Eight workers", 12345))
    line, cliff = line_of(risk, TODAY), cliff_of(risk, TODAY)
    assert (line.flagged, cliff.words, cliff.state) == (True, "March 2019", "Soon")
    assert cliff_of(risk, date(2018, 9, 1)).state == "Later"
    assert cliff_of(risk, date(2019, 4, 1)).state == "Ended"


def cliff_of(risk, on):
    found = line_of(risk, on).cliff
    assert found
    return found


def test_changing_with_an_old_version_is_told():
    risk = a_risk()
    given: dict[str, Any] = {
        "text": "",
        "owner": None,
        "owner_post": "",
        "priority": None,
        "cause": None,
        "funding": Funding(),
        "ref": "",
    }
    change_risk(by=GROUP, risk=risk, title="Posts stay vacant", version=1, **given)
    with pytest.raises(StaleRecord):
        change_risk(by=GROUP, risk=risk, title="Another", version=1, **given)


def test_counts_take_as_many_queries_for_nine_groups_as_for_one(django_assert_max_num_queries):
    risk = a_risk(likelihood=3, impact=3)
    mention(by=SECRETARY, risk=risk, board=board(), on=JULY)
    groups = [
        body_named(one) for one in ("youth-justice", "dasv", "offender", "prevent", "road-safety")
    ]
    with django_assert_max_num_queries(9):
        found = risk_counts(groups, TODAY, JULY)
    assert set(found) == {one.pk for one in groups}
    assert found[body_named("prevent").pk].open == 0


def test_the_chart_names_what_it_shows_and_draws_one_scale_only():
    risk = a_risk(likelihood=3, impact=3, raised=date(2018, 5, 1))
    scores = list(risk.scores.all())
    assert finding(scores) == "Scored once: 9 of 25, moderate"
    score_risk(by=GROUP, risk=risk, on=date(2018, 6, 1), today=TODAY, likelihood=4, impact=4)
    scores = list(risk.scores.all())
    assert finding(scores) == "Risen from 9 to 16 of 25, very high"
    assert finding([scores[1], scores[0]]) == "Fallen from 16 to 9 of 25, moderate"
    assert finding([scores[0], scores[0]]) == "As it was at first: 9 of 25, moderate"
    three = ["<A>", "B", "C"]
    set_matrix(
        by=SECRETARY,
        starts=date(2018, 9, 1),
        likelihood=three,
        impact=three,
        bands=["<Low>", "High"],
        up_to=(4, 9),
    )
    score_risk(by=GROUP, risk=risk, on=TODAY, today=TODAY, likelihood=1, impact=1)
    scores = list(risk.scores.all())
    drawn = score_chart(scores, TODAY)
    assert finding(scores) == "Now 1 of 9, <low>; it was 9 of 25 on another matrix"
    assert "16 very high" not in drawn
    assert "<low>" not in drawn
