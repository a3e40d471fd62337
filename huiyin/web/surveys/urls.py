"""Addresses of ratings as the coordinator handles them."""

from django.urls import path

from huiyin.web.surveys import papers, recording, views

urlpatterns = [
    path("surveys/", views.surveys, name="surveys"),
    path("replies/<int:pk>/survey/", views.survey, name="survey"),
    path("replies/<int:pk>/survey/open/", views.open_round, name="open_round"),
    path("invitations/<int:pk>/qr.svg", papers.qr, name="invitation_qr"),
    path("invitations/<int:pk>/form.docx", papers.paper_form, name="rating_form"),
    path("invitations/<int:pk>/transcribe/", recording.transcribe, name="transcribe"),
    path("invitations/<int:pk>/waive/", recording.waive, name="waive_invitation"),
    path("invitations/<int:pk>/contest/", recording.contest, name="contest"),
    path("invitations/<int:pk>/decide_contest/", recording.decide_contest, name="decide_contest"),
    path("invitations/<int:pk>/settle/", recording.settle, name="settle"),
]
