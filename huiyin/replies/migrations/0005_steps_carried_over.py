from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('replies', '0004_rewritten_from'),
    ]

    operations = [
        migrations.AddField(
            model_name='clearancestep',
            name='carried',
            field=models.BooleanField(default=False, verbose_name='上一轮已过'),
        ),
    ]
