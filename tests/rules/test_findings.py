"""Findings: figures side by side, the machine's sentence, states, and what the public may see."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.analytics.measures import Question
from frankpledge.analytics.small_numbers import NOT_SHOWN, Policy
from frankpledge.evidence.findings.question import (
    command_line,
    question_from_json,
    question_from_query,
    question_to_json,
    question_to_query,
)
from frankpledge.evidence.findings.rules.figures import (
    FigureColumn,
    Figures,
    differs,
    figures_from_json,
    figures_to_json,
    side_by_side,
)
from frankpledge.evidence.findings.rules.public import Keyed, disclosed, disclosed_together, quotes
from frankpledge.evidence.findings.rules.states import may_agree, may_go, may_look
from frankpledge.evidence.findings.rules.wording import sentence_of

DISTRICT = FigureColumn("district", "District", "text")
CODE = FigureColumn("district_code", "District code", "text")
MONTH = FigureColumn("month", "Month", "month")
TYPE = FigureColumn("type", "Crime type", "text")
CRIMES = FigureColumn("crimes", "Crimes", "count", "crimes")
RATE = FigureColumn("rate", "Rate", "rate", "per 1,000 people")


def months(*counts, first=1, **more):
    rows = tuple((f"2018-{n:02}-01", count) for n, count in enumerate(counts, start=first))
    return Figures((MONTH, CRIMES), rows, **more)


def test_figures_come_back_from_json_as_they_were():
    figures = Figures(
        (DISTRICT, CODE, CRIMES, RATE),
        (("Fenland", "E07000010", 12, 1.25), ("Ely", "E2", None, None)),
        notes=("493 crimes lie outside.",),
        covered=("2018-01-01", "2018-03-01"),
        engine="DuckDB",
        total=(None, None, 12, 1.25),
        main="rate",
    )
    assert figures_from_json(figures_to_json(figures)) == figures


def test_side_by_side_names_each_figure_that_differs_and_no_other():
    found = side_by_side(months(10, 20, 30), months(10, 21, 30, 4))
    assert [(one.of, one.was, one.now) for one in found] == [
        ("February 2018", 20, 21),
        ("April 2018", None, 4),
    ]


def test_places_of_one_name_are_told_apart_by_their_codes():
    both = (("Abbey", "E1", 3), ("Abbey", "E2", 5))
    was = Figures((DISTRICT, CODE, CRIMES), both)
    now = Figures((DISTRICT, CODE, CRIMES), (both[1], ("Abbey", "E1", 4)))
    (found,) = side_by_side(was, now)
    assert (found.of, found.was, found.now) == ("Abbey", 3, 4)


def test_what_two_engines_add_up_differently_is_no_change():
    was = Figures((DISTRICT, RATE), (("Fenland", 0.1 + 0.2),))
    assert not differs(was, Figures((DISTRICT, RATE), (("Fenland", 0.3),)))
    assert differs(was, Figures((DISTRICT, RATE), (("Fenland", 0.3001),)))


def test_a_row_without_figures_that_goes_is_a_change():
    columns = (DISTRICT, CRIMES)
    assert differs(Figures(columns, (("Fenland", None),)), Figures(columns, ()))


def test_the_sentence_over_time_says_first_and_last():
    figures = months(335, 300, 412, total=(None, 1047))
    assert sentence_of(figures) == ("Crimes: 335 in January 2018, 412 in March 2018. In all 1,047.")


def test_the_sentence_among_places_says_highest_and_lowest_of_the_measures_own_figure():
    rows = (("Fenland", "E1", 9, 1.5), ("Ely", "E2", 30, 0.5))
    found = sentence_of(Figures((DISTRICT, CODE, CRIMES, RATE), rows, main="rate"))
    assert found == ("Rate: highest in Fenland, 1.50 per 1,000 people; lowest in Ely, 0.50.")


def test_of_nothing_the_sentence_says_so():
    assert sentence_of(Figures((CRIMES,), ())) == "There are no figures."


def test_states_of_a_finding():
    assert may_agree("draft", newer=False)
    assert "Look at the new ones" in may_agree("draft", newer=True).reason
    assert may_look("changed", "kept", "Still true.", newer=True)
    assert "Say why" in may_look("changed", "kept", " ", newer=True).reason
    assert "not changed" in may_look("agreed", "kept", "Why not", newer=False).reason
    assert "Keep a new one" in may_go("withdrawn", "agreed").reason


# ---------------------------------------------------------------- questions


QUESTION = Question(
    "harm",
    by=("type", "month"),
    first=date(2018, 1, 1),
    last=date(2018, 12, 1),
    types=("Burglary", "Other theft"),
    places=("csp:Fenland",),
    parameters={"top": 5, "weights": {"Burglary": 20.5}},
)


def test_a_question_comes_back_from_json_and_from_an_address():
    from django.http import QueryDict

    assert question_from_json(question_to_json(QUESTION)) == QUESTION
    assert question_from_query(QueryDict(question_to_query(QUESTION))) == QUESTION
    assert question_from_query(QueryDict("")) is None


def test_the_command_line_asks_the_same_question():
    assert command_line(QUESTION) == (
        "frankpledge evidence measure harm --by type,month --from 2018-01 --to 2018-12 "
        "--type Burglary --type 'Other theft' --place csp:Fenland --set top=5 "
        "--set 'weights={\"Burglary\": 20.5}'"
    )


# ---------------------------------------------------------------- the public


def test_a_small_count_takes_the_next_smallest_with_it():
    found = disclosed(months(3, 20, 9, 40))
    assert [row[1] for row in found.figures.rows] == [NOT_SHOWN, 20, NOT_SHOWN, 40]
    assert found.held == {3, 9}
    assert "not shown" in found.figures.notes[0]
    assert not found.all_shown


def test_a_rate_beside_a_count_held_back_is_held_back_too():
    rows = (("Fenland", 3, 1.5), ("Ely", 30, 15.0), ("Hunts", 60, 30.0))
    found = disclosed(Figures((DISTRICT, CRIMES, RATE), rows)).figures
    assert [row[2] for row in found.rows] == [NOT_SHOWN, NOT_SHOWN, 30.0]


def test_a_rate_without_its_count_is_held_back():
    found = disclosed(Figures((DISTRICT, RATE), (("Fenland", 1.5), ("Ely", 15.0)))).figures
    assert {row[1] for row in found.rows} == {NOT_SHOWN}


def test_where_nothing_is_small_everything_is_shown():
    figures = months(30, 20, 90)
    assert disclosed(figures).figures.rows == figures.rows
    assert disclosed(figures).all_shown


def test_a_held_back_month_cannot_be_worked_out_from_its_quarter_or_its_year():
    """Words quote the totals of quarters and years: in each quarter none or two are held back."""
    counts = [30] * 24
    counts[4] = 2
    shown = [row[1] for row in disclosed(months_from(counts)).figures.rows]
    held = [n for n, value in enumerate(shown) if value == NOT_SHOWN]
    assert 4 in held
    for start in range(0, 24, 3):
        assert len([n for n in held if start <= n < start + 3]) != 1


def months_from(counts):
    rows = tuple((f"{2017 + n // 12}-{n % 12 + 1:02}-01", count) for n, count in enumerate(counts))
    return Figures((MONTH, CRIMES), rows)


@given(
    st.lists(st.integers(0, 12), min_size=2, max_size=24),
    st.sampled_from([3, 5, 10]),
)
def test_no_small_count_is_ever_shown_nor_alone_in_its_total(counts, threshold):
    policy = Policy(threshold=threshold)
    found = disclosed(months_from(counts), policy)
    shown = [row[1] for row in found.figures.rows]
    for count, told in zip(counts, shown, strict=True):
        assert told == NOT_SHOWN or (told == count and not policy.hides(count))
    assert shown.count(NOT_SHOWN) != 1 or len(counts) == 1


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4))
def test_in_a_table_no_small_count_is_alone_in_its_row_or_column(grid):
    names = ("Burglary", "Drugs", "Theft")
    rows = tuple(
        (f"Place {r}", name, count)
        for r, row in enumerate(grid)
        for name, count in zip(names, row, strict=True)
    )
    found = disclosed(Figures((DISTRICT, TYPE, CRIMES), rows)).figures
    by = {(row[0], row[1]): row[2] for row in found.rows}
    for r, row in enumerate(grid):
        for name, count in zip(names, row, strict=True):
            told = by[f"Place {r}", name]
            assert told == NOT_SHOWN or (told == count and not 1 <= count < 5)
        assert [by[f"Place {r}", name] for name in names].count(NOT_SHOWN) != 1
    for name in names:
        assert [by[f"Place {r}", name] for r in range(len(grid))].count(NOT_SHOWN) != 1


def by_type(**counts):
    figures = Figures((TYPE, CRIMES), tuple(counts.items()))
    return Keyed(figures, {(n, 1): name for n, name in enumerate(counts)})


def shown_in(found):
    return {row[0]: row[1] for row in found.figures.rows}


def test_two_tables_of_the_same_counts_give_nothing_away_together():
    """Alone, each hides the small count and its own next smallest: the other would tell that."""
    every = by_type(Robbery=3, Disorder=20, Drugs=30, Theft=90)
    weighed = by_type(Robbery=3, Drugs=30, Theft=90)
    assert shown_in(disclosed(every.figures))["Drugs"] == 30
    assert shown_in(disclosed(weighed.figures))["Drugs"] == NOT_SHOWN
    first, second = disclosed_together([every, weighed])
    assert shown_in(first) == {
        "Robbery": NOT_SHOWN,
        "Disorder": NOT_SHOWN,
        "Drugs": NOT_SHOWN,
        "Theft": 90,
    }
    assert shown_in(second) == {"Robbery": NOT_SHOWN, "Drugs": NOT_SHOWN, "Theft": 90}


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 12), min_size=2), st.data())
def test_what_one_table_holds_back_no_other_shows(counts, data):
    names = data.draw(st.lists(st.sampled_from(sorted(counts)), min_size=2, unique=True))
    some = {name: counts[name] for name in names}
    shown = [shown_in(one) for one in disclosed_together([by_type(**counts), by_type(**some)])]
    for name in some:
        assert shown[0][name] == shown[1][name]
    for each in shown:
        assert list(each.values()).count(NOT_SHOWN) != 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Burglary fell from 1,204 to 3.", ("3",)),
        ("A fall of 3% in 2013", ()),
        ("13 and 3.5 and 30", ()),
        ("Only 4 of 3 told", ("4", "3")),
    ],
)
def test_words_that_quote_what_is_held_back_are_named(text, found):
    assert quotes([text], {3, 4}) == found
