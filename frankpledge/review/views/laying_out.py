"""How an update’s form is laid out: what is filled in stands folded, what is new stands open."""

from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from frankpledge.review.forms import UpdateForm
from frankpledge.review.forms import carried as carrying
from frankpledge.review.forms.notices import PARTS
from frankpledge.review.forms.update import DOCUMENT_PARTS
from frankpledge.review.models import TemplateSection
from frankpledge.review.queries.carrying import Carried, Thing
from frankpledge.review.queries.starting import Pair, Start


@dataclass(frozen=True)
class Fold:
    """Fields that belong together; folded under `summary` where there is one, unless `open`."""

    fields: tuple[BoundField, ...]
    summary: str = ""
    note: str = ""
    open: bool = False
    title: str = ""


@dataclass(frozen=True)
class Kept:
    """A carried risk or request: what it says, and the fold that changes it."""

    name: str
    text: str
    note: str
    answer: str
    fold: Fold


@dataclass(frozen=True)
class CarriedCard:
    """A carried line: what was said beside it, and the risk, the request or both."""

    text: str
    things: tuple[Kept, ...]


@dataclass(frozen=True)
class Part:
    """A section of the form."""

    title: str
    intro: str
    cards: tuple[CarriedCard, ...]
    folds: tuple[Fold, ...]


def layout_of(form: UpdateForm, start: Start) -> dict[str, Any]:
    """The form in parts, in the order of the board's own template."""
    parts = []
    for section in form.sections:
        if section.kind == "text":
            parts.append(_text(form, start, section))
        elif section.kind == "pairs":
            parts.append(_pairs(form, start, section))
        else:
            parts.append(Part(section.title, "", (), _documents(form, start)))
    if form.documents and not any(one.kind == "documents" for one in form.sections):
        parts.append(Part("Documents", "", (), _documents(form, start)))
    return {
        "group": _group(form, start),
        "parts": parts,
        "dates": _dates(form, start),
    }


def _fold(
    form: UpdateForm, names: list[str], summary: str = "", note: str = "", title: str = ""
) -> Fold:
    fields = tuple(form[name] for name in names)
    return Fold(fields, summary, note, any(one.errors for one in fields), title)


def _group(form: UpdateForm, start: Start) -> tuple[Fold, ...]:
    posts = ["chair_post", "vice_chair_post"]
    said = " · ".join(filter(None, (str(start.head.get(name) or "") for name in posts)))
    first = _fold(form, ["period", "last_met"])
    if start.is_returning and said:
        return first, _fold(
            form, posts, "Change the chair or vice-chair", _from(start, "chair_post", said)
        )
    return first, _fold(form, posts)


def _from(start: Start, name: str, said: str) -> str:
    """What is filled in, and where it comes from."""
    return f"{said} ({start.source})" if name in start.filled else said


def _text(form: UpdateForm, start: Start, section: TemplateSection) -> Part:
    name = f"s-{section.slug}"
    text = start.texts.get(section.slug, "")
    if section.stands and start.is_returning and text:
        points = len([one for one in text.splitlines() if one.strip()])
        said = f"{points} point{'' if points == 1 else 's'}"
        fold = _fold(form, [name], "Read or change them", _from(start, name, said))
        return Part(section.title, "", (), (fold,))
    # The heading says what it is about.
    form[name].label = "Your points"
    return Part(section.title, "", (), (_fold(form, [name]),))


def _pairs(form: UpdateForm, start: Start, section: TemplateSection) -> Part:
    carried = [one for one in start.carried if one.section == section.slug]
    held = start.pairs.get(section.slug, ())
    folds = []
    for n in range(form.pairs[section.slug]):
        names = [f"s-{section.slug}-{n}-text", f"s-{section.slug}-{n}-request"]
        link = [f"s-{section.slug}-{n}-link"]
        pair = held[n] if n < len(held) else None
        if pair is not None or (n == len(held) and not (carried and section.risks)):
            folds.append(_fold(form, names))
            folds.append(_fold(form, link, "Name a group it hangs together with", _links(pair)))
        else:
            summary = _add_words(section, n, carried, held)
            folds.append(_fold(form, names + link, summary))
    intro = ""
    if carried:
        intro = "These stand as they are unless you change them. Below them is room for new ones."
    return Part(section.title, intro, tuple(_card(form, one) for one in carried), tuple(folds))


def _add_words(
    section: TemplateSection, n: int, carried: list[Carried], held: tuple[Pair, ...]
) -> str:
    what = "risk" if section.risks else "point"
    first = n == len(held) and not held
    return f"Add a new {what}" if first and carried else f"Add another {what}"


def _links(pair: Pair | None) -> str:
    links = [str(one.body) for one in pair.entry.links.all()] if pair else []
    return f"Hangs together with {', '.join(links)}" if links else ""


def _card(form: UpdateForm, one: Carried) -> CarriedCard:
    things = tuple(_kept(form, thing) for thing in one.things)
    return CarriedCard(one.text, things)


def _kept(form: UpdateForm, thing: Thing) -> Kept:
    key, name = carrying.key_of(thing), carrying.kind_of(thing).name
    fold = _fold(form, [f"{key}-choice", f"{key}-words"], f"Change, close or leave out this {name}")
    chosen = str(form[f"{key}-choice"].value() or thing.choice)
    said = dict(carrying.choices_of(thing)).get(chosen, "")
    return Kept(
        name=f"{name.capitalize()} {thing.number}",
        text=thing.text,
        note=f"{thing.note}. {said}" if said else thing.note,
        answer=getattr(thing, "answer", ""),
        fold=fold,
    )


def _documents(form: UpdateForm, start: Start) -> tuple[Fold, ...]:
    folds = []
    for document in form.documents:
        names = [f"d-{document.slug}-{part}" for part in DOCUMENT_PARTS]
        row = start.documents.get(document.slug)
        summary = note = ""
        if start.is_returning or row:
            summary = "Change this row" if row and row.words else "Fill this row in"
            said = row.words if row and row.words else "Not filled in"
            note = _from(start, f"d-{document.slug}", said)
        folds.append(_fold(form, names, summary, note, document.title))
    return tuple(folds)


def _dates(form: UpdateForm, start: Start) -> Fold:
    names = [f"n-{n}-{part}" for n in range(form.dates) for part in PARTS]
    said = "; ".join(f"{one.title}, {one.when}" for one in start.notices)
    return _fold(form, names, "Add or change dates", said)
