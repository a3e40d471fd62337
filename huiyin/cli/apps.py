"""Registers the entrance `cli`."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "huiyin.cli"
    label = "cli"
