"""Registers the room `replies`."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    name = "huiyin.replies"
    label = "replies"
