

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0007_marking'),
        ('partnership', '0006_who_invited_and_taken_back'),
        ('planning', '0003_cycle'),
        ('risks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RiskReader',
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
            model_name='risk',
            name='audience',
            field=models.CharField(choices=[('partnership', 'Everybody who can open it'), ('named', 'Named bodies'), ('one', 'One body')], db_default='partnership', default='partnership', max_length=12, verbose_name='who may read it'),
        ),
        migrations.AddField(
            model_name='risk',
            name='classification',
            field=models.CharField(choices=[('official', 'OFFICIAL'), ('official-sensitive', 'OFFICIAL-SENSITIVE')], db_default='official', default='official', max_length=20, verbose_name='marking'),
        ),
        migrations.AddField(
            model_name='risk',
            name='handling',
            field=models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='handling instructions'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(('classification', 'official-sensitive'), ('handling', ''), _connector='XOR'), name='risk_says_how_it_is_handled'),
        ),
        migrations.AddField(
            model_name='riskreader',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='riskreader',
            name='risk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named', to='risks.risk'),
        ),
        migrations.AddConstraint(
            model_name='riskreader',
            constraint=models.UniqueConstraint(fields=('risk', 'body'), name='named_once_for_a_risk'),
        ),
    ]
