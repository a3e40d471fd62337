"""Addresses of 成组办理."""

from django.urls import path

from huiyin.web.items import groups

urlpatterns = [
    path("", groups.groups, name="groups"),
    path("<int:pk>/", groups.group, name="group"),
    path("<int:pk>/entry/", groups.change_group, name="change_group"),
    path("<int:pk>/notes/", groups.add_group_note, name="add_group_note"),
    path("<int:pk>/items/<int:item>/remove/", groups.remove_from_group, name="remove_from_group"),
]
