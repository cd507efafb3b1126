"""Changing what is in the outbox: the only door for it."""

from frankpledge.outbox.operations.messages import Draft, queue, send_again, withdraw

__all__ = ["Draft", "queue", "send_again", "withdraw"]
