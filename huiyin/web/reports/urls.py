"""Addresses of this journey."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
