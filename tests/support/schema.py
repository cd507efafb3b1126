"""What a database's tables are, in its own words, so that two databases can be held together."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection

POSTGRESQL = (
    "SELECT 'column', table_name, column_name, data_type, character_maximum_length,"
    " numeric_precision, numeric_scale, is_nullable, column_default, is_identity,"
    " identity_generation, collation_name, pg_get_serial_sequence(table_name, column_name)"
    " FROM information_schema.columns WHERE table_schema = current_schema()",
    "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = current_schema()::regnamespace",
    "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes"
    " WHERE schemaname = current_schema()",
    "SELECT 'trigger', tgrelid::regclass::text, tgname, tgenabled::text, pg_get_triggerdef(oid)"
    " FROM pg_trigger WHERE NOT tgisinternal"
    " AND (SELECT relnamespace FROM pg_class WHERE pg_class.oid = tgrelid)"
    " = current_schema()::regnamespace",
    "SELECT 'function', proname, prosrc FROM pg_proc"
    " WHERE pronamespace = current_schema()::regnamespace",
    "SELECT 'sequence', sequencename, data_type::text, start_value, increment_by, cycle"
    " FROM pg_sequences WHERE schemaname = current_schema()",
)


def schema() -> list[list[Any]]:
    """Every table, column, constraint, index, trigger and sequence, in no order of columns."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT type, tbl_name, name, sql FROM sqlite_master")
            rows = [[*row[:3], _parts(row[3] or "")] for row in cursor.fetchall()]
        else:
            cursor.execute("SELECT current_schema()")
            (name,) = cursor.fetchone()
            rows = []
            for query in POSTGRESQL:
                cursor.execute(query)
                rows += [[_told(one, name) for one in row] for row in cursor.fetchall()]
    return sorted(rows, key=repr)


def _told(value: Any, name: str) -> Any:
    """Without the schema's name, and without the ending that the database gives to what is unique.

    It is another where a column was made unique later, and nothing goes by it.
    """
    if not isinstance(value, str):
        return value
    return re.sub(rf'\b"?{name}"?\.|_key\b|_[0-9a-f]{{8}}_uniq\b', "", value)


def _parts(sql: str) -> list[str]:
    """A statement as what stands between its outermost commas, sorted."""
    if not sql.startswith("CREATE TABLE"):
        return [" ".join(sql.split())]
    parts, depth, start = [], 0, sql.index("(") + 1
    for place, sign in enumerate(sql):
        depth += (sign == "(") - (sign == ")")
        if (sign == "," and depth == 1) or (sign == ")" and depth == 0):
            parts.append(sql[start:place].strip())
            start = place + 1
    return sorted(parts)
