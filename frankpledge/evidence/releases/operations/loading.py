"""Loading: files are sent, a load begins, and it ends as a release or as a refusal."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from uuid import UUID

from django.core.files import File
from django.db import IntegrityError, transaction

from frankpledge.analytics import store as engine
from frankpledge.evidence.releases.models import Load, LoadFile, Mapping, Release
from frankpledge.evidence.releases.models.mappings import slug_of
from frankpledge.evidence.releases.rules import LOAD_TRANSITIONS
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused

LONGEST_NAME = 200


@operation("Sent files to be loaded as evidence")
def send_files(
    *,
    by: Actor,
    area: Area,
    files: Iterable[tuple[str, "File[bytes]"]],
    published: date | None = None,
    mapping: Mapping | None = None,
    sending: UUID | None = None,
) -> Load:
    """Keep files until they are loaded: pairs of a name and what is in the file.

    `sending`: of the form that sent them. Raises IntegrityError where that form was sent before.
    """
    load = Load(
        area=area,
        by=by.name,
        received=clock.now(),
        published=published,
        mapping=mapping,
        sending=sending,
    )
    load.save()
    for name, content in files:
        one = LoadFile(load=load, name=_short(name))
        one.file.save(one.name, content, save=False)
        one.save()
    return load


def _short(name: str) -> str:
    """A file's name, cut where it is long, its ending kept: that says what is in it."""
    ending = PurePath(name).suffix[:20]
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - len(ending)] + ending


@operation("Began to load evidence")
def begin(*, by: Actor, load: Load) -> None:
    """A load is taken in hand. Raises Refused where it is settled already."""
    _move(load, "loading")
    load.tries += 1
    load.save()


@operation("Loaded evidence")
def settle(*, by: Actor, load: Load, release: Release, outcome: str) -> None:
    """A load became a release, or was found to be one that is there already."""
    _move(load, "loaded")
    load.release, load.outcome = release, outcome
    load.save()


@operation("Refused to load evidence")
def refuse(*, by: Actor, load: Load, outcome: str, mistakes: list[str]) -> None:
    """Nothing of a load was loaded; `mistakes` say why, a sentence each."""
    _move(load, "refused")
    load.outcome, load.mistakes = outcome, mistakes
    load.save()


@operation("Took releases into the record")
def record_releases(*, by: Actor, found: Iterable[engine.Release]) -> list[Release]:
    """Mirror releases of the store that the database does not know yet.

    The store commits first, so after a crash in between the next load finds the release and
    records it here. A partner's release is its area's, by its table; one whose mapping is not
    known here stays out of sight, for nobody knows whose it is.
    """
    known = set(Release.objects.values_list("key", flat=True))
    areas = {one.slug: one.area for one in Mapping.objects.select_related("area")}
    added = []
    for one in found:
        slugs = [slug for table in one.tables if (slug := slug_of(table))]
        if one.id in known or not all(slug in areas for slug in slugs):
            continue
        mirror = _mirror(one, next((areas[slug] for slug in slugs), None))
        try:
            with transaction.atomic():
                mirror.save()
        except IntegrityError:
            continue  # Another load recorded it in the meantime.
        added.append(mirror)
    return added


def _mirror(one: engine.Release, area: Area | None) -> Release:
    return Release(
        key=one.id,
        number=one.number,
        title=one.title[:200],
        publisher=one.publisher[:200],
        licence=one.licence[:200],
        loaded=one.loaded,
        published=one.published,
        checksum=one.checksum,
        manifest=one.to_json(),
        area=area,
    )


def _move(load: Load, state: str) -> None:
    if state not in LOAD_TRANSITIONS[load.state]:
        raise Refused(f"This load is {load.get_state_display().lower()} already.")
    load.state = state
