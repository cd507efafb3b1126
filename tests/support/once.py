"""Which tests `make test` runs once, on SQLite alone, and not on PostgreSQL as well.

A test that cannot come out differently there is marked `once`, with the reason. Whole folders are
by this rule: what is under PURE never meets a database, and a test there that asks for one fails.
What is under ASKED looks at pages that are asked for on PostgreSQL too, in the table of routes.
Plain `pytest` knows no such difference: it runs everything on whatever DATABASE_URL names.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

TESTS = Path(__file__).parents[1]
PURE = {
    "rules": "rules are pure",
    "documents": "the document engine knows no Django",
    "analytics": "the measures engine knows no Django",
    **dict.fromkeys(
        [
            f"house/test_{one}.py"
            for one in ("clock", "models", "scripts", "sizes", "words", "writes")
        ],
        "it reads source text",
    ),
    "house/test_inspector.py": "it reads pages that it holds itself",
    "house/test_once.py": "it tests how tests are chosen",
    "monitoring/test_deploy.py": "it reads the files of a deployment",
}
"""Folder or file of tests → why no database can matter to them."""

THERE = "house/test_route_table.py asks for every page, by every kind of person, on both databases"
ASKED = {
    "cli": "its commands call the operations that are tested on both",
    "web": f"{THERE}; here it is what stands on it",
    "house/test_routes.py": f"{THERE}; here each page is inspected",
    "house/test_intruder.py": f"{THERE}; here it is what is refused before a query",
    "house/test_leaks.py": f"{THERE}; here its queries are counted and its bytes compared",
    "house/test_edits.py": "shared/test_many_edits.py has both databases; here it is the page",
}
"""Folder or file of tests → why they need not be run on PostgreSQL, though they meet a database."""

# Every fixture of pytest-django that opens the database; ours all begin with one of these.
OPENS = {
    *("db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"),
    *("django_db_setup", "live_server", "admin_user", "admin_client"),
}


def pure_because(path: Path) -> str:
    """Why the tests in this file meet no database, or nothing where they may."""
    return _said(path, PURE)


def once_because(path: Path) -> str:
    """Why the tests in this file are run on SQLite alone, or nothing where they are not."""
    return _said(path, {**PURE, **ASKED})


def _said(path: Path, reasons: dict[str, str]) -> str:
    if TESTS not in path.parents:
        return ""
    inside = path.relative_to(TESTS)
    above = (inside, *inside.parents)
    return next((reasons[one.as_posix()] for one in above if one.as_posix() in reasons), "")


def opens_database(fixtures: Iterable[str], marks: Iterable[str]) -> bool:
    """Whether a test with these fixtures (its fixtures' own among them) and marks may use one."""
    return "django_db" in marks or not OPENS.isdisjoint(fixtures)
