"""The measures themselves; modules that begin with an underscore hold none."""

from __future__ import annotations

from frankpledge.analytics.measures.definitions.crime_rate import CRIME_RATE
from frankpledge.analytics.measures.definitions.harm import HARM
from frankpledge.analytics.measures.definitions.like_for_like import LIKE_FOR_LIKE
from frankpledge.analytics.measures.definitions.outcomes import OUTCOMES, POSITIVE_OUTCOME_RATE
from frankpledge.analytics.measures.definitions.recorded_crime import RECORDED_CRIME
from frankpledge.analytics.measures.definitions.roads import CASUALTIES, COLLISIONS, KSI
from frankpledge.analytics.measures.definitions.rolling_twelve_months import ROLLING_TWELVE_MONTHS
from frankpledge.analytics.measures.definitions.share_by_type import SHARE_BY_TYPE
from frankpledge.analytics.measures.definitions.small_areas import (
    CRIMES_BY_SMALL_AREA,
    REPEAT_PLACES,
)
from frankpledge.analytics.measures.definitions.stops import (
    STOP_AND_SEARCH,
    STOP_AND_SEARCH_SHARES,
)

ALL = (
    RECORDED_CRIME,
    CRIME_RATE,
    ROLLING_TWELVE_MONTHS,
    LIKE_FOR_LIKE,
    HARM,
    SHARE_BY_TYPE,
    OUTCOMES,
    POSITIVE_OUTCOME_RATE,
    STOP_AND_SEARCH,
    STOP_AND_SEARCH_SHARES,
    COLLISIONS,
    CASUALTIES,
    KSI,
    REPEAT_PLACES,
    CRIMES_BY_SMALL_AREA,
)
