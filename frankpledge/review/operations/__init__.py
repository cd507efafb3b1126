"""Changing quarterly updates: the only door for it."""

from frankpledge.review.operations.giving import give_update
from frankpledge.review.operations.taking import take_in
from frankpledge.review.operations.writing import Line, Notice, Row, Written, write_update

__all__ = ["Line", "Notice", "Row", "Written", "give_update", "take_in", "write_update"]
