

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('findings', '0002_strictest_threshold'),
        ('partnership', '0006_who_invited_and_taken_back'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FindingReader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='finding',
            name='audience',
            field=models.CharField(choices=[('partnership', 'Everybody who can open it'), ('named', 'Named bodies'), ('one', 'One body')], db_default='partnership', default='partnership', max_length=12, verbose_name='who may read it'),
        ),
        migrations.AddField(
            model_name='finding',
            name='classification',
            field=models.CharField(choices=[('official', 'OFFICIAL'), ('official-sensitive', 'OFFICIAL-SENSITIVE')], db_default='official', default='official', max_length=20, verbose_name='marking'),
        ),
        migrations.AddField(
            model_name='finding',
            name='handling',
            field=models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='handling instructions'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('classification', 'official-sensitive'), ('handling', ''), _connector='XOR'), name='finding_says_how_it_is_handled'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('published__isnull', True), models.Q(('audience', 'partnership'), ('classification', 'official')), _connector='OR'), name='published_finding_is_free'),
        ),
        migrations.AddField(
            model_name='findingreader',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='findingreader',
            name='finding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='findings.finding'),
        ),
        migrations.AddConstraint(
            model_name='findingreader',
            constraint=models.UniqueConstraint(fields=('finding', 'body'), name='named_once_for_a_finding'),
        ),
    ]
