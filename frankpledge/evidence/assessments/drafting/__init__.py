"""The first version of an assessment from the data alone: figures become sentences, by rule.

Pure functions: counts go in, `Line` objects come out. Each sentence is true of its figures, says
how sure it is, and is not written at all where the figures do not bear it; a `Gap` then says in
one line what is missing and what to load.
"""

from frankpledge.analytics.exceptional.changed import Change, judge_change
from frankpledge.evidence.assessments.drafting.changes import Changes, changes_of
from frankpledge.evidence.assessments.drafting.harm import Weighed, harm_of
from frankpledge.evidence.assessments.drafting.lines import Gap, Line, spoken_gaps
from frankpledge.evidence.assessments.drafting.neighbours import Rated, neighbours_of
from frankpledge.evidence.assessments.drafting.outcomes import outcomes_of
from frankpledge.evidence.assessments.drafting.places import places_of

__all__ = [
    "Change",
    "Changes",
    "Gap",
    "Line",
    "Rated",
    "Weighed",
    "changes_of",
    "harm_of",
    "judge_change",
    "neighbours_of",
    "outcomes_of",
    "places_of",
    "spoken_gaps",
]
