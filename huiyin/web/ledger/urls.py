"""Addresses of the ledger."""

from django.urls import path

from huiyin.web.ledger import bulk, views

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("export/", views.export, name="ledger_export"),
    path("sign_for/", bulk.sign_for_chosen, name="sign_for_chosen"),
    path("tag/", bulk.tag_chosen, name="tag_chosen"),
    path("assign/", bulk.assign_chosen, name="assign_chosen"),
]
