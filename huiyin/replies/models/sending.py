"""After signing: the copies of the letter, to whom they went, what was uploaded, what was said in person."""

from django.db import models
from django.db.models import Q

from huiyin.directory.models import Submitter, Unit
from huiyin.files.models import StoredFile
from huiyin.replies.models.reply import Reply


class Delivery(models.Model):
    """送达: which submitter got the letter, when, which way; for an opinion the lead unit; for a copy whom it names."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="deliveries")
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    copy_to = models.CharField("抄送给谁", max_length=120, blank=True)
    way = models.CharField("方式", max_length=12)
    delivered_on = models.DateField("送达日期")
    received_on = models.DateField("本人确认收到", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "submitter"], condition=Q(submitter__isnull=False), name="delivered_once"
            ),
            models.CheckConstraint(
                condition=Q(submitter__isnull=False) | Q(unit__isnull=False) | ~Q(copy_to=""),
                name="delivered_to_somebody",
            ),
            models.UniqueConstraint(fields=["reply", "copy_to"], condition=~Q(copy_to=""), name="copied_once"),
        ]

    def __str__(self) -> str:
        return f"{self.delivered_on} {self.submitter or self.unit or self.copy_to}"


class Upload(models.Model):
    """网上报送: what was entered into the upstream system, when, by whom, with which receipt."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="uploads")
    system = models.CharField("系统", max_length=80)
    uploaded_on = models.DateField("报送日期")
    uploaded_by = models.CharField("谁", max_length=60)
    uploaded_by_name = models.CharField("姓名", max_length=60, blank=True)
    receipt = models.CharField("回执号", max_length=80, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    returned_on = models.DateField("退回日期", null=True, blank=True)
    returned_reason = models.CharField("退回原因", max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.system} {self.uploaded_on}"


class LetterCopy(models.Model):
    """One letter per entitled submitter, where the pack says so: the issued text with this addressee."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="letter_copies")
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, related_name="+")
    addressee = models.CharField("主送", max_length=120)
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    letter_pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["reply", "submitter"], name="letter_copy_is_one")]

    def __str__(self) -> str:
        return self.addressee


class OralRecord(models.Model):
    """当面答复记录: when, where, who was there, what the submitter said, signed by the submitter."""

    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, related_name="oral_record")
    met_on = models.DateField("日期")
    place = models.CharField("地点", max_length=120)
    people = models.CharField("参加人", max_length=300)
    opinion = models.TextField("提出人的意见")
    signed_by = models.CharField("签字的提出人", max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.CharField("谁登记", max_length=60)

    def __str__(self) -> str:
        return f"{self.met_on} {self.place}"
