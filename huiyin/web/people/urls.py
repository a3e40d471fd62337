"""Addresses of units and people."""

from django.urls import path

from huiyin.web.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/new/", views.add_person, name="add_person"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/change/", views.change_person, name="change_person"),
    path("people/<int:pk>/password/", views.set_password, name="set_password"),
    path("people/<int:pk>/posts/", views.appoint, name="appoint"),
    path("posts/<int:pk>/end/", views.end_post, name="end_post"),
    path("stand-ins/new/", views.stand_in, name="stand_in"),
    path("stand-ins/<int:pk>/end/", views.end_stand_in, name="end_stand_in"),
    path("offices/<int:pk>/portfolio/", views.give_portfolio, name="give_portfolio"),
    path("units/new/", views.add_unit, name="add_unit"),
]
