"""Seasons and forecasts: statsmodels' GLM, simulated coverage, and which method is used."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from frankpledge.analytics.months import Month, Series
from frankpledge.analytics.seasons import (
    Unsettled,
    against_season,
    back_test,
    fit,
    forecast,
    seasonality,
    shortage,
)
from frankpledge.analytics.seasons.fitting import AVERAGE_DAYS, design, deviance_without_season
from frankpledge.analytics.seasons.last_year import last_year

pytestmark = pytest.mark.once("pure: no database")
START = Month(2018, 4)


def steady(months: int, *, level: float = 60, trend: float = -0.05, swing: float = 0.2):
    """Means with a trend a year and a summer peak, day for day."""
    each = [START.after(n) for n in range(months)]
    years, angle = np.arange(months) / 12, np.array([m.month - 8 for m in each]) * np.pi / 6
    days = np.array([m.days for m in each]) / AVERAGE_DAYS
    return level * np.exp(trend * years) * (1 + swing * np.cos(angle)) * days


def drawn(rng: np.random.Generator, months: int, dispersion: float = 2.0, **how: float) -> Series:
    means = steady(months, **how)
    counts = rng.negative_binomial(means / (dispersion - 1), 1 / dispersion)
    return Series(START, tuple(int(count) for count in counts))


def by_statsmodels(series: Series):
    """The same model by another's hand: dummies for eleven months, fitted by its own method."""
    known = series.known
    years = (np.array([month.ordinal for month in known]) - fit(series).centre) / 12
    dummies = [[float(month.month == n) for n in range(2, 13)] for month in known]
    rows = np.column_stack([np.ones(len(known)), years, dummies])
    days = np.array([month.days for month in known]) / AVERAGE_DAYS
    model = sm.GLM(list(known.values()), rows, sm.families.Poisson(), offset=np.log(days))
    return model.fit(scale="X2", tol=1e-12, maxiter=200)


@settings(deadline=None, max_examples=30)
@given(st.integers(24, 90), st.integers(0, 10**6), st.sets(st.integers(0, 89), max_size=8))
def test_the_fit_is_statsmodels_to_six_places(months, seed, gaps) -> None:
    full = drawn(np.random.default_rng(seed), months, level=20)
    series = Series(
        START, tuple(None if n in gaps else count for n, count in enumerate(full.counts))
    )
    if shortage(series):
        with pytest.raises(Unsettled):
            fit(series)
        return
    found, theirs = fit(series), by_statsmodels(series)
    ours = [found.mean(month) for month in series.known]
    assert ours == pytest.approx(theirs.mu, rel=1e-6)
    assert found.dispersion == pytest.approx(theirs.scale, rel=1e-6)
    assert found.deviance == pytest.approx(theirs.deviance, rel=1e-6, abs=1e-8)
    assert found.freedom == theirs.df_resid
    assert found.coefficients[1] == pytest.approx(theirs.params[1], abs=1e-6)
    spread = np.sqrt(found.covariance[1, 1] * found.dispersion)
    assert spread == pytest.approx(theirs.bse[1], rel=1e-6)


def test_a_months_factor_and_its_interval_by_statsmodels() -> None:
    """April over the mean of all twelve, with the interval from many draws of the coefficients."""
    series = drawn(np.random.default_rng(5), 60)
    theirs = by_statsmodels(series)
    assert theirs.scale > 1
    draws = np.random.default_rng(1).multivariate_normal(theirs.params, theirs.cov_params(), 50_000)
    each = np.exp(np.column_stack([np.zeros(len(draws)), draws[:, 2:]]))
    logs = np.log(each[:, 3] / each.mean(axis=1))
    reach = stats.t.ppf(0.975, theirs.df_resid) * logs.std()
    months = np.exp([0, *theirs.params[2:]])
    april = seasonality(series).factors[3]
    assert april.value == pytest.approx(months[3] / months.mean(), rel=1e-6)
    assert np.log(april.interval) == pytest.approx(
        (np.log(april.value) - reach, np.log(april.value) + reach), abs=0.004
    )


def test_factors_balance_and_the_means_keep_each_months_total() -> None:
    """Of a log-linear model: fitted and counted are equal over each month of the year."""
    series = drawn(np.random.default_rng(6), 48)
    found = fit(series)
    assert np.mean([factor.value for factor in seasonality(series).factors]) == pytest.approx(1)
    for month in range(1, 13):
        mine = [(found.mean(m), count) for m, count in series.known.items() if m.month == month]
        assert sum(mean for mean, _ in mine) == pytest.approx(sum(count for _, count in mine))


def test_an_exact_history_is_forecast_exactly() -> None:
    """31 in a month of 31 days, 30 in one of 30: so it goes on, and no month stands out."""
    months = [Month(2019, 1).after(n) for n in range(36)]
    series = Series(months[0], tuple(month.days for month in months))
    assert fit(series).mean(Month(2024, 2)) == pytest.approx(29)
    found = seasonality(series)
    assert [factor.value for factor in found.factors] == pytest.approx([1] * 12)
    assert found.words == (
        "No month of the year stands out from what chance gives. "
        "Over the years neither a rise nor a fall can be told from chance."
    )


def test_seasons_in_words() -> None:
    counts = tuple(round(mean) for mean in steady(60, level=400, trend=-0.1, swing=0.5))
    found = seasonality(Series(START, counts))
    assert found.words == (
        "Usually highest in August, 50% above the average month (44% to 56%), and lowest in "
        "February, 50% below the average month (46% to 54%), day for day. "
        "Over the years falling by 9.52% a year (8.58% to 10.5%)."
    )
    assert found.trend is not None
    assert found.trend.interval.holds(100 * np.expm1(-0.1))
    two = seasonality(Series(START, counts[:24]))
    assert two.words.endswith("24 months only: each month of the year was seen twice.")


def test_seasons_are_not_seen_where_there_are_none() -> None:
    """At the 1 in 20 that the level promises."""
    rng = np.random.default_rng(8)
    seen = [
        p < 0.05
        for _ in range(400)
        if (p := seasonality(drawn(rng, 48, swing=0)).p_value) is not None
    ]
    assert len(seen) == 400
    assert np.mean(seen) < 0.09


def test_whether_seasons_are_chance_by_statsmodels() -> None:
    """The F test of eleven factors at once, with the dispersion of the full model."""
    series = drawn(np.random.default_rng(10), 48, swing=0.15)
    theirs, rows = by_statsmodels(series), by_statsmodels(series).model.exog[:, :2]
    family, offset = sm.families.Poisson(), theirs.model.offset
    plain = sm.GLM(theirs.model.endog, rows, family, offset=offset).fit(tol=1e-12)
    ratio = (plain.deviance - theirs.deviance) / 11 / theirs.scale
    assert theirs.scale > 1
    assert seasonality(series).p_value == pytest.approx(
        stats.f.sf(ratio, 11, theirs.df_resid), rel=1e-6
    )


def test_the_deviance_without_seasons_is_never_the_smaller() -> None:
    series = drawn(np.random.default_rng(9), 40)
    assert deviance_without_season(series) > fit(series).deviance


def test_each_row_of_the_design_has_its_month() -> None:
    rows = design([Month(2020, 1), Month(2020, 12)], Month(2020, 1).ordinal)
    assert rows[0].tolist() == [1, 0, 1, *[0] * 10]
    assert rows[1].tolist() == [1, 11 / 12, *[-1] * 11]


@pytest.mark.parametrize(
    ("months", "dispersion", "level"), [(24, 8.0, 300.0), (36, 2.0, 60.0), (60, 1.3, 8.0)]
)
def test_the_ranges_hold_what_they_promise(months, dispersion, level) -> None:
    """Simulated from the model: counts are whole, so a range may hold a little more, not less."""
    rng = np.random.default_rng(12)
    held: dict[float, list[bool]] = {0.8: [], 0.95: []}
    for _ in range(1000):
        series = drawn(rng, months + 6, dispersion, level=level)
        try:
            found = fit(series.until(months))
        except Unsettled:
            continue
        for lead in (0, 5):
            prediction = found.prediction(START.after(months + lead))
            count = series.counts[months + lead]
            assert count is not None
            for promised, seen in held.items():
                seen.extend(prediction.holds(count, promised))
    assert len(held[0.8]) > 1900
    assert 0.77 < np.mean(held[0.8]) < 0.92
    assert 0.935 < np.mean(held[0.95]) <= 0.99


@given(st.integers(0, 10**6), st.integers(0, 200), st.sampled_from([0.8, 0.95]))
@settings(deadline=None, max_examples=40)
def test_holding_is_being_in_the_interval(seed, count, level) -> None:
    prediction = fit(drawn(np.random.default_rng(seed), 30)).prediction(START.after(30))
    assert prediction.holds(count, level) == (prediction.interval(level).holds(count),)


def test_the_ranges_of_last_years_month_hold_what_they_promise() -> None:
    """Without a trend, for otherwise last year is off by it."""
    rng = np.random.default_rng(14)
    held = []
    for _ in range(1000):
        series = drawn(rng, 40, 4.0, level=200, trend=0)
        prediction, count = (
            last_year(series.until(36)).prediction(START.after(39)),
            series.counts[39],
        )
        assert prediction is not None
        assert count is not None
        held.append(prediction.holds(count, 0.8, 0.95))
    assert np.mean(held, axis=0) == pytest.approx((0.8, 0.95), abs=0.035)
    assert last_year(Series(START, (0,) * 24)).prediction(START.after(24)) is not None


def test_a_forecast_from_the_model_says_what_it_was_worth() -> None:
    found = forecast(drawn(np.random.default_rng(1), 60), 3)
    assert found.method == "trend and season"
    assert found.tested is not None
    assert (found.tested.months, found.tested.forecasts) == (36, 36 + 35 + 34)
    assert found.words.startswith(
        "This rests on the trend and the months of the year. Tried on 105 forecasts of 36 months "
        "of this series, that was off by "
    )
    assert [point.month for point in found.points] == [START.after(n) for n in (60, 61, 62)]
    for point in found.points:
        assert point.range_95.low <= point.range_80.low <= point.expected
        assert point.expected <= point.range_80.high <= point.range_95.high


def test_where_last_years_month_is_the_better_guide_it_is_used() -> None:
    """A level that leaps every two years: the trend is misled, last year's month is not."""
    rng = np.random.default_rng(2)
    year = rng.integers(20, 90, 12)
    counts = [int(n) for factor in (1, 1, 9, 9, 1) for n in year * factor]
    found = forecast(Series(START, tuple(counts)), 4)
    assert found.method == "last year's same month"
    assert [point.expected for point in found.points] == [float(n) for n in year[:4]]
    assert "This is last year's same month." in found.words


def test_back_testing_by_hand() -> None:
    """A year that repeats itself exactly: last year's month is never off."""
    counts = (31, 45, 20, 28, 39, 50, 61, 44, 30, 25, 28, 36) * 4
    found = back_test(Series(Month(2019, 1), counts))
    assert (found.months, found.forecasts) == (24, 24)
    assert found.last_year is not None
    assert (found.last_year.error, found.last_year.within_80) == (0, 1)
    assert found.model_is_better is False


def test_last_years_noise_by_hand() -> None:
    """10 and 14, 20 and 16: (16 + 16) / (24 + 36)."""
    counts = (10, 20, *[None] * 10, 14, 16)
    found = last_year(Series(Month(2019, 1), counts))
    assert (found.dispersion, found.pairs) == (32 / 60, 2)
    assert found.month_for(Month(2021, 2)) == Month(2020, 2)
    assert found.month_for(Month(2021, 3)) is None
    assert found.prediction(Month(2021, 3)) is None


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ((5,) * 23, "there are 23 months, and 24 are needed"),
        ((5,) * 20 + (None,) * 4 + (5,) * 8, "December, January, February and March"),
        ((5, 0, *[5] * 10) * 3, "there was none in any May"),
        ((50,) * 12 + (0,) * 12, "the figures fix no trend"),
        ((0,) * 40, "there was none in any January"),
    ],
)
def test_too_little_to_forecast_is_refused_with_its_reason(counts, reason) -> None:
    series = Series(START, counts)
    found, told = forecast(series), seasonality(series)
    assert (found.points, found.method) == ((), None)
    assert found.words == f"No forecast: {found.refused}."
    assert told.words == f"Seasons cannot be said: {told.refused}."
    assert (told.factors, told.trend) == ((), None)
    assert all(word in found.refused for word in reason.replace(",", "").split() if word != "and")


def test_a_forecast_too_short_to_try_says_so() -> None:
    found = forecast(drawn(np.random.default_rng(1), 30))
    assert found.points
    assert found.tested is not None
    assert found.tested.model is None
    assert "too short to try whether that beats last year's same month" in found.words


def test_a_month_is_judged_for_its_season() -> None:
    """August is high every year: high again it is usual; a February as high is exceptional."""
    counts = [round(mean) for mean in steady(60, level=100, trend=0, swing=0.5)]
    august = 16  # from April 2018
    usual = against_season(Series(START, tuple(counts[: 3 * 12 + august % 12 + 1])))
    assert usual.verdict == "within the usual range"
    february = [*counts[: 36 + 10], counts[august]]
    found = against_season(Series(START, tuple(february)))
    assert found.verdict == "exceptional"
    assert found.words.startswith("Exceptional, above the usual range: 153 in February 2022, where")
    assert against_season(Series(START, tuple(counts[:20]))).words == (
        "Cannot be said: before November 2019, there are 19 months, and 24 are needed."
    )


def test_questions_that_make_no_sense_are_refused() -> None:
    series = Series(START, (5,) * 30)
    for wrong in (lambda: forecast(series, 0), lambda: forecast(series, 25)):
        with pytest.raises(ValueError, match="looks 1 to 24 months ahead"):
            wrong()
    with pytest.raises(ValueError, match="at least one month ahead"):
        back_test(series, 0)
    with pytest.raises(ValueError, match="no figure to judge"):
        against_season(Series(START, (5, None)))
    with pytest.raises(ValueError, match="No month of the series"):
        last_year(Series(START, (None,)))


def test_ranges_widen_further_ahead() -> None:
    found = fit(drawn(np.random.default_rng(4), 36))
    widths = [
        p.interval(0.95).high / p.mean
        for p in (found.prediction(Month(2021 + n, 4)) for n in range(6))
    ]
    assert all(a < b for a, b in pairwise(widths))
