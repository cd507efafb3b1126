"""The form of a quarterly update."""

from frankpledge.review.forms.dates import read_date
from frankpledge.review.forms.update import LARGEST, UpdateForm

__all__ = ["LARGEST", "UpdateForm", "read_date"]
