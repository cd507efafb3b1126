"""Each entry gets its place in the chain, the digests and the salt; empty until they are worked out."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('history', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('on', models.DateField()),
                ('why', models.CharField(max_length=500, verbose_name='under what')),
                ('parts', models.PositiveIntegerField(verbose_name='values erased')),
                ('digest', models.CharField(max_length=64, verbose_name='digest of which they were')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='place',
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='entry',
            name='previous',
            field=models.CharField(default='', max_length=64, verbose_name='digest of the entry before'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='digest',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='salt',
            field=models.CharField(blank=True, default='', max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entry',
            name='erased',
            field=models.JSONField(null=True),
        ),
    ]
