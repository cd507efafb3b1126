"""What seems personal, columns read as questions, and figures that a paper states."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.evidence.surveys.rules.columns import Column, Use, read_answers, suggested
from frankpledge.evidence.surveys.rules.personal import personal
from frankpledge.evidence.surveys.rules.stated import (
    Amount,
    Part,
    Saving,
    read_amounts,
    read_parts,
    read_pence,
    read_proposals,
    reconciled,
    saved,
    spoken_figures,
    union_words,
)
from frankpledge.evidence.surveys.rules.states import may_go
from tests.surveys.housing import GROUPS


def column(heading, *texts, place=0):
    """A column with these cells, from row 2 on."""
    return Column(place, heading, dict(enumerate(texts, start=2)))


# ---------------------------------------------------------------- what seems personal


@pytest.mark.row(55)
@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Name", "names"),
        ("First name", "names"),
        ("Surname:", "names"),
        ("Client's name", "names"),
        ("Victim name", "names"),
        ("Service manager name", "names"),
        ("E-mail address", "e-mail addresses"),
        ("EMAIL", "e-mail addresses"),
        ("Postcode", "postcodes"),
        ("Post code (full)", "postcodes"),
        ("DOB", "dates of birth"),
        ("Date of birth", "dates of birth"),
        ("Telephone", "phone numbers"),
        ("Mobile number", "phone numbers"),
        ("Address line 1", "addresses"),
        ("NHS_number", "numbers of persons"),
        ("Respondent ID", "numbers of persons"),
        ("IP address", "numbers of persons"),
        ("Timestamp", "moments"),
    ],
)
def test_a_column_that_names_people_is_known_by_its_heading(heading, what):
    found = personal(heading, [(2, "x")])
    assert found is not None
    assert found.what == what


@pytest.mark.parametrize(
    "heading",
    [
        "Service name",
        "Name of service",
        "Ward name",
        "How often do you use e-mail to speak to the police?",
        "Do you know the name of your local officer?",
        "District",
        "Does your mobile phone work where you live?",
        "Number of needs",
        "Age",
    ],
)
def test_a_question_about_such_things_is_none_of_them(heading):
    assert personal(heading, [(2, "Yes"), (3, "No")]) is None


@pytest.mark.row(55)
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("write to jo.bloggs@example.org", "e-mail addresses"),
        ("near PE13 1AB", "postcodes"),
        ("cb21ag", "postcodes"),
        ("ring 01234 567890", "phone numbers"),
        ("+44 7700 900123", "phone numbers"),
        ("QQ 12 34 56 C", None),
        ("AB 12 34 56 C", "numbers of persons"),
        ("943 476 5919", "numbers of persons"),
        ("192.0.2.7", "numbers of persons"),
        ("Ask Mrs Bloggs", "names"),
    ],
)
def test_one_cell_gives_a_column_away_and_its_row_is_named_without_the_value(text, what):
    found = personal("What else?", [(2, "Nothing"), (3, text), (4, "No")])
    assert (found.what if found else None) == what
    if found:
        assert "row 3" in found.words
        assert text not in found.words


def test_days_names_and_check_digits_count_where_most_of_a_column_is_so():
    assert personal("When", [(2, "1970-02-01"), (3, "1/3/1980"), (4, "")]) is not None
    assert personal("When", [(2, "1970-02-01"), (3, "never"), (4, "often")]) is None
    names = [(row, f"{one} Bloggs") for row, one in enumerate(("Jo", "Al", "Bo", "Cy", "Di"), 2)]
    assert personal("Who?", names) is not None
    assert personal("Service", names, naming=True) is None
    assert personal("Where?", [(row, "South Cambridgeshire") for row in range(2, 40)]) is None
    assert personal("Code", [(2, "9434765919")]) is not None
    assert personal("Code", [(2, "9434765918")]) is None


@given(st.text(alphabet="0123456789", min_size=1, max_size=4))
def test_small_numbers_are_nobodys(text):
    assert personal("How many?", [(2, text)]) is None


# ---------------------------------------------------------------- columns as questions


def test_single_and_parted_answers_numbers_and_a_weight():
    columns = [
        column("Safe?", "yes", "no", "", place=0),
        column("Worries", "cars; litter", "", "litter;litter", place=1),
        column("Age", "34", "1,002", "", place=2),
        column("wt", "1", "0.5", "2", place=3),
        column("Comments", "Hello", "World", "Again", place=4),
    ]
    uses = [
        Use("single"),
        Use("split;", "What worries you?"),
        Use("number"),
        Use("weight"),
        Use("leave"),
    ]
    read = read_answers(columns, dict(enumerate(uses)), [2, 3, 4])
    assert not read.mistakes
    assert [(one.slug, one.kind) for one in read.questions] == [
        ("safe", "single"),
        ("what-worries-you", "multiple"),
        ("age", "number"),
    ]
    assert read.rows[0] == {
        "safe": "yes",
        "what-worries-you": ["cars", "litter"],
        "age": "34",
        "=weight": "1",
    }
    # Who said nothing has not said no.
    assert read.rows[1] == {"safe": "no", "age": "1002", "=weight": "0.5"}
    assert read.left_out == ("Comments",)


@pytest.mark.row(55)
def test_needs_in_five_columns_are_one_question_and_five_are_the_most():
    needs = [
        ("drugs", "", "debt"),
        ("alcohol", "", ""),
        ("debt", "", ""),
        ("", "", ""),
        ("", "", ""),
    ]
    columns = [column(f"Need {n}", *texts, place=n) for n, texts in enumerate(needs)]
    uses = {n: Use("several", "Needs") for n in range(5)}
    read = read_answers(columns, uses, [2, 3, 4])
    assert not read.mistakes
    (needs_asked,) = read.questions
    assert (needs_asked.kind, needs_asked.most) == ("multiple", 5)
    assert [row.get("needs") for row in read.rows] == [["drugs", "alcohol", "debt"], None, ["debt"]]


def test_ticks_under_each_answer_are_one_question_and_no_is_an_answer():
    columns = [
        column("Needs: drugs", "x", "", "no", place=0),
        column("Needs: alcohol", "", "", "no", place=1),
    ]
    read = read_answers(columns, {n: Use("several", "Needs") for n in range(2)}, [2, 3, 4])
    assert read.questions[0].options == ("drugs", "alcohol")
    assert read.questions[0].most is None
    assert [row.get("needs") for row in read.rows] == [["drugs"], None, []]


@pytest.mark.parametrize(
    ("heading", "texts", "use", "words"),
    [
        (
            "Email",
            ["a"],
            "single",
            "Column “Email”: seems to hold e-mail addresses (by its heading)",
        ),
        ("Age", ["old"], "number", "Row 2, column “Age”: “old” is not a number."),
        ("Aim", ["4"], "score", "Row 2, column “Aim”: 4 is no whole score from 0 to 3."),
        ("Wt", ["0"], "weight", "Row 2, column “Wt”: “0” is no weight. Give one above nought."),
        ("Why", [str(n) + "a" for n in range(41)], "single", "41 different answers: this is free"),
        ("Why", [f"Reason {n}" for n in range(9)], "single", "9 different answers: this is free"),
        ("Why", ["a" * 201], "single", "answers of many words: this is free text"),
        ("Service", [""], "service", "Row 2, column “Service”: each row needs the name of its"),
        ("Need 1", ["drugs"], "several", "it stands alone"),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_row_and_column(heading, texts, use, words):
    read = read_answers([column(heading, *texts)], {0: Use(use)}, range(2, 2 + len(texts)))
    assert any(words in str(one) for one in read.mistakes), read.mistakes


def test_wards_may_be_many_and_answers_not():
    wards = column("Ward", *(f"Ward {n}" for n in range(120)))
    assert not read_answers([wards], {0: Use("place")}, range(2, 122)).mistakes
    assert read_answers([wards], {0: Use("single")}, range(2, 122)).mistakes


def test_two_questions_of_one_name_and_none_at_all_are_mistakes():
    columns = [column("Safe?", "a", place=0), column("Safe", "b", place=1)]
    twice = read_answers(columns, {0: Use("single"), 1: Use("single")}, [2])
    assert len(twice.mistakes) == 2
    none = read_answers(columns, {0: Use("leave"), 1: Use("leave")}, [2])
    assert "nothing is left" in str(none.mistakes[0])


def test_long_questions_that_begin_alike_have_names_of_their_own():
    grid = (
        "How safe do you feel when you walk alone in the area where you live, as far as you know, "
    )
    columns = [
        column(f"{grid}{when}", "a", place=n) for n, when in enumerate(("by day", "at night"))
    ]
    read = read_answers(columns, {0: Use("single"), 1: Use("single")}, [2])
    assert not read.mistakes
    assert len({one.slug for one in read.questions}) == 2
    assert max(len(one.slug) for one in read.questions) <= 80


def test_what_a_column_probably_is():
    assert suggested(column("Email", "a@example.org")) == "leave"
    assert suggested(column("Weight", "1", "0.8")) == "weight"
    assert suggested(column("District", "Fenland")) == "place"
    assert suggested(column("Age", *map(str, range(20, 40)))) == "number"
    assert suggested(column("Worries", "a;b", "c")) == "split;"
    assert suggested(column("Safe?", *["yes", "no"] * 5)) == "single"
    assert suggested(column("Comments", *(f"Text {n}" for n in range(50)))) == "leave"


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=4), min_size=1, max_size=30))
def test_parted_answers_come_back_as_they_were_given(rows):
    texts = ["; ".join(one) for one in rows]
    numbers = range(2, 2 + len(rows))
    read = read_answers([column("Worries", *texts)], {0: Use("split;")}, numbers)
    back = [set(row.get("worries", ())) for row in read.rows]
    assert back == [set(one) for one in rows]


# ---------------------------------------------------------------- stated figures


@pytest.mark.row(55)
def test_stated_shares_that_overlap_are_bounded_and_never_added():
    """Drugs 16% and alcohol 11% of 1,924: between 16% and 27%, and not 27%."""
    parts = read_parts("Drugs; 16%\nAlcohol; 11%", "overlap")
    assert spoken_figures("overlap", parts, 1924) == (
        "They overlap, so they are never added: between 16% and 27% have either "
        "(Drugs and Alcohol).",
    )
    assert union_words(parts, 1924).startswith("Drugs and Alcohol: between 16% and 27%")
    with pytest.raises(ValueError, match="two parts"):
        union_words(parts[:1], 1924)


@pytest.mark.row(55)
def test_counts_of_1924_carry_their_share_and_base():
    parts = read_parts("Offenders; 38\nCPA; 185\nCare plan; 716", "overlap")
    assert [one.words(1924) for one in parts] == [
        "2.0%, 38 of 1,924",
        "9.6%, 185 of 1,924",
        "37.2%, 716 of 1,924",
    ]


@pytest.mark.row(55)
def test_levels_become_bands_and_the_cap_is_said():
    """60% with 3 or more, 18% with exactly 1 and 18% with 5 leave 22% with 2, 42% with 3 or 4."""
    parts = read_parts("1 or more; 100%\nexactly 1; 18%\n3 or more; 60%\n5+; 18%", "levels")
    assert spoken_figures("levels", parts, 1924, cap=5) == (
        "18% have exactly 1.",
        "About 22% have exactly 2.",
        "About 42% have 3 or 4.",
        "18% have 5 or more.",
        "No more than 5 could be recorded: who has more is not known.",
    )


@pytest.mark.row(56)
def test_parts_of_a_whole_say_what_is_not_stated():
    parts = read_parts("Decrease; 35%\nIncrease; 22%\nSame; 31%", "whole")
    assert spoken_figures("whole", parts, None) == ("35% + 22% + 31% = 88%; 12% not stated.",)
    with pytest.raises(ValueError, match="overlap"):
        spoken_figures("whole", [Part("a", D(80)), Part("b", D(60))], None)


@pytest.mark.row(51)
def test_a_spend_table_in_pence_sums_and_is_held_against_its_stated_total():
    lines = read_amounts("\n".join(f"{name}; {many}; £{pounds:,}" for name, many, pounds in GROUPS))
    found = reconciled(lines, 7_500_000_00, 100_000_00)
    assert (found.total, found.services) == (D(7_506_300), 65)
    assert found.words.endswith("the difference of £6,300 is rounding.")
    assert found.share(Saving.pounds(236_484_00)).startswith("3.15%")
    assert read_amounts("Alcohol\t1\t79000")[0] == Amount("Alcohol", 1, 79_000_00)


@pytest.mark.row(52)
def test_a_tenth_of_the_target_is_saved():
    assert read_proposals(" ") == ()
    assert saved(1_000_000_00, 100_000_00).words == (
        "£100,000 of £1,000,000 is saved (10%); £900,000 remains. No proposals are decided."
    )
    proposals = read_proposals("Merge; 40,000; decided\nShare; 10,000.50")
    assert proposals == (Saving("Merge", 40_000_00, True), Saving("Share", 10_000_50, False))


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        (
            lambda text: read_parts(text, "overlap"),
            "Drugs; lots",
            "Line 1, “Drugs; lots”: “lots” is",
        ),
        (lambda text: read_parts(text, "levels"), "many; 5%", "“many” is no level"),
        (lambda text: read_parts(text, "overlap"), "", "Nothing is written"),
        (read_amounts, "A; 1; 10\nB; x; 10", "Line 2, “B; x; 10”: “x” is no number of services"),
        (read_amounts, "A", "Line 1, “A”"),
        (read_proposals, "A; 10; maybe", "“maybe” is neither decided nor not decided"),
        (read_pence, "7.5m", "“7.5m” is not an amount"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(read, text, words):
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        read(text)


def test_a_count_needs_a_base_that_holds_it():
    with pytest.raises(ValueError, match="needs a base"):
        spoken_figures("overlap", [Part("a", count=5)], None)


@given(st.integers(0, 10**12))
def test_pence_come_back(pence):
    pounds, rest = divmod(pence, 100)
    assert read_pence(f"£{pounds:,}.{rest:02}") == pence


def test_part_comes_back_from_json():
    for one in (
        Part("a", D("16.5")),
        Part("exactly 1", D(18), level=1, exactly=True),
        Part("b", count=3),
    ):
        assert Part.from_json(one.to_json()) == one


def test_what_is_kept_does_not_change():
    assert may_go("waiting", "kept")
    assert may_go("kept", "withdrawn")
    for state in ("kept", "withdrawn"):
        assert not may_go(state, "kept")
    assert "a survey of its own" in may_go("kept", "kept").reason
