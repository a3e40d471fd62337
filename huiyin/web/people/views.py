"""Units and people: everybody reads; the system administrator changes people, the coordinator arranges who stands in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from huiyin.accounts import actions, policy
from huiyin.accounts.models import Post, StandIn, User
from huiyin.directory import actions as directory_actions
from huiyin.directory.models import Unit
from huiyin.directory.policy import can_manage_units
from huiyin.web.handling.acting import insist
from huiyin.web.handling.forms import ActForm, posted
from huiyin.web.people import forms, reading
from huiyin.web.people.acting import Asked, act, tabs
from huiyin.web.seat import StaffRequest, own_unit


def people(request: StaffRequest) -> HttpResponse:
    """单位与人员."""
    unit = own_unit(request)
    facts = {
        "place": "people",
        "unit": unit,
        "desks": reading.desks_of(unit, on=request.today),
        "administrators": reading.administrators_of(unit, on=request.today),
        "stand_ins": reading.stand_ins_of(unit, on=request.today),
        "leaves": reading.leaves_of(unit, on=request.today),
        "gaps": reading.gaps(unit, on=request.today),
        "tabs": tabs(request, "people"),
        **_may(request, unit),
    }
    return render(request, "people/people.html", facts)


def person(request: StaffRequest, pk: int) -> HttpResponse:
    """One person: posts held here, how to reach them."""
    unit = own_unit(request)
    user = get_object_or_404(reading.people_of(unit), pk=pk)
    facts = {
        "place": "people",
        "user_shown": user,
        "posts": reading.posts_of(user, unit, on=request.today),
        **reading.hands_of(user, unit, request.person, on=request.today),
        "may_reset_factor": reading.may_reset_factor(user, request.person),
        **_may(request, unit),
    }
    return render(request, "people/person.html", facts)


def add_person(request: StaffRequest) -> HttpResponse:
    """新增人员，同时任命第一个岗位."""
    unit = own_unit(request)
    insist(policy.can_manage_people(request.person, unit), "新增人员")
    form = posted(forms.PersonForm, request, department=unit)
    return _act(
        request, form, _added, "新增人员", "人员已新增。", why="岗位决定能看什么、能办什么；三员不得兼任业务岗位。"
    )


def change_person(request: StaffRequest, pk: int) -> HttpResponse:
    user = _person(request, pk, "更改人员信息")
    form = posted(
        forms.ContactForm, request, initial={name: getattr(user, name) for name in forms.ContactForm.base_fields}
    )
    return _act(request, form, actions.change_person, f"更改 {user.name} 的信息", "已更改。", user)


def set_password(request: StaffRequest, pk: int) -> HttpResponse:
    user = _person(request, pk, "设定密码")
    form = posted(forms.PasswordForm, request)
    return _act(
        request,
        form,
        actions.set_password,
        f"给 {user.name} 设新密码",
        "密码已设好，请当面告诉本人，并请其登录后再换。",
        user,
    )


def appoint(request: StaffRequest, pk: int) -> HttpResponse:
    user = _person(request, pk, "任命岗位")
    form = posted(forms.PostForm, request, department=own_unit(request))
    return _act(request, form, actions.appoint, f"任命 {user.name}", "已任命。", user)


def end_post(request: StaffRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(
        Post.objects.select_related("user", "unit"), pk=pk, unit__in=policy.units_of_department(own_unit(request))
    )
    insist(policy.can_manage_people(request.person, post.unit), "免去岗位")
    form = posted(forms.EndForm, request)
    return _act(
        request,
        form,
        actions.end_post,
        f"免去 {post.user.name} 的{post.get_role_display()}",
        reading.told_of(post),
        post,
    )


def stand_in(request: StaffRequest) -> HttpResponse:
    """安排代理: the coordinator for anybody, anybody for themselves."""
    unit = own_unit(request)
    everybody = reading.people_of(unit)
    form = posted(forms.StandInForm, request, department=unit, people=everybody, initial=_said(request))
    why = "代理人以自己的名义办，记录里写明代谁。三员的岗位不得互代。"
    return _act(request, form, actions.stand_in, "安排代理", "代理已安排。", why=why)


def _said(request: StaffRequest) -> dict[str, Any]:
    """Where a gap was shown, its post and its days are filled in already."""
    return {"starts_on": request.today, **request.GET.dict()}


def end_stand_in(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(
        StandIn.objects.select_related("unit", "principal", "deputy"),
        pk=pk,
        unit__in=policy.units_of_department(own_unit(request)),
    )
    insist(policy.can_arrange_stand_in(request.person, row.unit, f"user:{row.principal_id}"), "结束代理")
    form = posted(forms.LastDayForm, request, initial={"last_on": request.today})
    return _act(
        request, form, actions.end_stand_in, f"结束 {row.deputy.name} 代 {row.principal.name}", "代理已结束。", row
    )


def add_unit(request: StaffRequest) -> HttpResponse:
    unit = own_unit(request)
    insist(can_manage_units(request.person, unit), "新增单位")
    form = posted(forms.UnitForm, request, department=unit)
    return _act(request, form, directory_actions.add_unit, "新增处室", "处室已新增。")


def _added(*, unit: Unit, role: str, by: Any, now: Any, **facts: Any) -> None:
    user = actions.add_person(by=by, now=now, **facts)
    actions.appoint(user, unit, role, by=by, now=now)


def _person(request: StaffRequest, pk: int, what: str) -> User:
    """Somebody of the own department, whom the system administrator may change."""
    unit = own_unit(request)
    user = get_object_or_404(reading.people_of(unit), pk=pk)
    insist(policy.can_manage_people(request.person, unit), what)
    return user


def _act(
    request: StaffRequest,
    form: ActForm,
    action: Callable[..., Any],
    title: str,
    told: str,
    *objects: Any,
    why: str = "",
) -> HttpResponse:
    """Ask, act, tell, go back to the list."""
    return act(request, form, action, Asked(title, told, why), *objects)


def _may(request: StaffRequest, unit: Unit) -> dict[str, bool]:
    return {
        "may_manage_people": policy.can_manage_people(request.person, unit),
        "may_coordinate": policy.is_coordinator(request.person, unit),
        "may_manage_units": can_manage_units(request.person, unit),
    }
