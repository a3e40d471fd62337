"""Addresses of the ledger."""

from django.urls import path

from huiyin.web.ledger import views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("export/", views.export, name="ledger_export"),
]
