"""The database's own refusal to change the history, whoever asks: triggers on both databases.

An entry may be added, and nothing else, but for one thing: an erasure, which takes values away and
leaves place, digest and all the rest. Whoever owns the database can take the triggers off; what
they do then shows in the chain.
"""

from typing import Any

from django.db import transaction
from django.db.migrations.recorder import MigrationRecorder

REFUSAL = "The history is only ever added to."

# The migration since which they stand.
PUT_UP_BY = ("history", "0004_chain_whole")

# The columns that no erasure touches.
KEPT = ("id", "place", "previous", "digest", "at", "account_id", "what", "kind", "record", "action")

SQLITE = (
    f"""
    CREATE TRIGGER history_stays BEFORE DELETE ON history_entry
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
    f"""
    CREATE TRIGGER history_only_erased BEFORE UPDATE ON history_entry
    WHEN NOT (
        {" AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in KEPT)}
        AND NEW.salt = '' AND NEW.erased IS NOT NULL
        AND NEW."by" IN (OLD."by", '') AND NEW.name IN (OLD.name, '')
        AND NOT EXISTS (
            SELECT 1 FROM json_each(NEW.fields) AS new WHERE NOT EXISTS (
                SELECT 1 FROM json_each(OLD.fields) AS old
                WHERE old.key = new.key AND old.value IS new.value
            )
        )
    )
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
    """,
    """
    CREATE TRIGGER history_stays BEFORE DELETE ON history_entry
    FOR EACH ROW EXECUTE FUNCTION history_refuse()
    """,
    """
    CREATE TRIGGER history_is_not_emptied BEFORE TRUNCATE ON history_entry
    FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()
    """,
    f"""
    CREATE TRIGGER history_only_erased BEFORE UPDATE ON history_entry
    FOR EACH ROW WHEN (NOT (
        {" AND ".join(f'NEW."{column}" IS NOT DISTINCT FROM OLD."{column}"' for column in KEPT)}
        AND NEW.salt = '' AND NEW.erased IS NOT NULL
        AND NEW."by" IN (OLD."by", '') AND NEW.name IN (OLD.name, '')
        AND OLD.fields @> NEW.fields
    )) EXECUTE FUNCTION history_refuse()
    """,
)
TRIGGERS = {
    "sqlite": ("history_stays", "history_only_erased"),
    "postgresql": ("history_stays", "history_is_not_emptied", "history_only_erased"),
}


def put_up(connection: Any) -> None:
    """Put the triggers on the history's table, in the current transaction."""
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def take_down(connection: Any) -> None:
    """Take them off: where a migration rebuilds the table, and to empty a test's database."""
    with connection.cursor() as cursor:
        for name in TRIGGERS[connection.vendor]:
            table = "" if connection.vendor == "sqlite" else " ON history_entry"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS history_refuse()")


def put_back(connection: Any) -> tuple[str, ...]:
    """Put up whatever is missing, once the history is chained; which that was.

    For after a migration: SQLite alters most of a table by making it anew, without its triggers.
    """
    if PUT_UP_BY not in MigrationRecorder(connection).applied_migrations():
        return ()
    if lost := missing(connection):
        with transaction.atomic(using=connection.alias):
            take_down(connection)
            put_up(connection)
    return lost


def missing(connection: Any) -> tuple[str, ...]:
    """The triggers that should be there and are not, or that somebody has switched off."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        " AND tbl_name = 'history_entry'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        " AND tgrelid = 'history_entry'::regclass",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return tuple(name for name in TRIGGERS[connection.vendor] if name not in there)
