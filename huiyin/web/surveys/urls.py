"""Addresses of ratings as the coordinator handles them."""

from django.urls import path

from huiyin.web.surveys import views

urlpatterns = [
    path("surveys/", views.surveys, name="surveys"),
    path("replies/<int:pk>/survey/", views.survey, name="survey"),
    path("replies/<int:pk>/survey/open/", views.open_round, name="open_round"),
    path("invitations/<int:pk>/qr.svg", views.qr, name="invitation_qr"),
    path("invitations/<int:pk>/form.docx", views.paper_form, name="rating_form"),
    path("invitations/<int:pk>/transcribe/", views.transcribe, name="transcribe"),
    path("invitations/<int:pk>/waive/", views.waive, name="waive_invitation"),
    path("invitations/<int:pk>/contest/", views.contest, name="contest"),
    path("invitations/<int:pk>/decide_contest/", views.decide_contest, name="decide_contest"),
    path("invitations/<int:pk>/settle/", views.settle, name="settle"),
]
