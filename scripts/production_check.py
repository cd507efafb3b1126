"""Is this code fit for a county's service: Django's check of a deployment, and its migrations.

    scripts/production_check.py

The settings are a county's: HTTPS, a host of its own, PostgreSQL (a throw-away server). A warning
fails. The linter refuses migrations that would stop the pages of the version before, while both
run: docs/how-to/upgrade.md says how to write them. Those that stand in BASELINE came before any
county ran this, and are not looked at.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run as a file, the folder of the script stands on the path and the project does not.
sys.path.insert(0, str(ROOT))
BASELINE = ROOT / "scripts" / "migrations_before.txt"
COUNTY = {
    "ALLOWED_HOSTS": "board.example.org",
    "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings",
    "FRANKPLEDGE_LOG": "words",
    "FRANKPLEDGE_SECURE": "1",
    "FRANKPLEDGE_URL": "https://board.example.org",
}


def main() -> int:
    """Return 0 when both are content, 1 where not. Says what is wrong."""
    from tests.support.postgres import throwaway_server

    with throwaway_server() as url, tempfile.TemporaryDirectory() as folder:
        for name in [one for one in os.environ if one.startswith("FRANKPLEDGE_")]:
            del os.environ[name]
        os.environ |= {**COUNTY, "DATABASE_URL": url, "FRANKPLEDGE_DATA": folder}
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("check", deploy=True, fail_level="WARNING")
        refused = lint()
        connections.close_all()
    return 1 if refused else 0


def lint() -> bool:
    """Whether a migration is refused; says which, and why."""
    from django_migration_linter import MigrationLinter

    linter = MigrationLinter(path=str(ROOT), no_cache=True, quiet=["ok", "ignore", "warning"])
    before = set(BASELINE.read_text(encoding="utf-8").split())
    looked_at = 0
    for key in sorted(linter.migration_loader.disk_migrations):
        migration = linter.migration_loader.disk_migrations[key]
        ours = type(migration).__module__.startswith("frankpledge.")
        if ours and f"{migration.app_label}.{migration.name}" not in before:
            linter.lint_migration(migration)
            looked_at += 1
    print(f"{looked_at} migrations looked at, {linter.nb_erroneous} refused.")
    return bool(linter.has_errors)


if __name__ == "__main__":
    sys.exit(main())
