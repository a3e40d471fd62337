"""The pinyin key by which Chinese names are put in order."""

from pypinyin import lazy_pinyin

LIMIT = 200


def sort_key_of(name: str) -> str:
    """卫生健康委 → weishengjiankangwei."""
    return "".join(lazy_pinyin(name)).lower()[:LIMIT]
