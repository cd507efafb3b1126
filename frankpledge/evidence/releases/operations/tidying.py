"""Files that were sent are deleted once they have served; what a crash left behind, later."""

from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.core.files.storage import default_storage

from frankpledge.evidence.releases.models import Load, LoadFile, Mapping
from frankpledge.evidence.releases.models.loads import UNDER_WAY
from frankpledge.shared.door import Actor, operation

FOLDER = "evidence"
# A file that no record names is being sent, or was left by a crash: after a day it is the latter.
LEFT = timedelta(days=1)
# A draft that nobody has saved for so long is given up, and a partner's rows with it.
DRAFT_KEPT = timedelta(days=14)


def delete_files(*, by: Actor, load: Load) -> None:
    """Delete the bytes of a settled load's files; their names stay."""
    if not load.is_under_way and load.files.exclude(file="").exists():
        _let_go(by=by, load=load)


@operation("Deleted files that were loaded")
def _let_go(*, by: Actor, load: Load) -> None:
    """The bytes first: a crash in between leaves a name without a file, which the next run ends."""
    for one in load.files.exclude(file=""):
        one.file.delete(save=False)
        one.save()


def delete_left_behind(*, by: Actor, now: datetime) -> None:
    """Delete what a crash left: files of settled loads and of no record; and drafts given up."""
    kept = LoadFile.objects.exclude(file="").exclude(load__state__in=UNDER_WAY)
    for load in Load.objects.filter(files__in=kept).distinct():
        delete_files(by=by, load=load)
    for mapping in Mapping.objects.filter(begun__lt=now - DRAFT_KEPT):
        drop_draft(by=by, mapping=mapping)
    if not default_storage.exists(FOLDER):
        return
    known = {
        PurePosixPath(name).name
        for names in (
            LoadFile.objects.exclude(file="").values_list("file", flat=True),
            Mapping.objects.exclude(sample="").values_list("sample", flat=True),
        )
        for name in names
    }
    for name in set(default_storage.listdir(FOLDER)[1]) - known:
        path = f"{FOLDER}/{name}"
        if now - default_storage.get_modified_time(path) > LEFT:
            default_storage.delete(path)


@operation("Threw a draft of a mapping away")
def drop_draft(*, by: Actor, mapping: Mapping) -> None:
    """Nothing of a draft stays. A mapping that was never saved is gone with it."""
    if mapping.sample:
        mapping.sample.delete(save=False)
    if mapping.definition is None:
        mapping.delete()
        return
    mapping.draft, mapping.sample_name, mapping.begun = None, "", None
    mapping.save()
