"""The form of a quarterly update."""

from frankpledge.review.requirements.rules import read_date
from frankpledge.review.forms.update import LARGEST, UpdateForm

__all__ = ["LARGEST", "UpdateForm", "read_date"]
