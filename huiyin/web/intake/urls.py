"""Addresses of 收件: lists that came in, and one item entered by hand."""

from django.urls import path

from huiyin.web.intake import asking, comparing, entering, keeping, mending, texts, views

urlpatterns = [
    path("", views.intake, name="intake"),
    path("upload/", views.upload, name="upload"),
    path("register/", entering.register, name="register"),
    path("<int:pk>/", views.preview, name="import"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<int:bundle>/", texts.bundle, name="bundle"),
    path("texts/<int:bundle>/choose/", texts.choose_texts, name="choose_texts"),
    path("texts/<int:bundle>/attach/", texts.attach_texts, name="attach_texts"),
    path("texts/<int:bundle>/drop/", texts.drop_texts, name="drop_texts"),
    path("<int:pk>/mend/", mending.mend_row, name="mend_row"),
    path("<int:pk>/set-aside/", mending.set_row_aside, name="set_row_aside"),
    path("<int:pk>/restore/", mending.restore_row, name="restore_row"),
    path("<int:pk>/again/", mending.take_up_again, name="take_up_again"),
    path("<int:pk>/answer/", asking.answer_questions, name="answer_questions"),
    path("<int:pk>/reconcile/", comparing.reconciliation, name="reconciliation"),
    path("<int:pk>/reconcile.xlsx", comparing.reconciliation_file, name="reconciliation_file"),
    path("<int:pk>/columns/", views.correct_columns, name="correct_columns"),
    path("<int:pk>/finish/", views.finish, name="finish_import"),
    path("<int:pk>/drop/", views.drop, name="drop_import"),
    path("<int:pk>/rows.xlsx", keeping.row_log, name="row_log"),
    path("<int:pk>/file/", keeping.list_file, name="list_file"),
]
