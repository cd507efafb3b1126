"""The history of a score as a small chart, with its finding as its title."""

from collections.abc import Sequence
from datetime import date

from frankpledge.documents.charts import Score, StepChart, step_chart
from frankpledge.review.risks.models import RiskScore

WIDTH = 380


def finding(scores: Sequence[RiskScore]) -> str:
    """What a history shows, in a sentence. `scores`: by day, at least one."""
    first, last = scores[0].plain, scores[-1].plain
    now = f"{last.value} of {last.most}, {last.band.lower()}"
    if len(scores) == 1:
        return f"Scored once: {now}"
    if (first.likelihoods, first.impacts) != (last.likelihoods, last.impacts):
        return f"Now {now}; it was {first.value} of {first.most} on another matrix"
    if first.value == last.value:
        return f"As it was at first: {now}"
    return f"{'Risen' if last.value > first.value else 'Fallen'} from {first.value} to {now}"


def score_chart(scores: Sequence[RiskScore], until: date) -> str:
    """The chart as SVG, of those scores that are on the scale of the last: a step between two
    scales would show a change that nobody judged."""
    last = scores[-1].plain
    same = [
        one for one in scores if (one.likelihoods, one.impacts) == (last.likelihoods, last.impacts)
    ]
    chart = StepChart(
        title=finding(scores),
        scores=tuple(Score(one.on, one.plain.value, one.band.lower()) for one in same),
        highest=last.most,
        until=max(until, same[-1].on),
    )
    return step_chart(chart, width=WIDTH).decode("utf-8")
