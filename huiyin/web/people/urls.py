"""Addresses of units and people."""

from django.urls import path

from huiyin.web.people import handover, reorganising, submitters, units, views

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
    path("offices/<int:pk>/portfolio/", handover.give_portfolio, name="give_portfolio"),
    path("people/<int:pk>/handover/", handover.hand_over_work, name="hand_over_work"),
    path("people/<int:pk>/leave/", handover.take_leave, name="take_leave"),
    path("leaves/<int:pk>/end/", handover.end_leave, name="end_leave"),
    path("units/", units.units, name="units"),
    path("units/new/", views.add_unit, name="add_unit"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/change/", units.change, name="change_unit"),
    path("units/<int:pk>/rename/", units.rename, name="rename_unit"),
    path("units/<int:pk>/move/", units.move, name="move_unit"),
    path("units/<int:pk>/reorganise/", reorganising.reorganise, name="reorganise_unit"),
    path("submitters/", submitters.submitters, name="submitters"),
    path("submitters/<int:pk>/", submitters.submitter, name="submitter"),
    path("submitters/<int:pk>/correct/", submitters.correct, name="correct_submitter"),
    path("submitters/<int:pk>/gone/", submitters.gone, name="submitter_gone"),
    path("submitters/<int:pk>/back/", submitters.back, name="submitter_back"),
    path("submitters/<int:pk>/merge/", submitters.merge, name="merge_submitters"),
]
