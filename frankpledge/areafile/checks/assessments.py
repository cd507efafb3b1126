"""Templates of assessments in an area file: do they hang together?"""

from frankpledge.areafile.checks.known import Known
from frankpledge.areafile.reading import Where
from frankpledge.evidence.assessments.rules.template import WrongTemplate, read_template


def check(known: Known) -> None:
    """Note every mistake: a body that is none, sections of one name, shares that do not add up."""
    days: set[object] = set()
    for n, told in known.records("assessment_templates"):
        where: Where = ("assessment_templates", n)
        if told.get("from") in days:
            known.mistake(where, told.get("from"), "there is a template from this day already")
        days.add(told.get("from"))
        for m, one in enumerate(told.get("bodies", [])):
            at = (*where, "bodies", m)
            known.body((*at, "body"), one["body"])
            known.body((*at, "producer"), one["producer"])
            known.period(at, one)
            for k, share in enumerate(one.get("shares", [])):
                known.body((*at, "shares", k, "body"), share["body"])
        try:
            read_template(told)
        except WrongTemplate as wrong:
            for mistake in wrong.mistakes:
                known.mistake(where, told["title"], mistake)
