"""Registers the room `exchange`."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "huiyin.exchange"
    label = "exchange"
