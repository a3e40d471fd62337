"""Handing over what somebody has in hand, who leads an office, and who is away."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from huiyin.accounts import leaving, policy
from huiyin.accounts.models import Leave, User
from huiyin.directory.models import Unit
from huiyin.handling.handing_over import can_hand_over, change_portfolio, held_by
from huiyin.replies.succession import hand_over
from huiyin.web.handling.acting import insist
from huiyin.web.handling.forms import posted
from huiyin.web.people import forms, reading
from huiyin.web.people.acting import Asked, act
from huiyin.web.seat import StaffRequest, own_unit

MEANWHILE = "外出期间谁办，请另外安排代理；没有安排的显示“无人代理”。"


def hand_over_work(request: StaffRequest, pk: int) -> HttpResponse:
    """交接在办的件: all of the department for its coordinator, those of the office for its head."""
    unit = own_unit(request)
    user = get_object_or_404(reading.people_of(unit), pk=pk)
    place = _place(request, unit)
    held = held_by(user, place)
    everybody = reading.people_of(unit).exclude(pk=user.pk).filter(is_active=True)
    form = posted(forms.HandOverForm, request, department=unit, people=everybody, held=held)
    asked = Asked(
        f"交接 {user.name} 在办的件",
        "已交接，每一件都记了一笔。",
        why="稿子仍写原拟稿人，接手的人接着改；指名等其办的审签一并交接。已办结的不动。",
        to=reverse("person", args=[pk]),
        act="交接所选的件",
    )
    return act(
        request,
        form,
        lambda taker, **facts: hand_over(user, taker, unit=place, **facts),
        asked,
    )


def _place(request: StaffRequest, unit: Unit) -> Unit:
    """The department, or the office whose head asks."""
    places = [unit, *(seat.unit for seat in request.person.seats)]
    may = [place for place in places if can_hand_over(request.person, place)]
    insist(bool(may), "办理交接")
    return may[0]


def take_leave(request: StaffRequest, pk: int) -> HttpResponse:
    """登记外出."""
    user = _person(request, pk)
    insist(policy.can_register_leave(request.person, user), "登记外出")
    form = posted(forms.LeaveForm, request, initial={"starts_on": request.today})
    asked = Asked(f"登记 {user.name} 外出", "外出已登记。", MEANWHILE, reverse("person", args=[pk]))
    return act(request, form, leaving.take_leave, asked, user)


def end_leave(request: StaffRequest, pk: int) -> HttpResponse:
    """提前返岗."""
    people = reading.people_of(own_unit(request))
    leave = get_object_or_404(Leave.objects.select_related("user"), pk=pk, user__in=people, ended_at=None)
    insist(policy.can_register_leave(request.person, leave.user), "结束外出登记")
    form = posted(forms.BackForm, request, initial={"last_on": request.today})
    to = reverse("person", args=[leave.user_id])
    return act(request, form, leaving.end_leave, Asked(f"{leave.user.name} 提前返岗", "已登记。", to=to), leave)


def give_portfolio(request: StaffRequest, pk: int) -> HttpResponse:
    """定分管领导; what is under way follows, or is finished by the former one."""
    unit = own_unit(request)
    office = get_object_or_404(Unit.objects.filter(parent=unit), pk=pk)
    insist(policy.can_give_portfolio(request.person, office), "指定分管领导")
    form = posted(forms.PortfolioForm, request, department=unit, people=reading.people_of(unit))
    asked = Asked(f"定 {office.name} 的分管领导", "分管领导已定。")
    return act(request, form, lambda leader, **facts: change_portfolio(leader, office, **facts), asked)


def _person(request: StaffRequest, pk: int) -> User:
    return get_object_or_404(reading.people_of(own_unit(request)), pk=pk)
