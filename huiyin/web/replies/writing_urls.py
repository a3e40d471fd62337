"""Addresses of writing a letter as text, taking it back from outside, and comparing its versions."""

from django.urls import path

from huiyin.web.replies import coming_back, letter_text, versions

urlpatterns = [
    path("replies/<int:pk>/versions/", versions.versions, name="reply_versions"),
    path("replies/<int:pk>/text/", letter_text.letter_text, name="letter_text"),
    path("replies/<int:pk>/text/<slug:part>/restore/", letter_text.restore_text, name="restore_text"),
    path("replies/<int:pk>/text/paste/", coming_back.paste_text, name="paste_text"),
    path("replies/<int:pk>/text/upload/", coming_back.upload_letter, name="upload_letter"),
    path("replies/<int:pk>/text/accept/", coming_back.accept_text, name="accept_text"),
    path("replies/<int:pk>/answers/<int:number>/move/", letter_text.move_answer, name="move_answer"),
    path("replies/<int:pk>/answers/<int:number>/join/", letter_text.join_answer, name="join_answer"),
]
