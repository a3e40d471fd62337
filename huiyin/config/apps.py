"""Starts the house: where the site's calendars and rule packs lie, and which settings deserve a warning."""

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import register

from huiyin.config import checks
from huiyin.rules import packs
from huiyin.workdays import calendar


class ConfigConfig(AppConfig):
    name = "huiyin.config"
    label = "config"

    def ready(self) -> None:
        """Runs once in every process."""
        calendar.configure(settings.DATA_DIR)
        packs.configure(settings.DATA_DIR)
        for check in checks.ALL:
            register(check)
