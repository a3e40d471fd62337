"""Addresses of the second factor: asked at the door, looked after at home."""

from django.urls import path

from huiyin.web.account import views

urlpatterns = [
    path("login/second/", views.second_factor_asked, name="second_factor_asked"),
    path("account/second-factor/", views.second_factor, name="second_factor"),
    path("account/second-factor/on/", views.turn_on, name="turn_on_second_factor"),
    path("account/second-factor/codes/", views.renew_codes, name="renew_recovery_codes"),
    path("account/second-factor/off/", views.turn_off, name="turn_off_second_factor"),
    path("people/<int:pk>/second-factor/", views.reset, name="reset_second_factor"),
]
