"""Fixtures for every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.commands import Said, run_command
from tests.support.demonstration import DEMONSTRATION_DAY, Snapshot, kept_snapshot, restore
from tests.support.demonstration_evidence import kept_store
from tests.support.emptying import emptying_allowed
from tests.support.mail_sink import MailSink, mail_sink
from tests.support.once import once_because, opens_database, pure_because
from tests.support.pages import InspectingClient

if TYPE_CHECKING:
    from frankpledge.partnership.people import Viewer

# ------------------------------------------------------------------------------------------------
# THE DEMONSTRATION, and who looks at it on which day.
# ------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def files_apart(settings: Any, tmp_path: Path) -> None:
    """Papers that a test uploads, and evidence that it loads, go to folders of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    settings.EVIDENCE_IN_BACKGROUND = False


@pytest.fixture(scope="session", autouse=True)
def committed_rows_can_be_emptied() -> Iterator[None]:
    """After a test that commits: the history's own triggers would keep its rows for ever."""
    with emptying_allowed():
        yield


@pytest.fixture(scope="session")
def demonstration(
    django_db_setup: None, django_db_blocker: Any, pytestconfig: pytest.Config
) -> Snapshot:
    """The demonstration's rows, loaded once for each worker and kept outside the database."""
    assert pytestconfig.cache is not None
    with django_db_blocker.unblock():
        return kept_snapshot(pytestconfig.cache.mkdir("demonstration"))


@pytest.fixture
def demo_county(demonstration: Snapshot, db: None) -> None:
    """The demonstration county in this test's database, on whatever day it is."""
    restore(demonstration)


@pytest.fixture
def demo(demo_county: None, on_day: Callable[[str], None]) -> None:
    """The demonstration county on its own day, 1 October 2018."""
    on_day(DEMONSTRATION_DAY)


@pytest.fixture
def on_day(settings: Any) -> Callable[[str], None]:
    """Give `on_day("2018-10-01")`: from then on that day is today."""

    def set_today(day: str) -> None:
        settings.DEMONSTRATION_TODAY = date.fromisoformat(day)

    return set_today


@pytest.fixture(scope="session")
def evidence_root(pytestconfig: pytest.Config) -> Path:
    """A store with the demonstration's evidence, to be read and never written to."""
    assert pytestconfig.cache is not None
    return kept_store(pytestconfig.cache.mkdir("evidence"))


@pytest.fixture
def evidence(evidence_root: Path, settings: Any, db: None) -> Path:
    """The demonstration's evidence as the service's own, its releases in the record."""
    from frankpledge.evidence.keeping import store
    from frankpledge.evidence.releases.operations.loading import record_releases
    from frankpledge.shared.door import Actor

    settings.EVIDENCE_ROOT = evidence_root
    record_releases(by=Actor("Command line"), found=store().releases())
    return evidence_root


@pytest.fixture
def viewer(db: None) -> Callable[..., Viewer]:
    """Give `viewer("secretary")`: who that account's holder is today, or on `day`."""

    def look(username: str, day: str = "") -> Viewer:
        from frankpledge.accounts.models import Account
        from frankpledge.partnership.people import viewer_for
        from frankpledge.shared import clock

        account = Account.objects.get(username=username)
        return viewer_for(account, date.fromisoformat(day) if day else clock.today())

    return look


@pytest.fixture
def signed_in(browse: InspectingClient) -> Callable[[str], InspectingClient]:
    """Give `signed_in("secretary")`: the inspecting client, signed in as that account."""

    def enter(username: str) -> InspectingClient:
        from frankpledge.accounts.models import Account

        browse.force_login(Account.objects.get(username=username))
        return browse

    return enter


def pytest_configure(config: pytest.Config) -> None:
    """Speed that changes no behaviour, and the folder that the static file server looks for."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # Quick to compute, so useless against a thief: for throw-away passwords only.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What cannot come out differently on another database `make test` runs once."""
    for item in items:
        if reason := once_because(item.path):
            item.add_marker(pytest.mark.once(reason))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """No test hides from PostgreSQL in a folder without a database."""
    marks = [mark.name for mark in item.iter_markers()]
    fixtures = getattr(item, "fixturenames", ())
    if pure_because(item.path) and opens_database(fixtures, marks):
        pytest.fail(f"{item.nodeid} asks for the database: it belongs in another folder.")
    if any(not mark.args for mark in item.iter_markers("once")):
        pytest.fail(f'{item.nodeid} is marked once: say why, @pytest.mark.once("…").')


@pytest.fixture
def browse(db: None, request: pytest.FixtureRequest) -> InspectingClient:
    """A test client that inspects every HTML page it fetches, and counts its queries.

    Raise a page's ceiling, with the reason beside it, by `@pytest.mark.query_ceiling(60)`.
    """
    client = InspectingClient()
    if mark := request.node.get_closest_marker("query_ceiling"):
        client.query_ceiling = mark.args[0]
    return client


@pytest.fixture
def client(browse: InspectingClient) -> InspectingClient:
    """The usual name gives the inspecting client too, so that no page escapes."""
    return browse


@pytest.fixture
def frankpledge(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Give `frankpledge("owed", "county-board")`: run the command in this process."""
    return partial(run_command, capsys)


@pytest.fixture
def sink() -> Iterator[MailSink]:
    """A mail server."""
    with mail_sink() as server:
        yield server
