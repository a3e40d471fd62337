"""Addresses of rules, calendar and log."""

from django.urls import path

from huiyin.web.system import views

urlpatterns = [
    path("rules/", views.rules, name="rules"),
]
