"""The explorer's boxes for a name: a partner's table, a column of it."""

from frankpledge.evidence.explorer.forms import ExploreForm
from frankpledge.evidence.findings.question import OWN


def test_a_partners_table_and_its_column_are_typed_as_text():
    typed = {
        "measure": "partner-records",
        "by": "month",
        f"{OWN}table": " hospital-visits ",
        f"{OWN}category": "",
        f"{OWN}sum": "people",
    }
    form = ExploreForm((), typed)
    assert form.is_valid(), form.errors
    assert form.question.parameters == {"table": "hospital-visits", "sum": "people"}
    assert form.fields[f"{OWN}category"].label == "The column that is the category (optional)"
    assert form.fields[f"{OWN}table"].label == "Which partner's table, by its short name"
