"""Changing requests: the only door for it."""

from frankpledge.review.requests.operations.answering import (
    answer,
    close_request,
    give_owner,
    turn_into_action,
)
from frankpledge.review.requests.operations.asking import ask_board, take_back

__all__ = [
    "answer",
    "ask_board",
    "close_request",
    "give_owner",
    "take_back",
    "turn_into_action",
]
