"""Addresses of rules, calendar and log."""

from django.urls import path

from huiyin.web.system import arranging, batchclocks, files, reissuing, rulepages, views

urlpatterns = [
    path("rules/", rulepages.rules, name="rules"),
    path("rules/reissue/", reissuing.reissue, name="reissue"),
    path("rules/recount/", reissuing.recount, name="recount"),
    path("calendar/", rulepages.working_calendar, name="calendar"),
    path("calendar/<int:year>/arrangement/", arranging.arrangement, name="arrangement"),
    path("batches/<int:pk>/clocks/", batchclocks.batch_clocks, name="batch_clocks"),
    path("overrides/<int:pk>/remove/", batchclocks.remove_override, name="remove_override"),
    path("log/", views.log, name="log"),
    path("files/<int:pk>/", files.stored_file, name="stored_file"),
]
