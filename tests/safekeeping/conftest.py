"""A county's service with files and a release of data, to be backed up, moved and exported."""

import pytest

from tests.support.service import copied, kept_county


@pytest.fixture(scope="session")
def county(pytestconfig, tmp_path_factory):
    """The demonstration in a service of its own, never changed by a test."""
    kept = kept_county(pytestconfig.cache.mkdir("county"))
    service = copied(kept, tmp_path_factory.mktemp("county") / "data")
    service.script(ADD)
    return service


@pytest.fixture
def service(county, tmp_path):
    """The demonstration in a service of this test's own."""
    return copied(county, tmp_path / "service")


@pytest.fixture(scope="session")
def key(county, tmp_path_factory):
    """A key's file, and its public half."""
    path = tmp_path_factory.mktemp("key") / "key.txt"
    public = county.run("backup", path, "--new-key").split()[-1]
    return path, public


@pytest.fixture(scope="session")
def archive(county, key, tmp_path_factory):
    """A backup of the county."""
    path = tmp_path_factory.mktemp("backup") / "county.age"
    county.run("backup", path, "--to", key[1])
    return path


# A paper with its original, a release of data, and a record that came and went: its number too
# must never be given again, or the history would tell of two records as one.
ADD = """
from pathlib import Path
from django.conf import settings
from django.core.files.base import ContentFile
from frankpledge.meetings.models import Paper
from frankpledge.places.models import Area
from frankpledge.shared.door import Actor, operation

@operation("Added for a test")
def add(*, by):
    paper = Paper.objects.order_by("pk").first()
    paper.original.save("minutes é.odt", ContentFile(b"the original" * 9000), save=False)
    paper.save()
    Area(slug="gone", name="Gone").save()
    Area.objects.get(slug="gone").delete()

add(by=Actor("A test"))
release = Path(settings.EVIDENCE_ROOT) / "releases" / "0001-police-3f9a1c2b"
release.mkdir(parents=True)
(release / "street.parquet").write_bytes(bytes(range(256)) * 20_000)
(release / "manifest.json").write_text("{}")
"""
