"""Files to load, and loads that were sent and not yet begun."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile

from frankpledge.evidence.releases.mapping.guessing import seen_in
from frankpledge.evidence.releases.mapping.trial import read_sample
from frankpledge.evidence.releases.models import Load, Mapping
from frankpledge.evidence.releases.operations.loading import send_files
from frankpledge.evidence.releases.operations.mapping import begin_mapping
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor

BY = Actor("Analyst")
AREA = "cambridgeshire-and-peterborough"
FORCE = "Cambridgeshire Constabulary"
HEAD = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)


def street(month: str, *types: str, outcome: str = "") -> str:
    """A street file of data.police.uk: one crime of each type, in one place."""
    rows = [
        f"{f'{month}{n}'.encode().hex():0>64},{month},{FORCE},{FORCE},0.1,52.2,On or near A Road,"
        f"E01017940,Cambridge 001A,{kind},{outcome},"
        for n, kind in enumerate(types)
    ]
    return "\n".join([HEAD, *rows]) + "\n"


def street_name(month: str) -> str:
    """The name that data.police.uk gives it."""
    return f"{month}-cambridgeshire-street.csv"


def police_zip(*months: str) -> bytes:
    """A download of data.police.uk, two crimes a month."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for month in months:
            text = street(month, "Burglary", "Drugs")
            archive.writestr(f"{month}/{street_name(month)}", text)
    return made.getvalue()


def waiting(*files: tuple[str, str | bytes], mapping: Mapping | None = None) -> Any:
    """A load of these files, by the area's analyst."""
    contents = [
        (name, ContentFile(data.encode() if isinstance(data, str) else data))
        for name, data in files
    ]
    return send_files(by=BY, area=Area.objects.get(slug=AREA), files=contents, mapping=mapping)


def begun_mapping(title: str, sample: bytes) -> Any:
    """A draft of a mapping, everything in it as it was guessed from the sample."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.csv"
        path.write_bytes(sample)
        seen = seen_in(read_sample(path, path.name))
    return begin_mapping(
        by=BY,
        area=Area.objects.get(slug=AREA),
        title=title,
        publisher="East Council",
        sample=("sample.csv", ContentFile(sample)),
        seen=seen,
    )


def fresh(load: Load) -> Any:
    """The load as it stands now."""
    return Load.objects.get(pk=load.pk)
