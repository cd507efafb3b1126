"""What changes accounts, their sessions, and what is counted of their attempts."""

from frankpledge.accounts.operations.accounts import (
    close_account,
    link_identity,
    mark_break_glass,
    open_account,
    password_faults,
    set_password,
    unlink_identity,
)
from frankpledge.accounts.operations.second_step import change_second_step, reset_second_step
from frankpledge.accounts.operations.sessions import end_sessions

__all__ = [
    "change_second_step",
    "close_account",
    "end_sessions",
    "link_identity",
    "mark_break_glass",
    "open_account",
    "password_faults",
    "reset_second_step",
    "set_password",
    "unlink_identity",
]
