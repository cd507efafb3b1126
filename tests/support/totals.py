"""Totals of the demonstration's real evidence, checked by hand elsewhere: areas/demonstration."""

from __future__ import annotations

DISTRICTS_2024 = {
    "Cambridge": 17_247,
    "East Cambridgeshire": 5_169,
    "Fenland": 9_306,
    "Huntingdonshire": 11_979,
    "Peterborough": 27_143,
    "South Cambridgeshire": 8_891,
}
OUTSIDE_2024 = 493
NO_PLACE_2024 = 2_793
MONTHS_2024 = (
    *(6116, 6499, 6993, 6913, 7580, 7290),
    *(7866, 7613, 6740, 6970, 6398, 6043),
)
TYPES_2024 = {
    "Violence and sexual offences": 28_570,
    "Shoplifting": 7_393,
    "Burglary": 3_270,
}
