"""Registers the room `archives`."""

from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    name = "huiyin.archives"
    label = "archives"
