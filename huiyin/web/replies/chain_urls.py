"""Addresses of what stands round the clearing pages: the chains of a unit, remarks to settle, the pre-check."""

from django.urls import path

from huiyin.web.replies import chains, settling

urlpatterns = [
    path("clearing/chains/", chains.clearing_chains, name="clearing_chains"),
    path("clearing/chains/<str:kind>/place/", chains.set_clearing_place, name="set_clearing_place"),
    path("clearing/chains/<str:kind>/<str:importance>/", chains.clearing_chain, name="clearing_chain"),
    path("clearing/chains/<str:kind>/<str:importance>/drop/", chains.drop_chain, name="drop_chain"),
    path("replies/<int:pk>/remarks/", settling.reply_remarks, name="reply_remarks"),
    path("remarks/<int:pk>/settle/", settling.settle_remark, name="settle_remark"),
    path("replies/<int:pk>/precheck/", settling.record_precheck, name="record_precheck"),
]
