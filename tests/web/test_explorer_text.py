"""The explorer's boxes for a name: a partner's table, a column of it."""

from frankpledge.evidence.explorer.forms import ExploreForm


def test_a_partners_table_and_its_column_are_typed_as_text():
    typed = {
        "measure": "partner-records",
        "by": "month",
        "own_table": " hospital-visits ",
        "own_category": "",
        "own_sum": "people",
    }
    form = ExploreForm((), typed)
    assert form.is_valid(), form.errors
    assert form.question.parameters == {"table": "hospital-visits", "sum": "people"}
    assert form.fields["own_category"].label == "The column that is the category (optional)"
