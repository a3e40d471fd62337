"""沟通: who spoke with the submitter, what the submitter says of it, and what else they raised."""

from django.db import models
from django.db.models import F, Q

from huiyin.directory.models import Submitter
from huiyin.files.models import StoredFile
from huiyin.handling.models.assignment import Assignment


class ContactWay(models.TextChoices):
    IN_PERSON = "in_person", "面商"
    VISIT = "visit", "登门走访"
    MEETING = "meeting", "座谈会"
    PHONE = "phone", "电话"
    VIDEO = "video", "网络视频"
    MAIL = "mail", "电子邮件"
    LETTER = "letter", "信函"
    WECHAT = "wechat", "微信"
    INVITATION = "invitation", "邀请视察或座谈"


FACE_TO_FACE = (ContactWay.IN_PERSON, ContactWay.VISIT, ContactWay.MEETING)


class Phase(models.TextChoices):
    BEFORE = "before", "办理前"
    DURING = "during", "办理中"
    AFTER = "after", "答复后"
    CALL_BACK = "call_back", "回访"


CAME = Q(came=True)


class ContactQuerySet(models.QuerySet["Contact"]):
    def standing(self) -> "ContactQuerySet":
        """What counts: not disputed by the submitter; an invitation only when they came."""
        return self.exclude(confirmed=False).filter(~Q(way=ContactWay.INVITATION) | CAME)

    def face_to_face(self) -> "ContactQuerySet":
        """R64: only in person, with a place and people, counts as 面商."""
        return (
            self.standing().filter(way__in=(*FACE_TO_FACE, ContactWay.INVITATION)).exclude(Q(place="") | Q(people=""))
        )


class Contact(models.Model):
    """沟通: who spoke with the submitter, when, how, what was said. confirmed: the submitter says so (or not)."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="contacts")
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    way = models.CharField("方式", max_length=12, choices=ContactWay.choices)
    phase = models.CharField("阶段", max_length=10, choices=Phase.choices, default=Phase.DURING)
    contacted_on = models.DateField("日期")
    people = models.CharField("我方人员", max_length=200)
    place = models.CharField("地点", max_length=120, blank=True)
    content = models.TextField("说了什么")
    came = models.BooleanField("应邀到场", null=True, default=None)
    leader_took_part = models.BooleanField("主要负责人参加", default=False)
    confirmed = models.BooleanField("提出人确认", null=True, default=None)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    disputed_reason = models.CharField("提出人的说法", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True)
    recorded_by = models.CharField("谁登记", max_length=60)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-contacted_on", "-id"]

    def __str__(self) -> str:
        return f"{self.contacted_on} {self.get_way_display()}"

    @property
    def counts(self) -> bool:
        """As `standing`, of one row."""
        return self.confirmed is not False and (self.way != ContactWay.INVITATION or self.came is True)

    @property
    def is_face_to_face(self) -> bool:
        in_person = self.way in FACE_TO_FACE or (self.way == ContactWay.INVITATION and self.came is True)
        return in_person and bool(self.place and self.people)

    @property
    def awaits_coming(self) -> bool:
        """Invited, and not yet known whether they came."""
        return self.way == ContactWay.INVITATION and self.came is None


class SideOpinion(models.Model):
    """视察、调研中提出的意见: said beside the item's own asks, answered within the time of the pack (R29)."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="side_opinions")
    duty = models.OneToOneField("handling.Duty", on_delete=models.CASCADE, related_name="side_opinion")
    text = models.TextField("意见")
    raised_on = models.DateField("提出日期")
    answer = models.TextField("怎么答复的", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["raised_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="side_opinion_says_what"),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("raised_on")) & ~Q(answer=""),
                name="side_opinion_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
