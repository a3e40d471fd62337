"""Addresses of the statistics and of the annual report."""

from django.urls import path

from huiyin.web.reports import annual, counting, statistics, writing

urlpatterns = [
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/export/", statistics.export_statistics, name="export_statistics"),
    path("statistics/scope/", counting.counting_scope, name="counting_scope"),
    path("annual/", annual.annual_report, name="annual_report"),
    path("annual/report.<str:form>", annual.download_report, name="download_report"),
    path("annual/figures/<str:name>/", annual.figure, name="figure"),
    path("annual/sections/<int:section>/take_over/", writing.take_over, name="take_over_section"),
    path("annual/sections/<int:section>/add/", writing.add_passage, name="add_passage"),
    path("annual/passages/<int:pk>/", writing.save_passage, name="save_passage"),
    path("annual/passages/<int:pk>/remove/", writing.remove_passage, name="remove_passage"),
]
