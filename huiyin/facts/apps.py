"""Registers the room `facts`."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "huiyin.facts"
    label = "facts"
