"""Running a load: in a process of its own, so that pages go on and a closed tab stops nothing.

A load that died is begun again from the start; the store has either nothing of it or all of it.
"""

import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from frankpledge.analytics.engine import EngineFailed
from frankpledge.analytics.engine.preparing import prepare
from frankpledge.analytics.store import Loaded, NotLoaded, Progress, Store, load
from frankpledge.analytics.store.wording import words_of
from frankpledge.evidence.keeping import store
from frankpledge.evidence.releases import progress
from frankpledge.evidence.releases.after import after_loading
from frankpledge.evidence.releases.models import Load, Mapping, Release
from frankpledge.evidence.releases.models.loads import UNDER_WAY
from frankpledge.evidence.releases.operations.loading import (
    begin,
    record_releases,
    refuse,
    settle,
)
from frankpledge.evidence.releases.operations.tidying import delete_files, delete_left_behind
from frankpledge.evidence.releases.partners import reading_of
from frankpledge.outbox.jobs import periodic
from frankpledge.shared import clock
from frankpledge.shared.door import Actor

LOADER = Actor("Evidence loader")
# What stops its process so often does so by itself: it is too large for the machine, say.
MOST_TRIES = 3
STOPPED = (
    f"The load was begun {MOST_TRIES} times and stopped each time before it was through. "
    "The machine may have too little memory or room for it: load it in smaller parts."
)
FAULT = (
    "The load stopped by a fault of this service, not of your files. "
    "Tell whoever runs it; the fault is in its log."
)
log = logging.getLogger(__name__)


def start(one: Load) -> None:
    """Have a load run: in the background once what asked for it is committed."""
    if settings.EVIDENCE_IN_BACKGROUND:
        transaction.on_commit(lambda: _spawn(one.pk))
    else:
        run(one)


def _spawn(pk: int) -> None:
    command = [sys.executable, "-m", "frankpledge.cli", "evidence", "run-load", str(pk)]
    child = subprocess.Popen(
        command, env=os.environ.copy(), start_new_session=True, stdout=subprocess.DEVNULL
    )
    # Whoever starts a process must wait for it, or it stays in the table of processes for ever.
    threading.Thread(target=child.wait, name=f"load {pk}", daemon=True).start()


def run(one: Load) -> None:
    """Load what was sent, and say what became of it; nothing where another process did so."""
    with progress.alone(one.pk):
        one.refresh_from_db()
        try:
            if one.is_under_way:
                _run(one)
        finally:
            if not one.is_under_way:
                progress.forget(one.pk)
    delete_files(by=LOADER, load=one)


def _run(one: Load) -> None:
    if one.tries >= MOST_TRIES:
        refuse(by=LOADER, load=one, outcome=STOPPED, mistakes=[])
        return
    begin(by=LOADER, load=one)
    progress.tell(one.pk, progress.Progress("Starting", 0, 0))
    try:
        done = load_paths(
            _named(one),
            by=one.by,
            published=one.published,
            mapping=one.mapping,
            say=lambda told: progress.tell(
                one.pk, progress.Progress(told.words.rstrip("."), told.done, told.of)
            ),
        )
        release = Release.objects.get(key=done.release.id)
    except NotLoaded as no:
        first, *others = no.reasons
        refuse(by=LOADER, load=one, outcome=first, mistakes=others)
    except Exception:
        log.exception("load %s stopped", one.pk)
        refuse(by=LOADER, load=one, outcome=FAULT, mistakes=[])
    else:
        settle(by=LOADER, load=one, release=release, outcome="\n\n".join(_said(done)))


def _said(done: Loaded) -> list[str]:
    """What was loaded first, then what is to be known of it."""
    first = () if done.already else words_of(done.release)
    return [*first, *(words for words in done.words if words not in first)]


def _named(one: Load) -> list[Path]:
    """The files under the names that they were sent with: the store reads a month from a name."""
    folder = progress.names_folder(one.pk)
    shutil.rmtree(folder, ignore_errors=True)
    paths = []
    for number, each in enumerate(each for each in one.files.all() if each.file):
        path = folder / str(number) / each.name
        path.parent.mkdir(parents=True)
        path.symlink_to(Path(each.file.path).resolve())
        paths.append(path)
    return paths


def load_paths(
    paths: list[Path],
    *,
    by: str,
    published: date | None = None,
    mapping: Mapping | None = None,
    say: Callable[[Progress], None] | None = None,
    shrink: bool = False,
) -> Loaded:
    """Load files into the store and take the release into the record.

    The one way in, for pages and the command line. `shrink`: far less than is held now is meant to
    stand for it. Raises NotLoaded, having changed nothing.
    """
    place = store()
    done = load(
        place,
        paths,
        now=clock.real_moment(),
        by=by,
        published=published,
        mapping=reading_of(mapping) if mapping else None,
        say=say,
        shrink=shrink,
    )
    added = record_releases(by=LOADER, found=place.releases())
    if added or done.already:
        _prepare(place, say)
    # Also of a release whose load died after the store or the record had it: nobody was told then.
    for key in sorted({one.key for one in added} | {done.release.id}):
        after_loading(place.release(key))
    return done


def _prepare(place: Store, say: Callable[[Progress], None] | None) -> None:
    """Make the counts that pages answer from. They are no evidence: without them it is slower."""
    try:
        prepare(place, say=say)
    except (EngineFailed, OSError):
        log.exception("The counts of the new release could not be prepared")


@periodic("evidence-loads", every=timedelta(minutes=5))
def take_up_loads(now: datetime) -> None:
    """Begin again what waits or has died: its process was killed, or its machine went down."""
    for one in Load.objects.filter(state__in=UNDER_WAY).order_by("pk"):
        if progress.is_silent(one.pk):
            start(one)
    delete_left_behind(by=LOADER, now=clock.real_moment())
