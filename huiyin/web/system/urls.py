"""Addresses of rules, calendar and log."""

from django.urls import path

from huiyin.web.system import views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("calendar/", views.working_calendar, name="calendar"),
    path("log/", views.log, name="log"),
]
