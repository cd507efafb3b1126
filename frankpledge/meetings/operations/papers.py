"""Writing and uploading papers, and taking them from state to state."""

from datetime import date

from django.core.files.base import ContentFile

from frankpledge.documents.binding import page_count, without_comments
from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.converting import CONVERTED, convert
from frankpledge.documents.pandoc import read_markdown
from frankpledge.meetings.models import Decision, Minutes, Paper, Recommendation
from frankpledge.meetings.operations.decisions import decision_facts
from frankpledge.meetings.queries.marking import lost_parts
from frankpledge.meetings.rules import PaperFacts, may_become
from frankpledge.meetings.rules.decisions import may_rest_on
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.marking import may_be_public
from frankpledge.shared.verdict import refused, require
from frankpledge.shared.words import count_of


@operation("Wrote a paper")
def write_paper(*, by: Actor, paper: Paper, title: str, text: str, asked: list[str]) -> None:
    """Keep a paper's text (Markdown) and its recommendations, each typed once.

    Raises UnreadableDocument where the text cannot be read.
    """
    blocks = read_markdown(text)
    paper.title, paper.text, paper.source = title, text, "written"
    paper.content = blocks_to_json(blocks)
    paper.conversion_notes = []
    if paper.state == "to-follow":
        paper.state = "draft"
    before = list(paper.recommendations.values_list("text", flat=True))
    paper.save(parts_changed=before != asked)
    set_recommendations(by=by, paper=paper, asked=asked)


@operation("Set a paper’s recommendations")
def set_recommendations(*, by: Actor, paper: Paper, asked: list[str]) -> None:
    """The recommendations in order; those no longer there are removed."""
    kept = {one.order: one for one in Recommendation.objects.filter(paper=paper)}
    for order, text in enumerate(asked, start=1):
        one = kept.pop(order, None) or Recommendation(paper=paper, order=order)
        one.text = text
        one.save()
    for one in kept.values():
        one.delete()


@operation("Uploaded a paper")
def upload_paper(*, by: Actor, paper: Paper, name: str, data: bytes) -> None:
    """Take a Word, ODF or Excel file (converted to blocks) or a PDF (bound in without comments).

    The file itself is kept. Raises UnreadableDocument or UnreadablePdf, in words for the sender.
    """
    suffix = f".{name.rsplit('.', 1)[-1].lower()}" if "." in name else ""
    if suffix in CONVERTED:
        converted = convert(data, suffix)
        paper.source, paper.content = "converted", blocks_to_json(converted.blocks)
        paper.conversion_notes = list(converted.notes)
    elif suffix == ".pdf":
        pages = page_count(data)
        data, comments = without_comments(data)
        paper.source, paper.content = "bound", []
        paper.conversion_notes = [f"{count_of(pages, 'page')}, bound into the pack as they are."]
        if comments:
            paper.conversion_notes.append("Comments were left out, also of the file.")
    else:
        require(
            refused(
                f"“{name}” is not a Word (.docx), OpenDocument (.odt), Excel (.xlsx) or PDF file."
            )
        )
    paper.text = ""
    paper.original_name = _plain_name(name)
    paper.original.save(
        f"{paper.item.meeting.body.slug}-{paper.slug}{suffix}", ContentFile(data), save=False
    )
    if paper.state == "to-follow":
        paper.state = "draft"
    paper.save()


def _plain_name(name: str) -> str:
    """The file's own name: no folders, nothing that cannot be printed, short enough to keep."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable())
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[: 200 - len(dot + suffix)]}{dot}{suffix}"


@operation("Changed a paper’s state")
def change_paper_state(
    *,
    by: Actor,
    paper: Paper,
    state: str,
    on: date,
    decision: Decision | None = None,
    withheld_until: date | None = None,
    withheld_until_decision: str = "",
    why: str = "",
) -> None:
    """Take a paper to another state. Raises Refused with the reason, and changes nothing.

    `decision`: the one that a withheld paper waited for. `why`: for one that is taken back.
    """
    until = withheld_until or paper.withheld_until
    until_decision = withheld_until_decision or paper.withheld_until_decision
    facts = PaperFacts(paper.state, has_content(paper), until, until_decision)
    named = decision.reference if decision else ""
    require(may_become(facts, state, on, decision=named, why=why))
    if state in {"circulated", "published"} and (gone := lost_parts(paper)):
        require(refused(gone))
    if state == "published":
        require(may_be_public(paper.marking, paper.audience))
        _require_release(paper, decision)
    was, paper.state = paper.state, state
    if (was, state) == ("circulated", "received"):
        paper.revised_why = why.strip()
    elif state == "received" and not paper.revised_why:
        # A revision comes back on another day, which says nothing of when the paper first came.
        paper.received = on
    if state == "circulated":
        paper.revised_why = ""
    if state == "withheld":
        paper.withheld_until, paper.withheld_until_decision = until, until_decision
        paper.released_by = None
    if state == "published":
        # What it waited for is over; withheld again, it waits for something new.
        paper.withheld_until, paper.withheld_until_decision = None, ""
        paper.published, paper.released_by = on, decision
    paper.save()


def _require_release(paper: Paper, decision: Decision | None) -> None:
    """Only its own board releases a paper, by agreeing; minutes wait until they are approved."""
    if decision is not None:
        require(may_rest_on(decision_facts(decision), paper.item.meeting.body.slug))
    minuted = paper.minutes_of
    if minuted and awaits_approval(paper):
        require(
            refused(
                f"The minutes of {minuted.when} are published once the board has "
                "approved them. Record their approval first."
            )
        )


def awaits_approval(paper: Paper) -> bool:
    """Whether it holds minutes that the board has not approved yet."""
    approved = Minutes.objects.filter(meeting=paper.minutes_of, state__in=("approved", "published"))
    return paper.minutes_of is not None and not approved.exists()


def has_content(paper: Paper) -> bool:
    """Whether there is anything in the paper to read."""
    return bool(paper.content or paper.original)
