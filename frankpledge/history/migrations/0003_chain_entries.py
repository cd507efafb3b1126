"""Entries that were kept before there was a chain are chained, in the order in which they came."""

import secrets

from django.db import migrations

from frankpledge.history.chain import GENESIS, digest_of

AT_ONCE = 1_000


def chain_entries(apps, schema_editor):
    """Work in strides, so that a long history needs no more memory than a short one."""
    entries = apps.get_model("history", "Entry").objects
    place, previous, last = 0, GENESIS, 0
    while stride := list(entries.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        rows = []
        for entry in stride:
            place += 1
            entry.place, entry.previous, entry.salt = place, previous, secrets.token_hex(16)
            entry.digest = previous = digest_of(entry)
            rows.append((place, entry.previous, entry.digest, entry.salt, entry.pk))
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE history_entry SET place = %s, previous = %s, digest = %s, salt = %s"
                " WHERE id = %s",
                rows,
            )
        last = stride[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('history', '0002_chain_columns'),
    ]

    operations = [
        migrations.RunPython(chain_entries, migrations.RunPython.noop, elidable=True),
    ]
