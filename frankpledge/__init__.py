"""Frankpledge: the shared record of a community safety partnership."""
