"""Addresses of what comes after the letter, and of a letter that takes the place of another."""

from django.urls import path

from huiyin.web.replies import anew, classes, delivering, oral, uploads

urlpatterns = [
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads.xlsx", uploads.export_uploads, name="export_uploads"),
    path("replies/<int:pk>/deliver/", delivering.deliver, name="deliver"),
    path("replies/<int:pk>/upload/", uploads.upload, name="upload"),
    path("replies/<int:pk>/anew/", anew.answer_anew, name="answer_anew"),
    path("replies/<int:pk>/left/<int:promise>/go_on/", anew.go_on, name="go_on"),
    path("replies/<int:pk>/left/<int:promise>/drop/", anew.drop_promise, name="drop_promise"),
    path("replies/<int:pk>/left/<int:promise>/take_up/", anew.take_up_again, name="take_up_again"),
    path("assignments/<int:pk>/oral/", oral.record_oral, name="record_oral"),
    path("assignments/<int:pk>/oral_form.pdf", oral.oral_form, name="oral_form"),
    path("classes/", classes.reply_classes, name="reply_classes"),
    path("classes/<int:pk>/remove/", classes.remove_peer_share, name="remove_peer_share"),
]
