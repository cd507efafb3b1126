"""How things are marked and who sees them: pure rules."""

from datetime import date

import pytest

from frankpledge.meetings.rules.withholding import (
    PartFacts,
    can_be_withheld,
    lost,
    may_release,
    may_withhold,
    paragraph_mark,
    waits,
)
from frankpledge.shared.marking import (
    AUDIENCES,
    UNMARKED,
    Audience,
    Classification,
    Looker,
    Marking,
    highest,
    may_be_marked,
    may_be_public,
    sees,
)

SENSITIVE = Marking(Classification.SENSITIVE, "Do not forward.")
DAY = date(2018, 10, 11)


def test_official_needs_no_marking_and_sensitive_says_how_it_is_handled():
    assert UNMARKED.line == ""
    assert SENSITIVE.line == "OFFICIAL-SENSITIVE: Do not forward"


def test_a_whole_is_marked_at_least_as_its_parts():
    other = Marking(Classification.SENSITIVE, "Destroy after the meeting")
    assert highest([UNMARKED, UNMARKED]) == UNMARKED
    assert highest([]) == UNMARKED
    found = highest([UNMARKED, SENSITIVE, other, SENSITIVE])
    assert found.line == "OFFICIAL-SENSITIVE: Do not forward; Destroy after the meeting"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_only_what_is_unmarked_and_for_the_public_is_published(audience):
    assert bool(may_be_public(UNMARKED, audience)) is (audience == Audience.PUBLIC)
    assert not may_be_public(SENSITIVE, audience)


@pytest.mark.parametrize(
    ("marking", "audience", "named", "says"),
    [
        (Marking(Classification.SENSITIVE), Audience.NAMED, 1, "how what is OFFICIAL-SENSITIVE"),
        (Marking(handling="Do not forward"), Audience.PUBLIC, 0, "Only what is OFFICIAL-SENSITIVE"),
        (SENSITIVE, Audience.PUBLIC, 0, "can never be public"),
        (UNMARKED, Audience.NAMED, 0, "Name the bodies"),
        (UNMARKED, Audience.ONE, 0, "Name the one body"),
        (UNMARKED, Audience.ONE, 2, "Name the one body"),
        (UNMARKED, Audience.PARTNERSHIP, 1, "named only where"),
    ],
)
def test_what_does_not_go_together_is_refused_in_words(marking, audience, named, says):
    assert says in may_be_marked(marking, audience, named).reason


def test_what_goes_together_is_allowed():
    assert may_be_marked(UNMARKED, Audience.PUBLIC, 0)
    assert may_be_marked(SENSITIVE, Audience.PARTNERSHIP, 0)
    assert may_be_marked(SENSITIVE, Audience.NAMED, 3)
    assert may_be_marked(UNMARKED, Audience.ONE, 1)


VISITOR, MEMBER = Looker(), Looker(bodies=frozenset({1}), sits=True)
NAMED, KEEPER = Looker(bodies=frozenset({7})), Looker(bodies=frozenset({2}), keeps=True)


@pytest.mark.parametrize(
    ("audience", "who"),
    [
        (Audience.PUBLIC, {"visitor", "member", "named", "keeper"}),
        (Audience.PARTNERSHIP, {"member", "keeper"}),
        (Audience.NAMED, {"named", "keeper"}),
        (Audience.ONE, {"named", "keeper"}),
    ],
)
def test_who_sees_what(audience, who):
    people = {"visitor": VISITOR, "member": MEMBER, "named": NAMED, "keeper": KEEPER}
    assert {name for name, one in people.items() if sees(audience, {7}, one)} == who


def part(**more):
    given = {"audience": Audience.PARTNERSHIP, "named": 0, "why": "A bid", "until": DAY}
    return PartFacts(**{**given, **more})


@pytest.mark.parametrize(
    ("facts", "chosen", "source", "says"),
    [
        (part(), 1, "bound", "This paper is a PDF"),
        (part(), 0, "written", "Choose the paragraphs"),
        (part(audience=Audience.PUBLIC), 1, "written", "who may still read"),
        (part(audience=Audience.NAMED), 1, "written", "Name the bodies"),
        (part(audience=Audience.ONE, named=2), 1, "written", "Name the one body"),
        (part(named=1), 1, "written", "named only where"),
        (part(why="  "), 1, "written", "Say why"),
        (part(until=None), 1, "written", "Say until which day"),
    ],
)
def test_a_part_is_withheld_for_a_reason_from_somebody_until_something(facts, chosen, source, says):
    assert says in may_withhold(facts, chosen, source).reason


def test_a_part_is_released_at_will_before_it_goes_out_and_in_its_time_after():
    assert may_release(part(), date(2018, 1, 1), decided=False)
    out = part(sent=True)
    assert "until 11 October 2018" in may_release(out, date(2018, 10, 10), decided=True).reason
    assert may_release(out, DAY, decided=False)
    waiting = part(until=None, until_decision="until the contract is let", sent=True)
    assert "until the contract is let" in may_release(waiting, DAY, decided=False).reason
    assert may_release(waiting, DAY, decided=True)


def test_a_paragraph_is_known_by_its_content_alone():
    one = {"type": "Paragraph", "text": [{"type": "Run", "text": "£4m"}]}
    again = {"text": [{"text": "£4m", "type": "Run"}], "type": "Paragraph"}
    other = {"type": "Paragraph", "text": [{"type": "Run", "text": "£5m"}]}
    assert paragraph_mark(one) == paragraph_mark(again) != paragraph_mark(other)
    assert not lost({paragraph_mark(one)}, 1, [other, one])
    assert lost({paragraph_mark(one)}, 1, [other])
    assert can_be_withheld(one)
    assert not can_be_withheld({"type": "RecommendationsHere"})


def test_until_when_is_said_whole():
    assert waits(DAY, "") == "until 11 October 2018"
    assert waits(DAY, "until it is let") == "until 11 October 2018 and until it is let"
