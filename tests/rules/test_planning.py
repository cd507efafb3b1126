"""Who must be in a county agreement, and what its dates say."""

from datetime import date

import pytest

from frankpledge.planning.rules import agreement_alerts, agreement_obligation


@pytest.mark.parametrize(
    ("two_tier", "is_party", "obliged", "participation"),
    [
        (True, True, True, "statutory"),
        (True, False, True, "none"),
        (False, True, False, "voluntary"),
        (False, False, False, "none"),
    ],
)
def test_two_tiers_oblige_and_one_may_join(two_tier, is_party, obliged, participation):
    found = agreement_obligation(two_tier=two_tier, is_party=is_party)
    assert (found.obliged, found.participation) == (obliged, participation)
    assert "SI 2007/1830 reg 9" in found.why


@pytest.mark.parametrize(
    ("starts", "ends", "review", "on", "alerts"),
    [
        (date(2018, 4, 1), date(2019, 3, 31), None, date(2018, 10, 11), 0),
        (date(2019, 4, 1), date(2020, 3, 31), None, date(2019, 10, 11), 0),
        (date(2017, 4, 1), date(2020, 3, 31), None, date(2018, 10, 11), 1),
        (date(2018, 4, 1), None, date(2018, 10, 11), date(2018, 10, 11), 0),
        (date(2018, 4, 1), None, date(2018, 10, 10), date(2018, 10, 11), 1),
        (date(2018, 4, 1), date(2018, 10, 10), None, date(2018, 10, 11), 1),
        (date(2015, 4, 1), date(2018, 3, 31), date(2017, 1, 1), date(2018, 10, 11), 3),
        (None, None, None, date(2018, 10, 11), 0),
    ],
)
def test_alerts_on_the_dates(starts, ends, review, on, alerts):
    assert len(agreement_alerts(starts, ends, review, on)) == alerts
