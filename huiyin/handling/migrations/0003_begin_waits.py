"""What was under way before waits were kept waits from now on; the next act on it says more exactly for whom."""

from django.db import migrations

OPEN = ("waiting", "handling", "declining", "answered")
LEADING = ("lead", "joint_lead", "separate")


def begin_waits(apps, schema_editor):
    Assignment = apps.get_model("handling", "Assignment")
    Wait = apps.get_model("handling", "Wait")
    tops = Assignment.objects.filter(parent=None, state__in=OPEN, unit__managed_here=True)
    tops = tops.exclude(waits__ended_on=None, waits__isnull=False).select_related("unit")
    shares = Assignment.objects.filter(parent__in=tops, role__in=LEADING).exclude(state="withdrawn")
    leads = {share.parent_id: share for share in shares.select_related("unit").order_by("-pk")}
    rows = [Wait(assignment=top, **_said(top, leads.get(top.pk))) for top in tops.iterator(chunk_size=1000)]
    Wait.objects.bulk_create(rows, batch_size=500)


def _said(top, share):
    since = top.answered_on or top.signed_for_on or top.dispatched_on
    if top.state == "declining":
        return {"kind": "dispatcher", "whom": "交办单位", "what": "答复退办", "since": since}
    if top.state == "answered":
        return {"kind": "office", "whom": top.unit.name, "what": "办结", "since": since}
    if top.role == "refer" or top.state == "waiting":
        what = "阅知" if top.role == "refer" else "签收"
        return {"kind": "office", "whom": top.unit.name, "what": what, "since": top.dispatched_on}
    if share is None:
        return {"kind": "office", "whom": top.unit.name, "what": "分到处室", "since": since}
    what = "签收" if share.state == "waiting" else "办理"
    return {"kind": "office", "whom": share.unit.name, "what": what, "since": share.signed_for_on or since}


class Migration(migrations.Migration):
    dependencies = [("handling", "0002_plans_waits_and_letters")]

    operations = [migrations.RunPython(begin_waits, migrations.RunPython.noop)]
