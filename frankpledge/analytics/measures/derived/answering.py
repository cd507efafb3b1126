"""From a derived measure's figures to an answer, with releases and notes of all it asked."""

from __future__ import annotations

from frankpledge.analytics.measures.derived.working import Working
from frankpledge.analytics.measures.months import month_of
from frankpledge.analytics.measures.nouns import Answer


def derived_answer(work: Working) -> Answer:
    """The answer to the question of `work`. Raises CannotAnswer as its measure does."""
    assert work.measure.derive is not None
    narrowed, left_out = work.among_loaded(work.measure.tables[0])
    found = work.measure.derive(narrowed)
    first, last = found.covered
    return Answer(
        question=work.question,
        measure=work.measure,
        columns=found.columns,
        rows=found.rows,
        releases=narrowed.releases(found.tables, first, last),
        notes=(*found.notes, *left_out, *narrowed.notes()),
        covered=(month_of(first), month_of(last)),
        engine=work.current.engine.name,
    )
