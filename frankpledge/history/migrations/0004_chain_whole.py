"""From now on no entry is without its place, and the database itself refuses to change one."""

from django.db import migrations, models

from frankpledge.history import guards


def put_up(apps, schema_editor):
    guards.put_up(schema_editor.connection)


def take_down(apps, schema_editor):
    guards.take_down(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('history', '0003_chain_entries'),
    ]

    operations = [
        migrations.AlterField(
            model_name='entry',
            name='place',
            field=models.PositiveBigIntegerField(unique=True),
        ),
        migrations.RunPython(put_up, take_down),
    ]
