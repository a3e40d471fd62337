"""Registers the entrance `worker` and, once at start, what follows from what happened."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    name = "huiyin.worker"
    label = "worker"

    def ready(self) -> None:
        """Rooms may only be imported once all of them are loaded."""
        from huiyin.events import jobs
        from huiyin.worker import reactions

        jobs.register(reactions.WORK, reactions.REACTIONS, long=reactions.LONG)
