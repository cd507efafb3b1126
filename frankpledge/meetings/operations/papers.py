"""Writing and uploading papers, and taking them from state to state."""

from datetime import date

from django.core.files.base import ContentFile

from frankpledge.documents.binding import page_count
from frankpledge.documents.content import blocks_to_json
from frankpledge.documents.pandoc import read_markdown, read_office
from frankpledge.meetings.models import Paper, Recommendation
from frankpledge.meetings.rules import PaperFacts, may_become
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import refused, require

OFFICE = (".docx", ".odt")


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
    """Take a Word or ODF file (converted to the same structure) or a PDF (bound in as it is).

    The file itself is kept. Raises UnreadableDocument or UnreadablePdf, in words for the sender.
    """
    suffix = f".{name.rsplit('.', 1)[-1].lower()}" if "." in name else ""
    if suffix in OFFICE:
        converted = read_office(data, suffix)
        paper.source, paper.content = "converted", blocks_to_json(converted.blocks)
        paper.conversion_notes = list(converted.notes)
    elif suffix == ".pdf":
        pages = page_count(data)
        paper.source, paper.content = "bound", []
        paper.conversion_notes = [f"{pages} pages, bound into the pack as they are"]
    else:
        require(refused(f"“{name}” is not a Word (.docx), OpenDocument (.odt) or PDF file."))
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
    decision: str = "",
    withheld_until: date | None = None,
    withheld_until_decision: str = "",
) -> None:
    """Take a paper to another state. Raises Refused with the reason, and changes nothing."""
    until = withheld_until or paper.withheld_until
    until_decision = withheld_until_decision or paper.withheld_until_decision
    facts = PaperFacts(paper.state, has_content(paper), until, until_decision)
    require(may_become(facts, state, on, decision=decision))
    paper.state = state
    if state == "received":
        paper.received = on
    if state == "withheld":
        paper.withheld_until, paper.withheld_until_decision = until, until_decision
    if state == "published":
        # What it waited for is over; withheld again, it waits for something new.
        paper.withheld_until, paper.withheld_until_decision = None, ""
        if decision:
            paper.note = f"Published after: {decision}"
    paper.save()


def has_content(paper: Paper) -> bool:
    """Whether there is anything in the paper to read."""
    return bool(paper.content or paper.original)
