"""Registers the entrance `worker`."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "huiyin.worker"
    label = "worker"
