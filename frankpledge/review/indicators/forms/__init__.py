"""Forms of indicators: what they are, their figures, what they are held against."""

from frankpledge.review.indicators.forms.aims import (
    ApartForm,
    BaselineForm,
    BreakForm,
    SaidForm,
    TargetForm,
)
from frankpledge.review.indicators.forms.defining import DefinitionForm, EndForm, initial_of
from frankpledge.review.indicators.forms.figures import (
    FileForm,
    SeriesForm,
    ValueForm,
    WithdrawForm,
)

__all__ = [
    "ApartForm",
    "BaselineForm",
    "BreakForm",
    "DefinitionForm",
    "EndForm",
    "FileForm",
    "SaidForm",
    "SeriesForm",
    "TargetForm",
    "ValueForm",
    "WithdrawForm",
    "initial_of",
]
