"""Registers the room `events`."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "huiyin.events"
    label = "events"
