"""Who may act: people, the posts they hold in units, who stands in for whom."""

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from huiyin.directory.models import Unit


class Role(models.TextChoices):
    DISPATCHER = "dispatcher", "交办"
    COORDINATOR = "coordinator", "综合协调"
    OFFICER = "officer", "经办"
    OFFICE_HEAD = "office_head", "处室负责人"
    LEADER_IN_CHARGE = "leader_in_charge", "分管领导"
    CHIEF = "chief", "主要负责人"
    INSPECTOR = "inspector", "督查"
    CONGRESS_STAFF = "congress_staff", "人大代表工委"
    CPPCC_STAFF = "cppcc_staff", "政协提案委"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全保密管理员"
    AUDITOR = "auditor", "审计员"


ADMIN_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """A new person; without a password they cannot sign in until one is set."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account. What they may do hangs on their posts, nothing else."""

    username = models.CharField("登录名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    phone = models.CharField("电话", max_length=40, blank=True)
    email = models.EmailField("电子邮件", blank=True)
    is_active = models.BooleanField("启用", default=True)
    seen_at = models.DateTimeField("上次看到", null=True, default=None)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    def on(self, day: dt.date) -> "PostQuerySet":
        """Posts held on that day."""
        return self.filter(Q(held_from=None) | Q(held_from__lte=day), Q(held_to=None) | Q(held_to__gt=day))


class Post(models.Model):
    """岗位任职: one person, one unit, one role, for a time."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField("岗位", max_length=20, choices=Role.choices)
    held_from = models.DateField("自", null=True, blank=True)
    held_to = models.DateField("至", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role", "held_from"], name="post_is_one"),
            models.CheckConstraint(
                condition=Q(held_to=None) | Q(held_from=None) | Q(held_to__gt=F("held_from")), name="post_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit} · {self.get_role_display()}"


class Portfolio(models.Model):
    """分管: which leader answers for which office."""

    leader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="portfolios")
    office = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="portfolio")

    def __str__(self) -> str:
        return f"{self.leader} 分管 {self.office}"


class StandIn(models.Model):
    """委托代理: who acts for whom, in which role and unit, from when to when."""

    principal = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stood_in_by")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stands_in_for")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    role = models.CharField("岗位", max_length=20, choices=Role.choices)
    starts_on = models.DateField("自")
    ends_on = models.DateField("至")
    reason = models.CharField("事由", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="stand_in_ends_later"),
            models.CheckConstraint(condition=~Q(principal=F("deputy")), name="nobody_stands_in_for_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} 代 {self.principal}"


class LeaveReason(models.TextChoices):
    BUSINESS = "business", "出差"
    TRAINING = "training", "学习培训"
    LEAVE = "leave", "休假"
    ILLNESS = "illness", "病假"
    SECONDED = "seconded", "借调"
    OTHER = "other", "其他"


class LeaveQuerySet(models.QuerySet["Leave"]):
    def on(self, day: dt.date) -> "LeaveQuerySet":
        """Who is away on that day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, ended_at=None)

    def coming(self, day: dt.date) -> "LeaveQuerySet":
        """Away on that day or later."""
        return self.filter(ends_on__gte=day, ended_at=None)


class Leave(models.Model):
    """请假外出: who is away from when to when. Who acts meanwhile is said by the stand-ins of these days."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="leaves")
    starts_on = models.DateField("自")
    ends_on = models.DateField("至")
    reason = models.CharField("事由", max_length=10, choices=LeaveReason.choices)
    ended_at = models.DateTimeField("撤销", null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="leave_ends_later"),
        ]
        indexes = [models.Index(fields=["user", "ends_on"], name="leave_of_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.starts_on}—{self.ends_on}"


class SecondFactor(models.Model):
    """二次验证: an authenticator app whose code is asked beside the password; the secret is kept masked, never shown again."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="second_factor")
    secret = models.CharField("密钥（遮盖）", max_length=120)
    turned_on_at = models.DateTimeField("启用时间")
    last_counter = models.BigIntegerField("用过的最后一个半分钟", default=0)

    def __str__(self) -> str:
        return f"{self.user} 二次验证"


class RecoveryCode(models.Model):
    """备用码: for who lost the phone; works once, kept as a digest only."""

    factor = models.ForeignKey(SecondFactor, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField("摘要", max_length=64)
    used_at = models.DateTimeField("用掉的时间", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["factor", "digest"], name="recovery_code_is_one")]

    def __str__(self) -> str:
        return "用过的备用码" if self.used_at else "备用码"
