"""Addresses of one item."""

from django.urls import path

from huiyin.web.items import views

urlpatterns = [path("<int:pk>/", views.item, name="item")]
