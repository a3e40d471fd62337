"""Registers the room `files`."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "huiyin.files"
    label = "files"
