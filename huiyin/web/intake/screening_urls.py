"""Addresses of 提案审查."""

from django.urls import path

from huiyin.web.intake import screening

urlpatterns = [
    path("", screening.screening, name="screening"),
    path("<int:pk>/", screening.screen, name="screen"),
    path("<int:pk>/told/", screening.tell_proposer, name="tell_proposer"),
    path("<int:pk>/again/", screening.screen_again, name="screen_again"),
    path("<int:pk>/resubmit/", screening.resubmit, name="resubmit"),
    path("<int:pk>/notice.docx", screening.screening_notice, name="screening_notice"),
]
