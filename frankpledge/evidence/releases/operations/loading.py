"""Loading: files are sent, a load begins, and it ends as a release or as a refusal."""

from collections.abc import Iterable
from datetime import date

from django.core.files import File

from frankpledge.analytics import store as engine
from frankpledge.evidence.releases.models import Load, LoadFile, Mapping, Release
from frankpledge.evidence.releases.rules import LOAD_TRANSITIONS
from frankpledge.places.models import Area
from frankpledge.shared import clock
from frankpledge.shared.door import Actor, operation
from frankpledge.shared.verdict import Refused


@operation("Sent files to be loaded as evidence")
def send_files(
    *,
    by: Actor,
    area: Area,
    files: Iterable[tuple[str, "File[bytes]"]],
    published: date | None = None,
    mapping: Mapping | None = None,
) -> Load:
    """Keep files until they are loaded: pairs of a name and what is in the file."""
    load = Load(area=area, by=by.name, received=clock.now(), published=published, mapping=mapping)
    load.save()
    for name, content in files:
        one = LoadFile(load=load, name=name)
        one.file.save(name, content, save=False)
        one.save()
    return load


@operation("Began to load evidence")
def begin(*, by: Actor, load: Load) -> None:
    """A load is taken in hand. Raises Refused where it is settled already."""
    _move(load, "loading")
    load.save(parts_changed=True)


@operation("Loaded evidence")
def settle(*, by: Actor, load: Load, release: Release, outcome: str) -> None:
    """A load became a release, or was found to be one that is there already."""
    _move(load, "loaded")
    load.release, load.outcome = release, outcome
    load.save()
    _drop_files(load)


@operation("Refused to load evidence")
def refuse(*, by: Actor, load: Load, outcome: str, mistakes: list[str]) -> None:
    """Nothing of a load was loaded; `mistakes` say why, a sentence each."""
    _move(load, "refused")
    load.outcome, load.mistakes = outcome, mistakes
    load.save()
    _drop_files(load)


@operation("Took releases into the record")
def record_releases(
    *, by: Actor, found: Iterable[engine.Release], area: Area | None = None
) -> list[Release]:
    """Mirror releases of the store that the database does not know yet; `area`: whose they are.

    The store commits first, so after a crash in between the next load finds the release and
    records it here.
    """
    known = set(Release.objects.values_list("key", flat=True))
    added = []
    for one in found:
        if one.id in known:
            continue
        added.append(
            Release(
                key=one.id,
                number=one.number,
                title=one.title,
                publisher=one.publisher,
                licence=one.licence,
                loaded=one.loaded,
                published=one.published,
                checksum=one.checksum,
                manifest=one.to_json(),
                area=area,
            )
        )
        added[-1].save()
    return added


def _move(load: Load, state: str) -> None:
    if state not in LOAD_TRANSITIONS[load.state]:
        raise Refused(f"This load is {load.get_state_display().lower()} already.")
    load.state = state


def _drop_files(load: Load) -> None:
    for one in load.files.all():
        if one.file:
            one.file.delete(save=False)
            one.save()
