"""Addresses of one item."""

from django.urls import path

from huiyin.web.items import views

urlpatterns = [
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/history/", views.history, name="history"),
    path("<int:pk>/duties/", views.duties, name="duties"),
    path("<int:pk>/papers/", views.papers, name="papers"),
]
