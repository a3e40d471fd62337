"""Addresses of the desk."""

from django.urls import path

from huiyin.web.workbench import views

urlpatterns = [path("", views.desk, name="desk")]
