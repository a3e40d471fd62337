"""Addresses of the archives."""

from django.urls import path

from huiyin.web.archives import views

urlpatterns = [
    path("archives/", views.archives, name="archives"),
    path("archives/<int:pk>/package.zip", views.package, name="archive_package"),
    path("archives/<int:pk>/verify/", views.verify_set, name="verify_archive_set"),
    path("archives/<int:pk>/retention/", views.change_retention, name="change_retention"),
    path("archive_years/", views.archive_year, name="archive_whole_year"),
    path("archive_years/<int:pk>/", views.year, name="archive_year"),
    path("items/<int:pk>/archives/", views.archive_of, name="archive_of"),
    path("items/<int:pk>/archives/make/", views.make_set, name="make_archive_set"),
]
