"""Words and shapes that templates may use."""

from django import template

register = template.Library()
