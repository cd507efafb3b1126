"""Which column of a register holds what, whatever its heading is called."""

from dataclasses import replace

from frankpledge.documents.tables.columns import Columns, Headings
from frankpledge.documents.tables.shapes import Grid

# What the field calls each column. The first that fits a heading counts.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("left", r"(risk |current |residual |inherent |gross |net |total )?(score|rating|band|level)"),
    ("left", r"(carried since|rag|rag (rating|status)|trend|direction of travel|scored by)"),
    ("target_likelihood", r"target (likelihood|probability|l)"),
    ("target_impact", r"target (impact|severity|consequence|i)"),
    ("left", r"(gross|inherent|initial|original|uncontrolled) .*"),
    (
        "likelihood",
        r"((current|residual|net|controlled|risk) )?(likelihood|probability|l)"
        r"( (score|rating|level))?",
    ),
    (
        "impact",
        r"((current|residual|net|controlled|risk) )?(impact|severity|consequences?|i)"
        r"( (score|rating|level))?",
    ),
    ("scored", r"(date )?(scored|assessed)( on)?|(score|assessment) date|date of score"),
    ("number", r"number"),
    ("ref", r"(risk |register |our )?(references?|refs?|nos?|num|id|code)( (no|number|id))?"),
    ("title", r"(risk|risks|risk (title|name|heading|summary)|title|short description)"),
    (
        "text",
        r"(what could happen|(risk )?(description|details?)( of (the )?risk)?|cause event (and )?"
        r"effect|event|there is a risk that|description and consequences?)",
    ),
    ("cause", r"(shared|common|root) cause"),
    ("owner", r"(risk |lead |responsible )?(owner|lead|agency|organisation|body|partner)"),
    ("owner", r"owned by|owning (body|organisation|agency)"),
    ("post", r"(risk )?(owner |lead |responsible )?(post|role|officer|job title)"),
    ("raised_words", r"raised as known"),
    ("cliff_words", r"funding ends as known"),
    (
        "raised",
        r"(date )?(raised|identified|opened|added|logged)( on)?|date (risk )?(raised|added)",
    ),
    ("raised", r"date"),
    (
        "controls",
        r"((existing|current|key|mitigating|internal) )?"
        r"(controls?|mitigations?|mitigating actions?)( in place| (and|or) mitigations?)?"
        r"|what is in place",
    ),
    ("review", r"(next |date of (next )?)?review( date| due| on)?|date for review"),
    ("cliff_what", r"what ends"),
    ("cliff", r"(funding|money|grant) (ends?|until|to|end date|runs out)( on)?|funded (to|until)"),
    ("pence", r"(funding |grant )?(amount|value|sum)( at risk)?"),
    ("funding", r"(to be )?(paid for|funded)( by)?|funding (source|from)"),
    ("state", r"(risk )?(state|status)|open (or )?closed"),
    ("closed", r"(date )?closed( on)?|date (risk )?closed|closure date"),
    ("closed_why", r"(why|reason) (it was )?closed|(reason for )?closure( reason)?"),
)
WANTED = {
    "number": "its number in this register",
    "ref": "reference",
    "title": "the risk",
    "text": "what could happen",
    "owner": "owner",
    "post": "post",
    "raised": "when it was raised",
    "raised_words": "when it was raised, as far as known",
    "likelihood": "likelihood",
    "impact": "impact",
    "scored": "when it was scored",
    "target_likelihood": "target likelihood",
    "target_impact": "target impact",
    "cause": "shared cause",
    "controls": "controls",
    "review": "next review",
    "cliff": "when funding ends",
    "cliff_words": "when funding ends, as far as known",
    "cliff_what": "what ends",
    "pence": "amount",
    "funding": "who pays",
    "state": "open or closed",
    "closed": "when it was closed",
    "closed_why": "why it was closed",
}
HEADINGS = Headings(PATTERNS, WANTED)


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a register, in its first rows; None where a grid is none.

    A row of headings names the risk, or what could happen, and at least one thing more.
    """
    found = HEADINGS.columns_of(
        grid, lambda kinds: bool(kinds & {"title", "text"}) and len(kinds) > 1
    )
    if found is None or "title" in found.by_kind:
        return found
    # A register with one column of words has the risk there, whatever that is headed.
    by_kind = {"title" if kind == "text" else kind: one for kind, one in found.by_kind.items()}
    return replace(found, by_kind=by_kind)
