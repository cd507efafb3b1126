"""The measures themselves; modules that begin with an underscore hold none."""

from __future__ import annotations

from .crime_rate import CRIME_RATE
from .harm import HARM
from .like_for_like import LIKE_FOR_LIKE
from .outcomes import OUTCOMES, POSITIVE_OUTCOME_RATE
from .recorded_crime import RECORDED_CRIME
from .roads import CASUALTIES, COLLISIONS, KSI
from .rolling_twelve_months import ROLLING_TWELVE_MONTHS
from .share_by_type import SHARE_BY_TYPE
from .small_areas import CRIMES_BY_SMALL_AREA, REPEAT_PLACES
from .stops import STOP_AND_SEARCH, STOP_AND_SEARCH_SHARES

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
