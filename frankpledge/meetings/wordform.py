"""A paper as a Word form: its title, what it asks of the board, and the report itself."""

from typing import Any

from django.http import Http404

from frankpledge.answering.returns.kinds import Answers, InWord, WordKind, register
from frankpledge.documents.content import Block, blocks_from_json
from frankpledge.documents.wordform import (
    FormColumn,
    FormField,
    FormItem,
    FormName,
    FormPart,
    FormRows,
    WordForm,
)
from frankpledge.meetings.access import access_paper
from frankpledge.meetings.models import Paper
from frankpledge.meetings.operations.from_word import take_from_word
from frankpledge.meetings.permissions import can_write
from frankpledge.partnership.people import Viewer
from frankpledge.shared import clock
from frankpledge.shared.door import Actor

KIND, VERSION = "paper", 1
INTRO = (
    "Fill in the boxes, save the file, and upload it on the page you fetched it from. Nothing "
    "changes in Frankpledge until you have seen what is different there and accepted it."
)


def paper_in_word(viewer: Viewer, at: dict[str, Any]) -> InWord:
    """The paper at an address, for those who may write it. Raises Http404."""
    paper = access_paper(viewer, **at)
    # Minutes have a page of their own; a paper only brings them into the pack.
    if paper.minutes_of_id or not can_write(viewer, paper):
        raise Http404("This paper cannot be changed by you.")
    body = blocks_from_json(paper.content)
    form = paper_form(paper, body)

    def accept(by: Actor, answers: Answers) -> None:
        report = answers.values["report"]
        blocks = report if isinstance(report, tuple) else ()
        take_from_word(
            by=by,
            paper=paper,
            title=str(answers.values["title"]),
            asked=[row[0] for row in answers.rows["recommendations"]],
            blocks=None if blocks == body else blocks,
        )

    return InWord(
        address=paper.get_absolute_url(),
        title=paper.title,
        caption=f"Item {paper.item.label}, {paper.item.meeting.when}",
        body=paper.author_body,
        version=paper.version,
        form=form,
        accept=accept,
    )


def paper_form(paper: Paper, body: tuple[Block, ...]) -> WordForm:
    """The form that leaves, filled in with what the paper says so far."""
    day = paper.item.meeting.date or clock.today()
    facts = (
        ("To", paper.item.meeting.body.name_on(day)),
        ("Meeting", paper.item.meeting.when),
        ("Item", paper.item.label),
        ("From", paper.author_body.name_on(day)),
    )
    brief = (("What it should cover", paper.brief),) if paper.brief else ()
    name = FormName(KIND, VERSION, str(paper.pk))
    return WordForm(name, paper.title, INTRO, _items(paper, body), (*facts, *brief))


def _items(paper: Paper, body: tuple[Block, ...]) -> tuple[FormItem, ...]:
    asked = tuple((one.text,) for one in paper.recommendations.all())
    return (
        FormPart("About this paper"),
        FormField("title", "Title of the paper", "line", paper.title, most=300, needed=True),
        FormRows(
            "recommendations",
            "What the board is asked to agree",
            (FormColumn("text", "Recommendation"),),
            asked,
            "One in each row. They stand in the paper wherever it says {recommendations}.",
        ),
        FormPart("The paper"),
        FormField(
            "report",
            "Text of the paper",
            "rich",
            body,
            "Use Word’s own headings, lists and tables, so that everybody can find their way. "
            "Give each picture a description (alt text).",
        ),
    )


def _locate(about: str) -> dict[str, Any]:
    found = (
        Paper.objects.select_related("item__meeting__body").filter(pk=about).first()
        if about.isdecimal()
        else None
    )
    if found is None:
        raise LookupError("There is no such paper.")
    meeting = found.item.meeting
    return {"body": meeting.body.slug, "slug": meeting.slug, "paper": found.slug}


register(
    WordKind(KIND, "meetings/<slug:body>/<slug:slug>/papers/<slug:paper>/", paper_in_word, _locate)
)
