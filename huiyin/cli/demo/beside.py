"""What stands beside the single items of the current year: a plan to approve, a group, a motion, material asked for."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from huiyin.accounts.actions import stand_in
from huiyin.accounts.leaving import take_leave
from huiyin.accounts.models import LeaveReason
from huiyin.accounts.models import Role as Post
from huiyin.cli.demo.places import Place
from huiyin.cli.demo.running import session_of
from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.actors import SHANGHAI
from huiyin.handling.contacts import add_contact
from huiyin.handling.dispatching import DispatchPlan, dispatch_many
from huiyin.handling.materials import ask_material
from huiyin.handling.models import Assignment, AssignmentQuerySet, State
from huiyin.handling.overriding import set_override
from huiyin.items.actions import ItemDraft, open_batch, register_many
from huiyin.items.courses import take_step
from huiyin.items.groups import add_group_note, make_group
from huiyin.planning.actions import Part, propose, submit_plan

GROUP = "人才和队伍建设"
PLAN_OF = 5


@dataclass(frozen=True)
class Beside:
    """A place and its day."""

    place: Place
    today: dt.date

    def facts(self, days_ago: int = 0) -> dict[str, Any]:
        """The coordinator, at ten o'clock so many days ago."""
        day = self.today - dt.timedelta(days=days_ago)
        return {"by": self.place.coordinator, "now": dt.datetime.combine(day, dt.time(10), SHANGHAI)}

    def tops(self) -> AssignmentQuerySet:
        rows = Assignment.objects.of_unit(self.place.unit).of_year(self.today.year)
        return rows.leading().with_people().order_by("id")

    def at_work(self) -> list[Assignment]:
        return list(self.tops().filter(state=State.HANDLING, duties__kind="reply", duties__met_on=None).distinct())

    def plan(self) -> None:
        """分办方案：最新一批里的几件，等主要负责人批准。"""
        newest = list(self.tops().filter(state=State.WAITING, children=None).order_by("-id")[:PLAN_OF])
        offices = list(self.place.offices.values())
        parts = [
            Part(top, office, officer=self.place.officers[office.pk], requirement="先沟通后答复")
            for top, office in zip(newest, offices[1:], strict=False)
        ]
        if parts:
            plan = propose(self.place.unit, name="最新一批分办方案", year=self.today.year, parts=parts, **self.facts())
            submit_plan(plan, approver=self.place.chief, **self.facts())

    def group(self) -> None:
        """成组办理：几件相近的一起调研，各自答复。"""
        items = [top.item for top in self.at_work()[:3]]
        if len(items) > 1:
            research = "已走访两个社区卫生服务中心，听取医务人员意见。"
            group = make_group(self.place.unit, name=GROUP, items=items, research=research, **self.facts())
            add_group_note(group, text="今年已完成基层医务人员培训四期", source="本单位工作台账", **self.facts())

    def motion(self) -> None:
        """议案：本单位会办，按环节登记。"""
        day = self.today - dt.timedelta(days=min(150, self.today.timetuple().tm_yday - 1))
        ago = (self.today - day).days
        batch = open_batch(
            unit=self.place.unit,
            session=session_of(self.place, "motion", self.today.year),
            name="议案和线下办理件",
            year=self.today.year,
            dispatched_on=day,
            in_session=True,
            **self.facts(ago),
        )
        drafts = [
            ItemDraft("motion", "1号", "关于推进公共卫生体系建设的议案", grounds="见议案文本", measures="见议案文本"),
            ItemDraft("suggestion", "0901", offline=True),
        ]
        items = register_many(drafts, batch=batch, **self.facts(ago))
        label = self.place.plan.get("assist_label", "会办")
        dispatch_many([DispatchPlan(item, self.place.unit, "assist", label, day) for item in items], **self.facts(ago))
        take_step(items[0], verb="lay_plan", text="由市政府统筹制定方案，本单位参加。", on=day, **self.facts(ago))

    def asked_of_others(self) -> None:
        """请外单位提供材料，邀请提出人视察。"""
        rows = self.at_work()
        if not rows:
            return
        centre = find_or_add_outside_unit("示例区人民政府", level=self.place.unit.level, place=self.place.unit.place)
        due_on = self.today + dt.timedelta(days=6)
        ask_material(rows[0], centre, text="请提供辖区相关机构名单和运行情况。", due_on=due_on, **self.facts(4))
        signer = rows[-1].item.signatures.filter(order=0).first()
        if signer:
            add_contact(
                rows[-1],
                submitter=signer.submitter,
                way="invitation",
                contacted_on=self.today,
                people="经办处室",
                place="示例社区卫生服务中心",
                content="邀请到现场看一看改造情况。",
                **self.facts(),
            )

    def away(self) -> None:
        """一位经办人出差，有人代理。"""
        office = list(self.place.offices.values())[-1]
        who, deputy = self.place.officers[office.pk], self.place.heads[office.pk]
        until = self.today + dt.timedelta(days=5)
        take_leave(who, starts_on=self.today, ends_on=until, reason=LeaveReason.BUSINESS, **self.facts())
        facts: dict[str, Any] = {
            "unit": office,
            "role": Post.OFFICER,
            "starts_on": self.today,
            "ends_on": until,
            "reason": "出差",
        }
        stand_in(who, deputy, **facts, **self.facts())

    def own_times(self) -> None:
        """本批通知另定的时限。"""
        newest = self.tops().last()
        if newest:
            clause = f"{newest.item.batch.sender}交办函：会办意见应当在一个月内送主办单位"
            month: dict[str, Any] = {"amount": 1, "unit": "months", "base": "dispatched"}
            set_override(newest.item.batch, "opinion", clause=clause, **month, **self.facts())


def load_beside(place: Place, *, today: dt.date) -> None:
    """Everything that stands beside the items of this year."""
    found = Beside(place, today)
    found.motion()
    found.plan()
    found.group()
    found.asked_of_others()
    found.away()
    found.own_times()
