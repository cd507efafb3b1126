"""Mappings: a sample is sent, its columns are settled in a draft, and the draft is saved."""

from dataclasses import replace
from pathlib import PurePath
from typing import Any

from django.core.files import File
from django.utils.text import slugify

from frankpledge.analytics.store.mapping import Column, Place, problems
from frankpledge.analytics.store.mapping import Mapping as Reading
from frankpledge.evidence.releases.mapping.guessing import Seen, guess_mapping
from frankpledge.evidence.releases.models import Mapping
from frankpledge.evidence.releases.partners import Draft, draft_of
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, StaleRecord, operation
from frankpledge.shared.verdict import Refused

LONGEST_SLUG = 40
Sample = tuple[str, "File[bytes]"]
"""A sample's name and what is in it."""


@operation("Began a mapping of a partner's file")
def begin_mapping(
    *, by: Actor, area: Area, title: str, publisher: str, sample: Sample, seen: tuple[Seen, ...]
) -> Mapping:
    """A draft with everything guessed. Raises Refused where the area has one of that title."""
    if Mapping.objects.filter(area=area, title__iexact=title).exists():
        raise Refused(f"There is a mapping called “{title}”. Change that one, or choose another.")
    made = Mapping(area=area, slug=_free_slug(title), title=title)
    _draft(made, guess_mapping(made.slug, title, publisher, seen), seen, sample)
    made.save()
    return made


def _free_slug(title: str) -> str:
    base = slugify(title).strip("-_").replace("_", "-")
    base = base if base[:1].isalpha() else f"partner-{base}".strip("-")
    base = "-".join(part for part in base[: LONGEST_SLUG - 4].split("-") if part)
    taken = set(Mapping.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(one for one in (base, *(f"{base}-{n}" for n in range(2, 999))) if one not in taken)


@operation("Began to change a mapping")
def change_mapping(
    *, by: Actor, mapping: Mapping, sample: Sample, seen: tuple[Seen, ...], version: int | None
) -> None:
    """A draft of what is saved, beside another sample.

    Columns that the sample has not are dropped from the draft. Raises StaleRecord.
    """
    _fresh(mapping, version)
    base = (draft_of(mapping).mapping if mapping.draft else None) or Reading.from_json(
        mapping.definition or {}
    )
    there = {one.header for one in seen}
    columns = tuple(one for one in base.columns if one.header in there)
    place = base.place if set(base.place.headers) <= there else Place()
    when = base.when if base.when in {one.name for one in columns} else ""
    if mapping.sample:
        mapping.sample.delete(save=False)
    _draft(mapping, replace(base, columns=columns, place=place, when=when), seen, sample)
    mapping.save()


def _draft(mapping: Mapping, reading: Reading, seen: tuple[Seen, ...], sample: Sample) -> None:
    name, content = sample
    mapping.draft = Draft(reading, seen).to_json()
    mapping.sample_name = PurePath(name).name[-200:]
    mapping.sample.save(mapping.sample_name, content, save=False)
    mapping.begun = clock.real_moment()


@operation("Settled a column of a mapping")
def set_column(
    *, by: Actor, mapping: Mapping, header: str, column: Column | None, version: int | None
) -> None:
    """Read a column so, or leave it out (None). Raises StaleRecord."""
    reading = draft_of(mapping).mapping
    was = next((one for one in reading.columns if one.header == header), None)
    others = [one for one in reading.columns if one.header != header]
    columns = _in_order(mapping, [*others, *([column] if column else [])])
    when = reading.when
    if was and when == was.name:
        dated = column and column.type in {"day", "month", "moment", "text"}
        when = column.name if column and dated else ""
    place = reading.place
    if header in place.headers:
        place = Place()
    _keep(mapping, replace(reading, columns=columns, when=when, place=place), version)


@operation("Settled how a mapping says where")
def set_place(*, by: Actor, mapping: Mapping, place: Place, version: int | None) -> None:
    """How a place is given; columns that give it are no other columns. Raises StaleRecord."""
    draft = draft_of(mapping)
    before = set(draft.mapping.place.headers) - set(place.headers)
    columns = [one for one in draft.mapping.columns if one.header not in place.headers]
    columns += [one.guess for one in draft.seen if one.header in before and not one.is_personal]
    names = {one.name for one in columns}
    when = draft.mapping.when if draft.mapping.when in names else ""
    made = replace(draft.mapping, columns=_in_order(mapping, columns), place=place, when=when)
    _keep(mapping, made, version)


@operation("Settled how a mapping says when")
def set_when(*, by: Actor, mapping: Mapping, when: str, version: int | None) -> None:
    """The name of the column that says when, or nothing. Raises StaleRecord."""
    _keep(mapping, replace(draft_of(mapping).mapping, when=when), version)


@operation("Settled what a mapping is called")
def set_about(*, by: Actor, mapping: Mapping, about: dict[str, Any], version: int | None) -> None:
    """Title, publisher, licence and sheet. Raises StaleRecord."""
    if mapping.definition is None:
        mapping.title = about["title"]
    _keep(mapping, replace(draft_of(mapping).mapping, **about), version)


@operation("Saved a mapping")
def save_mapping(*, by: Actor, mapping: Mapping, version: int | None) -> None:
    """The draft is how the partner's files are read from now on; the sample is deleted.

    Raises Refused where the draft cannot be used, StaleRecord.
    """
    _fresh(mapping, version)
    reading = draft_of(mapping).mapping
    if wrong := problems(reading):
        raise Refused(" ".join(wrong))
    mapping.title, mapping.definition = reading.title, reading.to_json()
    mapping.draft, mapping.sample_name, mapping.begun = None, "", None
    if mapping.sample:
        mapping.sample.delete(save=False)
    mapping.save()


def _in_order(mapping: Mapping, columns: list[Column]) -> tuple[Column, ...]:
    """Columns as they stand in the sample."""
    order = [one.header for one in draft_of(mapping).seen]
    return tuple(sorted(columns, key=lambda one: order.index(one.header)))


def _keep(mapping: Mapping, reading: Reading, version: int | None) -> None:
    _fresh(mapping, version)
    mapping.draft = Draft(reading, draft_of(mapping).seen).to_json()
    mapping.save()


def _fresh(mapping: Mapping, version: int | None) -> None:
    if version is not None and mapping.version != version:
        raise StaleRecord(str(mapping))
