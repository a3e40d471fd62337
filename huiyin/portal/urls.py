"""Addresses behind the submitter's own link."""

from django.urls import path

from huiyin.portal import letters, views

urlpatterns = [
    path("r/<str:token>/", views.page, name="submitter"),
    path("r/<str:token>/rate/", views.rate, name="submitter_rate"),
    path("r/<str:token>/words/", views.words, name="submitter_words"),
    path("r/<str:token>/contacts/<int:pk>/", views.confirm, name="submitter_confirm"),
    path("r/<str:token>/received/", views.receive, name="submitter_received"),
    path("r/<str:token>/letter/", letters.letter, name="submitter_letter"),
    path("r/<str:token>/letter.docx", letters.letter_file, name="submitter_letter_file"),
    path("r/<str:token>/letter.pdf", letters.letter_pdf_file, name="submitter_letter_pdf"),
]
