"""Registers the entrance `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "huiyin.web"
    label = "web"
