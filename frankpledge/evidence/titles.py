"""What an answer is, in a line: "Recorded crime by month, Burglary, Fenland, 2024"."""

from frankpledge.analytics.measures import Answer
from frankpledge.shared.words import spell_list, spell_month


def title_of(answer: Answer) -> str:
    """The measure, what it is split by, of what, where, and from when to when."""
    asked = answer.question
    parts = [answer.measure.title]
    if asked.by:
        # The place names its own column: “CSP”, “District”.
        heads = {column.name: column.title for column in answer.columns}
        parts[0] += f" by {spell_list([heads.get(one, one).lower() for one in asked.by])}"
    parts += [*asked.types, *asked.places]
    first, last = answer.covered
    if first and last:
        whole = (first.month, last.month) == (1, 12) and first.year == last.year
        months = f"{spell_month(first)} to {spell_month(last)}" if first != last else ""
        parts.append(str(first.year) if whole else months or spell_month(first))
    return ", ".join(parts)
