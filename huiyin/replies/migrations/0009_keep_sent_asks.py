"""Letters sent before asks were kept by what they are about: kept now. Bears being run twice."""

from django.db import migrations

from huiyin.prose.pairs import telling_pairs

AT_ONCE = 500


def keep(apps, schema_editor):
    AskAnswer, AskedPair = apps.get_model("replies", "AskAnswer"), apps.get_model("replies", "AskedPair")
    sent = AskAnswer.objects.filter(reply__state__in=("issued", "superseded"), asked_pairs=None).exclude(text="")
    rows = []
    for key, unit, text in sent.values_list("pk", "reply__assignment__unit", "ask__text").iterator(chunk_size=AT_ONCE):
        rows += [AskedPair(unit_id=unit, pair=pair, answer_id=key) for pair in sorted(telling_pairs(text))]
    AskedPair.objects.bulk_create(rows, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("replies", "0008_asked_pairs")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop, elidable=True)]
