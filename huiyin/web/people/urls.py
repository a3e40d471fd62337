"""Addresses of units and people."""

from django.urls import path

from huiyin.web.people import views

urlpatterns = [path("people/", views.people, name="people")]
