"""Registers the room `planning`."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "huiyin.planning"
    label = "planning"
