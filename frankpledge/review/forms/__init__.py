"""The form of a quarterly update."""

from frankpledge.review.forms.update import LARGEST, UpdateForm
from frankpledge.review.requirements.rules import read_date

__all__ = ["LARGEST", "UpdateForm", "read_date"]
