"""Who owes what by when: the actions that meetings and others ask for, and how they come on."""

from frankpledge.actions.models.register import ACTION_STATES, Action, ActionLook, ActionReport

__all__ = ["ACTION_STATES", "Action", "ActionLook", "ActionReport"]
