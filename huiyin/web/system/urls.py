"""Addresses of rules, calendar and log."""

from django.urls import path

from huiyin.web.system import files, views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("calendar/", views.working_calendar, name="calendar"),
    path("log/", views.log, name="log"),
    path("files/<int:pk>/", files.stored_file, name="stored_file"),
]
