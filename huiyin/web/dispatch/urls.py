"""Addresses of 分办: the desk, its tabs, the responsibility list."""

from django.urls import path

from huiyin.web.dispatch import deciding, editions, lists, plans, proposing, receipts, undispatched, views

urlpatterns = [
    path("", views.dispatch, name="dispatch"),
    path("allot/", views.allot_many, name="allot_many"),
    path("undo/<slug:key>/", views.undo_many, name="undo_many"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/sign_for/", receipts.sign_for_many, name="sign_for_many"),
    path("declines/", receipts.declines, name="declines"),
    path("units/", undispatched.undispatched, name="undispatched"),
    path("units/dispatch/", undispatched.dispatch_many, name="dispatch_many"),
    path("plans/", plans.plans, name="plans"),
    path("plans/propose/", proposing.propose_plan, name="propose_plan"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/items/<int:row>/", proposing.change_plan, name="change_plan"),
    path("plans/<int:pk>/submit/", deciding.submit_plan, name="submit_plan"),
    path("plans/<int:pk>/approve/", deciding.approve_plan, name="approve_plan"),
    path("plans/<int:pk>/approval/", deciding.record_approval, name="record_approval"),
    path("plans/<int:pk>/return/", deciding.return_plan, name="return_plan"),
    path("plans/<int:pk>/give_out/", deciding.give_out, name="give_out"),
    path("plans/<int:pk>/end/", deciding.end_plan, name="end_plan"),
    path("plans/<int:pk>/drop/", deciding.drop_plan, name="drop_plan"),
    path("editions/", editions.editions, name="editions"),
    path("editions/make/", editions.make_edition, name="make_edition"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/list.xlsx", editions.edition_sheet, name="edition_sheet"),
    path("responsibility/", lists.responsibility, name="responsibility"),
    path("responsibility.xlsx", lists.responsibility_sheet, name="responsibility_sheet"),
]
