"""Addresses of facts."""

from django.urls import path

from huiyin.web.facts import stating, views

urlpatterns = [
    path("facts/", views.facts, name="facts"),
    path("facts/export/", views.export, name="export_facts"),
    path("facts/state/", stating.state_fact, name="state_fact"),
    path("facts/table/", stating.state_facts, name="state_facts"),
    path("facts/<int:pk>/", views.fact, name="fact"),
    path("facts/<int:pk>/restate/", stating.restate, name="restate_fact"),
    path("facts/<int:pk>/withdraw/", stating.withdraw, name="withdraw_fact"),
]
