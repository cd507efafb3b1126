"""How a body answers without an account: signed links, and Word files that come back."""

from frankpledge.answering.models.links import AnswerLink, LinkUse
from frankpledge.answering.models.returns import WordReturn

__all__ = ["AnswerLink", "LinkUse", "WordReturn"]
