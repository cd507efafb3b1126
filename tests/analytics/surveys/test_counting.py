"""Answers checked, tabulated and combined, against counting by hand."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.analytics.small_numbers import Policy
from frankpledge.analytics.surveys import (
    Question,
    Survey,
    compare,
    how_many,
    summarise,
    tabulate,
    together,
)

pytestmark = pytest.mark.once("pure: no database")

OPEN = Policy(threshold=1)
SAFE = Question("safe", "How safe do you feel after dark?", "single", ("safe", "unsafe"))
WORRIES = Question("worries", "What worries you?", "multiple", ("litter", "cars", "noise"), most=2)
AGE = Question("age", "How old are you?", "number")


def of(*answers, question=SAFE, **more):
    return Survey((question,), [{question.id: answer} for answer in answers], **more)


# ------------------------------------------------------------------------------------------------
# ANSWERS AS THEY ARE ALLOWED.
# ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (SAFE, "quite", "Row 2, “safe”: “quite” is not one of the answers (safe, unsafe)."),
        (SAFE, ["safe", "unsafe"], "expected one answer"),
        (WORRIES, 3, "Row 2, “worries”: expected a list of answers, not “3”."),
        (WORRIES, ["litter", "cars", "noise"], "3 answers, and 2 are the most"),
        (AGE, "forty", "Row 2, “age”: “forty” is not a number."),
        (AGE, True, "not a number"),
    ],
)
def test_an_answer_that_is_not_allowed_is_refused_with_its_row(question, answer, words):
    with pytest.raises(ValueError) as refused:
        of(None, answer, question=question)
    assert words in str(refused.value)


@pytest.mark.parametrize("weight", [0, -1, None, "1"])
def test_a_weight_is_a_number_above_nought(weight):
    with pytest.raises(ValueError, match=r"Row 1, “w”: .* is not a weight"):
        Survey((SAFE,), [{"safe": "safe", "w": weight}], weight="w")


def test_a_question_that_is_not_there_is_refused():
    survey = Survey((SAFE, AGE), [])
    with pytest.raises(ValueError, match="no question “fear”"):
        tabulate(survey, "fear")
    with pytest.raises(ValueError, match="has no options"):
        tabulate(survey, "age")
    with pytest.raises(ValueError, match="does not ask for a number"):
        summarise(survey, "safe")
    with pytest.raises(ValueError, match="no answer “maybe”"):
        tabulate(survey, "safe").line("maybe")


# ------------------------------------------------------------------------------------------------
# TABULATED.
# ------------------------------------------------------------------------------------------------


def test_shares_are_of_those_who_answered():
    table = tabulate(of(*["safe"] * 60, *["unsafe"] * 40, *[None] * 7, *[""] * 3), "safe")
    assert (table.base, table.not_answered) == (100, 10)
    # Wilson, 60 of 100: 50.2% to 69.1%.
    assert table.line("safe").words == "60.0% (50.2% to 69.1%), 60 of 100"
    assert table.notes[-1].startswith("In brackets: 95% of such samples")


def test_no_need_at_all_is_an_answer_and_silence_is_not():
    table = tabulate(of([], ["litter"], None, question=WORRIES), "worries", OPEN)
    assert (table.base, table.not_answered) == (2, 1)
    assert [line.count for line in table.lines] == [1, 0, 0]
    assert "No more than 2 answers could be given: who has more is not known." in table.notes


def test_a_small_base_warns():
    notes = tabulate(of(*["safe"] * 20, sample=False), "safe").notes
    assert notes == (
        "A percentage of only 20, fewer than 50: read it with care. "
        "One more or fewer moves it by 5 points.",
    )


def test_weights_move_the_percentage_and_cost_certainty():
    """60 safe of weight 1 and 40 unsafe of weight 3: 60 of 180, and 180² / 420 = 77.1 to go on."""
    rows = [{"safe": "safe", "w": 1}] * 60 + [{"safe": "unsafe", "w": D(3)}] * 40
    table = tabulate(Survey((SAFE,), rows, weight="w"), "safe")
    line = table.line("safe")
    assert (table.base, line.count) == (100, 60)
    assert round(table.effective, 1) == D("77.1")
    assert line.share
    assert round(line.share.percent, 2) == D("33.33")
    assert line.words.endswith(", 60 of 100")
    assert (
        "Percentages are weighted, counts are not. The 100 answers say as much as 77 of equal "
        "weight." in table.notes
    )


def test_weights_that_leave_little_warn_as_a_small_base_does():
    rows = [{"safe": "safe", "w": 1}] * 60 + [{"safe": "unsafe", "w": 50}] * 5
    notes = tabulate(Survey((SAFE,), rows, weight="w"), "safe").notes
    assert any(note.startswith("A percentage of only 7") for note in notes)


def test_rounded_counts_have_the_percentages_of_the_rounded():
    table = tabulate(
        of(*["safe"] * 38, *["unsafe"] * 1886, sample=False), "safe", Policy(5, True, 5)
    )
    assert table.line("safe").words == "2.1%, about 40 of about 1,925"
    rows = [{"safe": "safe", "w": 2}] * 38 + [{"safe": "unsafe", "w": 2}] * 1886
    weighed = tabulate(Survey((SAFE,), rows, weight="w", sample=False), "safe", Policy(5, True, 5))
    # Equal weights change nothing: 1.98% would be 38 again, so it is 40 of 1,925 here too.
    assert weighed.line("safe").words == "2.1%, about 40 of about 1,925"


def test_all_but_a_few_is_held_back_as_the_few_are():
    """18 of 20 worry of litter: the two who do not would be known, so neither is shown."""
    given = [["litter"]] * 18 + [["cars"]] * 2
    table = tabulate(of(*given, question=WORRIES), "worries")
    assert [line.words for line in table.lines[:2]] == ["not shown", "not shown"]
    assert table.base == 20


def test_nobody_asked_and_too_few_to_say():
    assert tabulate(of(), "safe").line("safe").words == "no share: nobody answered"
    few = tabulate(of("safe", "unsafe"), "safe")
    assert (few.base, {line.words for line in few.lines}) == (None, {"not shown"})


def test_numbers_have_a_mean_by_weight_and_a_median():
    rows = [{"age": age, "w": w} for age, w in [(20, 1), (30, 1), (40, 1), (50, 1), (80, 2)]]
    found = summarise(Survey((AGE,), rows, weight="w"), "age")
    assert (found.base, found.mean, found.median) == (5, D(50), D(40))
    assert found.words == "mean 50, median 40, of only 5: read it with care"
    assert summarise(of(*[1, 2] * 30, question=AGE), "age").words == "mean 1.5, median 1.5, of 60"
    assert summarise(of(20, 30, question=AGE), "age").words == "not shown"
    assert summarise(of(question=AGE), "age").words == "nobody gave a number"


# ------------------------------------------------------------------------------------------------
# TOGETHER, AND HOW MANY.
# ------------------------------------------------------------------------------------------------

worries = st.lists(st.sets(st.sampled_from(WORRIES.options), max_size=2), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(worries)
def test_unions_and_numbers_of_needs_are_what_counting_says(each):
    survey = of(*[sorted(one) for one in each], question=WORRIES, sample=False)
    found = together(survey, "worries", ["litter", "cars"], OPEN)
    assert found.any_of_them.part == sum(bool({"litter", "cars"} & one) for one in each)
    assert found.all_of_them.part == sum({"litter", "cars"} <= one for one in each)
    assert found.bounds
    assert found.any_of_them.percent is not None
    assert found.bounds.low - D("0.1") <= found.any_of_them.percent
    assert found.any_of_them.percent <= found.bounds.high + D("0.1")
    held = how_many(survey, "worries", OPEN)
    assert [one.exactly.part for one in held] == [
        sum(len(one) == k for one in each) for k in range(3)
    ]
    assert [one.or_more.part for one in held] == [
        sum(len(one) >= k for one in each) for k in range(3)
    ]


def test_small_numbers_of_needs_are_held_back_on_both_sides():
    """60 have none and 3 have two: with "1 or more" shown, exactly one would give the 3 away."""
    given: list[list[str]] = [[]] * 60 + [["cars"]] * 30 + [["litter", "cars"]] * 3
    found = how_many(of(*given, question=WORRIES, sample=False), "worries")
    assert [one.exactly.part for one in found] == [60, None, None]
    assert [one.or_more.part for one in found] == [93, 33, None]


def test_either_is_not_shown_where_it_would_say_who_has_both():
    """20 and 15 of 90, and 33 have either: 2 have both, which 20 + 15 − 33 would say."""
    given = [["litter"]] * 18 + [["cars"]] * 13 + [["litter", "cars"]] * 2 + [[]] * 57
    found = together(of(*given, question=WORRIES, sample=False), "worries", ["litter", "cars"])
    assert found.all_of_them.words == "not shown"
    # Of 20, 15 and 33 no more than two are told, so that 2 cannot be worked out of them.
    assert found.bounds is None or found.any_of_them.part is None
    with pytest.raises(ValueError, match="no answer “fear”"):
        together(of(question=WORRIES), "worries", ["fear"])
    with pytest.raises(ValueError, match="two different answers"):
        together(of(question=WORRIES), "worries", ["cars", "cars"])


# ------------------------------------------------------------------------------------------------
# TWO WAVES.
# ------------------------------------------------------------------------------------------------


def wave(safe, unsafe, **more):
    return tabulate(of(*["safe"] * safe, *["unsafe"] * unsafe, **more), "safe")


def test_a_change_has_an_interval_and_says_what_chance_may_do():
    """56 of 70 and 48 of 80, the example of Newcombe (1998): 20 points, from 5.2 to 33.4."""
    safe, unsafe = compare(wave(48, 32), wave(56, 14))
    assert safe.words == "up 20 points (from 5.2 to 33.4)"
    assert unsafe.words == "down 20 points (from −33.4 to −5.2)"
    (little, _) = compare(wave(50, 50), wave(52, 48))
    assert little.words.endswith("; chance alone may make as much")
    (none, _) = compare(wave(50, 50), wave(50, 50))
    assert none.words.startswith("no change (from −")


def test_what_is_hidden_in_one_wave_is_not_compared():
    assert compare(wave(97, 3), wave(90, 10))[0].words.startswith("not compared")
    everybody = compare(wave(50, 50, sample=False), wave(60, 40, sample=False))[0]
    assert everybody.words == "up 10 points; both are of everybody asked"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (Question("fear", SAFE.words, "single", SAFE.options), "not the same question"),
        (Question("safe", "Do you feel safe?", "single", SAFE.options), "was worded differently"),
        (Question("safe", SAFE.words, "single", ("safe", "no")), "other answers to choose from"),
    ],
)
def test_another_question_is_not_compared(other, words):
    later = tabulate(of(*["safe"] * 60, question=other), other.id)
    with pytest.raises(ValueError, match=words):
        compare(wave(30, 30), later)
