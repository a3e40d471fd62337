"""Every address of the house."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("huiyin.web.urls")),
    path("", include("huiyin.portal.urls")),
]

handler400 = "huiyin.web.errors.bad_request"
handler403 = "huiyin.web.errors.forbidden"
handler404 = "huiyin.web.errors.not_found"
handler500 = "huiyin.web.errors.broken"
