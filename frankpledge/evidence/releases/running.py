"""Running a load: in a process of its own, so that pages go on and a closed tab stops nothing.

A load that died is begun again from the start; the store has either nothing of it or all of it.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from frankpledge.analytics.store import Loaded, NotLoaded, Progress, load
from frankpledge.evidence.keeping import store
from frankpledge.evidence.releases import progress
from frankpledge.evidence.releases.after import after_loading
from frankpledge.evidence.releases.models import Load, Mapping, Release
from frankpledge.evidence.releases.operations.loading import (
    begin,
    record_releases,
    refuse,
    settle,
)
from frankpledge.evidence.releases.partners import reading_of
from frankpledge.outbox.jobs import periodic
from frankpledge.shared import clock
from frankpledge.shared.door import Actor

LOADER = Actor("Evidence loader")


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
    """Load what was sent, and say what became of it."""
    begin(by=LOADER, load=one)
    progress.tell(one.pk, progress.Progress("Starting", 0, 0))
    paths = [Path(each.file.path) for each in one.files.all() if each.file]
    try:
        done = load_paths(
            paths,
            by=one.by,
            published=one.published,
            mapping=one.mapping,
            say=lambda told: progress.tell(
                one.pk, progress.Progress(told.words, told.done, told.of)
            ),
        )
    except NotLoaded as no:
        first, *others = no.reasons
        refuse(by=LOADER, load=one, outcome=first, mistakes=others)
    else:
        release = Release.objects.get(key=done.release.id)
        settle(by=LOADER, load=one, release=release, outcome="\n\n".join(done.words))
    finally:
        progress.forget(one.pk)


def load_paths(
    paths: list[Path],
    *,
    by: str,
    published: date | None = None,
    mapping: Mapping | None = None,
    say: Callable[[Progress], None] | None = None,
) -> Loaded:
    """Load files into the store and take the release into the record.

    The one way in, for pages and the command line. Raises NotLoaded, having changed nothing.
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
    )
    record_releases(by=LOADER, found=place.releases(), area=mapping.area if mapping else None)
    if not done.already:
        after_loading(done.release)
    return done


@periodic("evidence-loads", every=timedelta(minutes=5))
def take_up_loads(now: datetime) -> None:
    """Begin again what waits or has died: its process was killed, or its machine went down."""
    for one in Load.objects.filter(state__in=("waiting", "loading")).order_by("pk"):
        if progress.is_silent(one.pk):
            run(one)
