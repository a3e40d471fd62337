"""Addresses of 收件: lists that came in, and one item entered by hand."""

from django.urls import path

from huiyin.web.intake import entering, keeping, views

urlpatterns = [
    path("", views.intake, name="intake"),
    path("upload/", views.upload, name="upload"),
    path("register/", entering.register, name="register"),
    path("<int:pk>/", views.preview, name="import"),
    path("<int:pk>/columns/", views.correct_columns, name="correct_columns"),
    path("<int:pk>/finish/", views.finish, name="finish_import"),
    path("<int:pk>/drop/", views.drop, name="drop_import"),
    path("<int:pk>/rows.xlsx", keeping.row_log, name="row_log"),
    path("<int:pk>/file/", keeping.list_file, name="list_file"),
]
