"""Addresses of one item."""

from django.urls import path

from huiyin.web.items import courses, groups, kinship, views

urlpatterns = [
    path("recurring/", kinship.recurring, name="recurring"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/history/", views.history, name="history"),
    path("<int:pk>/duties/", views.duties, name="duties"),
    path("<int:pk>/papers/", views.papers, name="papers"),
    path("<int:pk>/recurrences/", kinship.recurrences, name="recurrences"),
    path("<int:pk>/recurrences/<int:other>/link/", kinship.link_recurrence, name="link_recurrence"),
    path("<int:pk>/recurrences/unlink/", kinship.unlink_recurrence, name="unlink_recurrence"),
    path("<int:pk>/groups/", groups.join_group, name="join_group"),
    path("<int:pk>/course/", courses.take_step, name="take_step"),
    path("<int:pk>/suggestion/", courses.turn_into_suggestion, name="turn_into_suggestion"),
]
