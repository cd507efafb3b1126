"""From and until are both included; nothing means open."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.partnership.models import Body, BodyName, Coverage
from frankpledge.shared.dated import in_force
from frankpledge.shared.door import Actor, operation
from tests.support.county import load_text

FIRST, LAST = date(2013, 4, 1), date(2022, 6, 30)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("starts", "ends", "day", "holds"),
    [
        (FIRST, LAST, FIRST - DAY, False),
        (FIRST, LAST, FIRST, True),
        (FIRST, LAST, LAST, True),
        (FIRST, LAST, LAST + DAY, False),
        (None, LAST, date.min, True),
        (None, LAST, LAST + DAY, False),
        (FIRST, None, date.max, True),
        (FIRST, None, FIRST - DAY, False),
        (None, None, date(1066, 10, 14), True),
        (FIRST, FIRST, FIRST, True),
    ],
)
def test_the_record_and_the_query_agree(db, tmp_path, starts, ends, day, holds):
    period = f"from: {starts or 'null'}, until: {ends or 'null'}"
    load_text(
        tmp_path,
        f"""
        area: {{slug: a, name: A}}
        places: [{{slug: p, name: P, tier: ward}}]
        bodies: [{{slug: b, name: B, covers: [{{place: p, {period}}}]}}]
        """,
    )
    assert Coverage.objects.get().holds_on(day) is holds
    assert Coverage.objects.on(day).exists() is holds


@given(st.lists(st.tuples(st.none() | st.dates(), st.none() | st.dates()), max_size=6), st.dates())
def test_the_first_in_force(periods, day):
    records = [BodyName(starts=starts, ends=ends) for starts, ends in periods]
    expected = [one for one in records if (one.starts or date.min) <= day <= (one.ends or date.max)]
    assert in_force(records, day) is (expected[0] if expected else None)


def test_the_database_refuses_an_end_before_the_start(demo_county):
    @operation("Tried")
    def end_too_early(*, by):
        name = BodyName.objects.get(body__slug="integrated-care-board")
        name.ends = date(2022, 6, 30)  # it begins on 1 July 2022
        name.save()

    with pytest.raises(IntegrityError), transaction.atomic():
        end_too_early(by=Actor("Test"))


def test_a_name_outside_every_period(demo_county):
    """Before its first name a body has the first; after its last name, the last."""
    body = Body.objects.get(slug="clinical-commissioning-group")
    assert body.name_on(date(2000, 1, 1)) == body.name_on(date(2030, 1, 1)) == body.name_on(FIRST)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2009, 12, 31), "First"),
        (date(2010, 1, 1), "First"),
        (date(2012, 6, 1), "First"),
        (date(2015, 1, 1), "Second"),
        (date(2030, 1, 1), "Second"),
    ],
)
def test_a_name_in_a_gap_is_the_last_before_it(db, tmp_path, day, name):
    load_text(
        tmp_path,
        """
        area: {slug: a, name: A}
        bodies:
          - slug: b
            names:
              - {name: First, from: 2010-01-01, until: 2011-12-31}
              - {name: Second, from: 2015-01-01, until: 2019-12-31}
        """,
    )
    assert Body.objects.get().name_on(day) == name
