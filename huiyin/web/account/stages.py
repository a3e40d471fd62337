"""Between the password and the door: the code, of who has a second factor."""

# By way of stagekit: allauth.account.stages cannot be the first of that package to be imported.
from allauth.account.internal.stagekit import LoginStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from huiyin.accounts import second_factor


class SecondFactorStage(LoginStage):
    key = "second_factor"
    urlname = "second_factor_asked"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if second_factor.factor_of(self.login.user) is None:
            return None, True
        return redirect(self.urlname), True


def stage_of(request: HttpRequest) -> LoginStage | None:
    """The sign-in that waits for its code in this session."""
    return LoginStageController.enter(request, SecondFactorStage.key)
