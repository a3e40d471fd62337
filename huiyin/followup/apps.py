"""Registers the room `followup`."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "huiyin.followup"
    label = "followup"
