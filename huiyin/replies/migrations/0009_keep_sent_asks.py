"""Letters sent before asks were kept by what they are about: kept now. Bears being run twice."""

from typing import Any

from django.db import migrations

from huiyin.prose.pairs import telling_pairs

AT_ONCE = 500


def keep(apps: Any, schema_editor: Any) -> None:
    answers, pairs = apps.get_model("replies", "AskAnswer").objects, apps.get_model("replies", "AskedPair")
    sent = answers.filter(reply__state__in=("issued", "superseded"), asked_pairs=None).exclude(text="").order_by("pk")
    at = 0
    while rows := list(_rows(sent.filter(pk__gt=at)[:AT_ONCE])):
        pairs.objects.bulk_create(
            pairs(unit_id=unit, pair=pair, answer_id=key)
            for key, unit, text in rows
            for pair in sorted(telling_pairs(text))
        )
        at = rows[-1][0]


def _rows(answers: Any) -> Any:
    return answers.values_list("pk", "reply__assignment__unit", "ask__text")


class Migration(migrations.Migration):
    dependencies = [("replies", "0008_asked_pairs")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop, elidable=True)]
