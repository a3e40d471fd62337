"""Addresses of commitments."""

from django.urls import path, register_converter

from huiyin.web.followup import keeping, views


class FollowupVerb:
    """Only the verbs of keeping.ACTS."""

    regex = "|".join(keeping.ACTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FollowupVerb, "followup_verb")

urlpatterns = [
    path("commitments/", views.commitments, name="commitments"),
    path("commitments/export/", views.export, name="export_commitments"),
    path("commitments/carry_over/", keeping.carry_over, name="carry_over"),
    path("commitments/<int:pk>/", views.commitment, name="commitment"),
    path("commitments/<int:pk>/milestones/<int:milestone>/reach/", keeping.reach_milestone, name="reach_milestone"),
    path("commitments/<int:pk>/<followup_verb:verb>/", keeping.act, name="follow_up"),
]
