"""Addresses of the staff's pages: sign-in here, every journey in its own file."""

from allauth.account import views as account
from django.urls import include, path

from huiyin.web.system import views as system

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/", account.password_change, name="account_change_password"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("", include("huiyin.web.account.urls")),
    path("year/", system.choose_year, name="choose_year"),
    path("_components/", system.gallery, name="gallery"),
    path("", include("huiyin.web.workbench.urls")),
    path("intake/", include("huiyin.web.intake.urls")),
    path("screenings/", include("huiyin.web.intake.screening_urls")),
    path("dispatch/", include("huiyin.web.dispatch.urls")),
    path("ledger/", include("huiyin.web.ledger.urls")),
    path("items/", include("huiyin.web.items.urls")),
    path("groups/", include("huiyin.web.items.group_urls")),
    path("", include("huiyin.web.handling.urls")),
    path("", include("huiyin.web.replies.urls")),
    path("", include("huiyin.web.surveys.urls")),
    path("", include("huiyin.web.followup.urls")),
    path("", include("huiyin.web.archives.urls")),
    path("", include("huiyin.web.facts.urls")),
    path("", include("huiyin.web.reports.urls")),
    path("", include("huiyin.web.people.urls")),
    path("", include("huiyin.web.system.urls")),
]
