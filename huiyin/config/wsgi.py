"""The WSGI door: what a web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings")
application = get_wsgi_application()
# Read all addresses now, then never look for garbage among what was loaded: such a look costs a request 60 ms.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
# A page makes tens of thousands of objects that die by themselves: looking every 700 of them takes a sixth of its time.
gc.set_threshold(50_000, 20, 100)
