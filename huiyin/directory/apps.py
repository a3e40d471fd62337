"""Registers the room `directory`."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "huiyin.directory"
    label = "directory"
