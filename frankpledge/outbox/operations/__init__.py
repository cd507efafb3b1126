"""Changing what is in the outbox: the only door for it."""

from frankpledge.outbox.operations.messages import Draft, forget, queue, send_again, withdraw

__all__ = ["Draft", "forget", "queue", "send_again", "withdraw"]
