
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0002_succession'),
        ('files', '0001_initial'),
        ('items', '0002_screening_and_courses'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArchiveSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('role', models.CharField(choices=[('lead', '主办'), ('joint_lead', '共同主办'), ('separate', '分办'), ('assist', '会办'), ('refer', '参阅')], max_length=12, verbose_name='办理角色')),
                ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='第几次')),
                ('sequence', models.PositiveIntegerField(verbose_name='件号')),
                ('archive_no', models.CharField(max_length=120, verbose_name='归档号')),
                ('title', models.CharField(max_length=300, verbose_name='题名')),
                ('retention', models.CharField(choices=[('permanent', '永久'), ('thirty_years', '定期30年'), ('ten_years', '定期10年')], max_length=16, verbose_name='保管期限')),
                ('retention_clause', models.CharField(max_length=200, verbose_name='期限依据')),
                ('retention_approved_by', models.CharField(blank=True, max_length=60, verbose_name='谁批准改期限')),
                ('retention_reason', models.CharField(blank=True, max_length=200, verbose_name='改期限的理由')),
                ('pages', models.PositiveIntegerField(default=0, verbose_name='页数')),
                ('lacking', models.JSONField(blank=True, default=list, verbose_name='缺什么')),
                ('manifest', models.JSONField(verbose_name='清单')),
                ('content_digest', models.CharField(max_length=64, verbose_name='内容校验码')),
                ('digest', models.CharField(max_length=64, verbose_name='校验码')),
                ('made_at', models.DateTimeField(verbose_name='归档时间')),
                ('made_by', models.CharField(max_length=60, verbose_name='谁归档')),
                ('made_by_name', models.CharField(max_length=60, verbose_name='姓名')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archive_sets', to='items.item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='archive_sets', to='directory.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'year'], name='archive_set_unit_year')],
                'constraints': [models.UniqueConstraint(fields=('item', 'unit', 'edition'), name='archive_set_is_one'), models.UniqueConstraint(fields=('unit', 'year', 'sequence', 'edition'), name='archive_sequence_is_one'), models.CheckConstraint(condition=models.Q(('retention_approved_by', ''), models.Q(('retention_reason', ''), _negated=True), _connector='OR'), name='retention_changed_with_reason')],
            },
        ),
    ]
