"""A quarterly update as a Word form: the board's own template, filled in with what is known."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse

from frankpledge.actions.queries.owing import shortened
from frankpledge.answering.returns.kinds import Answers, InWord, WordKind, register
from frankpledge.documents.wordform import (
    FormColumn,
    FormField,
    FormGrid,
    FormItem,
    FormName,
    FormPart,
    FormRows,
    Mistake,
    WordForm,
)
from frankpledge.meetings.access import access_meeting
from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body
from frankpledge.review.forms import LARGEST, UpdateForm
from frankpledge.review.forms import carried as carrying
from frankpledge.review.forms.notices import PARTS
from frankpledge.review.models import QuarterlyUpdate, TemplateSection
from frankpledge.review.operations import write_update
from frankpledge.review.permissions import can_write_update
from frankpledge.review.queries.starting import start_of, template_of
from frankpledge.review.rules import NOTICE_KINDS
from frankpledge.shared import clock
from frankpledge.shared.door import Actor

# Version 2 asks what becomes of carried risks and requests, and for dates; an older file says
# nothing of them, and they stand as they are.
KIND, VERSION = "update", 2
INTRO = (
    "Fill in the boxes, save the file, and upload it on the page you fetched it from. Nothing "
    "changes in Frankpledge until you have seen what is different there and accepted it."
)
GROUP, TELLS, DOCUMENTS = "The group", "What the group tells the board", "Documents"
DATES = "Dates to know"
SHOWN = 300
HEAD = ("period", "chair_post", "vice_chair_post", "last_met")


def update_in_word(viewer: Viewer, at: dict[str, Any]) -> InWord:
    """The update at an address, written already or not, for those who may write it.

    Raises Http404.
    """
    meeting, group = access_meeting(at["body"], at["slug"]), access_body(at["group"])
    template = template_of(meeting.body)
    if template is None or not can_write_update(viewer, group, meeting):
        raise Http404("This update is another group's to write.")
    day = meeting.date or clock.today()
    start = start_of(group, meeting, template, clock.today(), know=False)
    kept = start.update
    if kept is None and not group.roles.on(day).filter(role=template.expected_from_role).exists():
        raise Http404("The board does not ask this body for an update.")
    blank = UpdateForm(template, start, links=False)

    def filled(answers: Answers) -> UpdateForm:
        return UpdateForm(template, start, data_of(blank, answers), links=False)

    def accept(by: Actor, answers: Answers) -> None:
        form = filled(answers)
        # What is wrong with an answer was said when the file came, and is left out since.
        assert form.is_valid(), form.errors
        write_update(
            by=by,
            group=group,
            meeting=meeting,
            template=template,
            written=form.written(),
            send=bool(answers.values["send"]),
            on=clock.today(),
            version=kept.version if kept else None,
        )

    return InWord(
        address=reverse("review:update" if kept else "review:write", kwargs=at),
        title=f"{template.name}: {group.name_on(day)}",
        caption=f"For {meeting.when}",
        body=group,
        version=kept.version if kept else None,
        form=update_form(blank, kept, meeting, group),
        accept=accept,
        check=lambda answers: mistakes_in(filled(answers)),
    )


def update_form(
    blank: UpdateForm, kept: QuarterlyUpdate | None, meeting: Meeting, group: Body
) -> WordForm:
    """The form that leaves: the page's own questions, with what is known filled in."""
    day = meeting.date or clock.today()
    facts = (
        ("From", group.name_on(day)),
        ("To", meeting.body.name_on(day)),
        ("Meeting", meeting.when),
    )
    name = FormName(KIND, VERSION, f"{group.pk}-{meeting.pk}")
    return WordForm(name, blank.template.name, INTRO, tuple(_items(blank, kept)), facts)


def _items(blank: UpdateForm, kept: QuarterlyUpdate | None) -> Iterator[FormItem]:
    yield FormPart(GROUP)
    for name in HEAD:
        yield _field(blank, name, "date" if name == "last_met" else "line")
    yield FormPart(TELLS)
    for section in blank.sections:
        if section.kind == "text":
            yield _field(blank, f"s-{section.slug}", "text")
        elif section.kind == "pairs":
            yield from _carried(blank, section)
            yield _pairs(blank, section)
    if blank.documents:
        yield _documents(blank)
    yield _dates(blank)
    yield FormPart("Sending it")
    yield FormField(
        "send",
        "The update is finished",
        "tick",
        bool(kept and kept.state == "received"),
        "Tick the box to send it to the board’s secretary. Without a tick it is kept as a draft.",
    )


def _field(blank: UpdateForm, name: str, kind: Any) -> FormField:
    field = blank.fields[name]
    value = blank.get_initial_for_field(field, name)
    return FormField(
        tag=name,
        label=str(field.label),
        kind=kind,
        value=value if kind == "date" else str(value or ""),
        hint=str(field.help_text),
        most=getattr(field, "max_length", 0) or 0,
        needed=bool(field.required),
    )


def _pairs(blank: UpdateForm, section: TemplateSection) -> FormRows:
    names = [f"s-{section.slug}-{n}" for n in range(blank.pairs[section.slug])]
    rows = tuple(
        tuple(str(blank.fields[f"{name}-{part}"].initial or "") for part in ("text", "request"))
        for name in names
    )
    return FormRows(
        tag=f"s-{section.slug}",
        label=section.title,
        columns=(
            FormColumn("text", section.title, LARGEST),
            FormColumn("request", section.request_title, LARGEST),
        ),
        rows=tuple(row for row in rows if any(row)),
        hint="One in each row. Add rows where you need more.",
    )


def _carried(blank: UpdateForm, section: TemplateSection) -> Iterator[FormItem]:
    """What the group told of before: it stays as it is where nothing is changed here."""
    for one in blank.start.carried:
        if one.section != section.slug:
            continue
        for thing in one.things:
            key, name = carrying.key_of(thing), carrying.kind_of(thing).name
            words = blank.fields[f"{key}-words"]
            yield FormField(
                tag=f"{key}-choice",
                label=f"{name.capitalize()} {thing.number}: {shortened(thing.text, SHOWN)}",
                kind="choice",
                value=thing.choice,
                hint=thing.note,
                choices=tuple(carrying.choices_of(thing)),
            )
            yield FormField(
                tag=f"{key}-words",
                label=str(words.label),
                kind="text",
                value=thing.words,
                hint=str(words.help_text),
                most=LARGEST,
            )


def _dates(blank: UpdateForm) -> FormRows:
    rows = tuple(
        tuple(str(blank.fields[f"n-{n}-{part}"].initial or "") for part in PARTS)
        for n in range(blank.dates)
    )
    return FormRows(
        tag="n",
        label=DATES,
        columns=(
            FormColumn("title", "What it is", 200),
            FormColumn("kind", "Kind", 40),
            FormColumn("starts", "First day or month", 40),
            FormColumn("ends", "Last day", 40),
        ),
        rows=tuple((row[0], NOTICE_KINDS.get(row[1], row[1]), *row[2:]) for row in rows if row[0]),
        hint=f"Kinds: {', '.join(NOTICE_KINDS.values())}.",
    )


def _documents(blank: UpdateForm) -> FormGrid:
    return FormGrid(
        label=DOCUMENTS,
        heads=("Document", "What is in place", "Its date", "Why it does not apply"),
        lines=tuple(
            (
                one.title,
                tuple(
                    _field(blank, f"d-{one.slug}-{part}", "line")
                    for part in ("text", "date", "reason")
                ),
            )
            for one in blank.documents
        ),
        hint="Give a date as far as you know it: 30 June 2017, June 2017 or 2017.",
    )


def data_of(blank: UpdateForm, answers: Answers) -> dict[str, str]:
    """The answers as the page's own form would have been sent, so that its rules judge them."""
    data = {
        tag: value.isoformat() if isinstance(value, date) else str(value or "")
        for tag, value in answers.values.items()
        if tag != "send"
    }
    # The file's own version is compared before this: what is filled in stands on what is there.
    data["version"] = "" if blank.version_now is None else str(blank.version_now)
    kinds = {words.casefold(): key for key, words in NOTICE_KINDS.items()}
    for tag, rows in answers.rows.items():
        parts = PARTS if tag == "n" else ("text", "request")
        for number, row in enumerate(rows):
            for part, said in zip(parts, row, strict=True):
                value = str(said or "")
                if part == "kind":
                    value = kinds.get(value.strip().casefold(), "other")
                data[f"{tag}-{number}-{part}"] = value
    return data


def mistakes_in(form: UpdateForm) -> Iterator[Mistake]:
    """What the page's own rules find wrong, each with its question and what it says."""
    errors: Mapping[str, Any] = form.errors
    for name, told in errors.items():
        tag = _tag_of(name)
        label = str(form.fields[name].label)
        yield Mistake(
            tag, label, _heading_of(tag), str(form.data.get(name, "")), f"{told[0].rstrip('.')}."
        )


def _heading_of(tag: str) -> str:
    """The heading that a question stands under in the Word form."""
    if tag.startswith("d-"):
        return DOCUMENTS
    if tag == "n":
        return DATES
    return TELLS if tag.startswith(("s-", "r-", "q-")) else GROUP


def _tag_of(name: str) -> str:
    """A page's field as the Word form tags it: its pairs are rows of one list there."""
    head, _, part = name.rpartition("-")
    list_tag, _, number = head.rpartition("-")
    paired = name.startswith("s-") and part in {"text", "request"} and number.isdecimal()
    return "n" if name.startswith("n-") else list_tag if paired else name


def _locate(about: str) -> dict[str, Any]:
    group_pk, _, meeting_pk = about.partition("-")
    if not (group_pk.isdecimal() and meeting_pk.isdecimal()):
        raise LookupError("There is no such update.")
    group = Body.objects.filter(pk=group_pk).first()
    meeting = Meeting.objects.select_related("body").filter(pk=meeting_pk).first()
    if group is None or meeting is None:
        raise LookupError("There is no such update.")
    return {"body": meeting.body.slug, "slug": meeting.slug, "group": group.slug}


register(WordKind(KIND, "review/<slug:body>/<slug:slug>/<slug:group>/", update_in_word, _locate))
