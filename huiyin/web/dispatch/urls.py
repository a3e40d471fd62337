"""Addresses of 分办: the desk, its tabs, the responsibility list."""

from django.urls import path

from huiyin.web.dispatch import lists, receipts, undispatched, views

urlpatterns = [
    path("", views.dispatch, name="dispatch"),
    path("allot/", views.allot_many, name="allot_many"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/sign_for/", receipts.sign_for_many, name="sign_for_many"),
    path("declines/", receipts.declines, name="declines"),
    path("units/", undispatched.undispatched, name="undispatched"),
    path("units/dispatch/", undispatched.dispatch_many, name="dispatch_many"),
    path("responsibility/", lists.responsibility, name="responsibility"),
    path("responsibility.xlsx", lists.responsibility_sheet, name="responsibility_sheet"),
]
