"""Registers the room `items`."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "huiyin.items"
    label = "items"
