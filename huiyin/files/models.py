"""Stored files: what was stored, by whom and when; the bytes lie in the store under their digest."""

from typing import Self

from django.db import models


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def stored_as(self, digest: str) -> Self:
        return self.filter(digest=digest)


class StoredFile(models.Model):
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=200)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("字节数")
    kind = models.CharField("用途", max_length=20, blank=True)
    created_at = models.DateTimeField("存入时间")
    created_by = models.CharField("存入人", max_length=100)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["digest", "name", "kind", "created_by"], name="files_same_file_once"),
        ]

    def __str__(self) -> str:
        return self.name
