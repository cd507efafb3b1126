"""The demonstration as a service of real processes, to be killed and starved."""

import pytest

from tests.support.killing import killing
from tests.support.service import copied, kept_county


@pytest.fixture(scope="session")
def county(pytestconfig):
    """The demonstration in a service of its own, never changed by a test."""
    return kept_county(pytestconfig.cache.mkdir("county"))


@pytest.fixture
def service(county, tmp_path):
    """The demonstration in a service of this test's own."""
    return copied(county, tmp_path / "service")


@pytest.fixture
def commands(service):
    """Its commands, to be killed."""
    with killing(service) as found:
        yield found


@pytest.fixture(scope="session")
def key(county, tmp_path_factory):
    """A key's file, and its public half."""
    path = tmp_path_factory.mktemp("key") / "key.txt"
    public = county.run("backup", path, "--new-key").split()[-1]
    return path, public
