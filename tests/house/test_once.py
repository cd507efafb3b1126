"""What `make test` leaves out on PostgreSQL meets no database, and nothing is lost on the way."""

from itertools import product
from pathlib import Path

import pytest

from scripts.run_tests import DATABASES
from tests.support.once import ASKED, PURE, TESTS, once_because, opens_database, pure_because

KINDS = [(False, False, False), (True, False, False), (False, True, False), (False, False, True)]


@pytest.mark.parametrize(("kind", "once"), [*product(KINDS, [True, False])])
def test_each_test_is_in_the_parts_that_it_should_be_in(kind, once):
    """On SQLite in one part, unless it is `thorough`; on PostgreSQL what is no kind of these."""
    journey, spark, thorough = kind

    def parts(database):
        marks = {"journey": journey, "once": once or spark, "spark": spark, "thorough": thorough}
        # pytest's own little language of marks is Python's too.
        return [eval(part, {}, marks) for part in DATABASES[database].values()]

    plain = not (journey or spark or thorough)
    assert parts("SQLite") == [plain, spark, journey]
    assert parts("PostgreSQL") == [plain and not once]


def test_the_folders_without_a_database_are_there():
    assert all((TESTS / one).exists() for one in {**PURE, **ASKED})
    assert once_because(TESTS / "web" / "test_home.py")
    assert not once_because(TESTS / "house" / "test_route_table.py")
    assert pure_because(TESTS / "rules" / "test_plan.py")
    assert not pure_because(TESTS / "web" / "rules" / "test_plan.py")
    assert not pure_because(Path("/elsewhere/rules/test_plan.py"))


def test_a_test_there_that_asks_for_the_database_is_seen(request):
    """By any of our own fixtures, or by the mark."""
    manager = request.session._fixturemanager
    for asked in ("demo", "signed_in", "viewer", "client", "transactional_db", "live_server"):
        names, _ = manager.getfixtureclosure(request.node, (asked,), ignore_args=())
        assert opens_database(names, []), asked
    assert opens_database([], ["django_db"])
    assert not opens_database(request.fixturenames, ["once"])


def test_without_a_fixture_the_database_is_blocked():
    from frankpledge.places.models import Area

    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Area.objects.exists()
