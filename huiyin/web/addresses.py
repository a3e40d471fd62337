"""Addresses that may not exist for every act: a page of its own, else the panel of the item page."""

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: object) -> str:
    """The address of this name, or nothing when the house has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def panel(item: int, name: str = "") -> str:
    """A panel of an item's page."""
    return f"{reverse('item', args=[item])}{f'#{name}' if name else ''}"
