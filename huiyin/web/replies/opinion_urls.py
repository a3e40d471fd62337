"""Addresses of opinions, those we ask for and those asked of us."""

from django.urls import path

from huiyin.web.replies import assisting, opinion_asking, opinion_lists, opinion_waiting, opinions

urlpatterns = [
    path("opinions/", opinion_lists.opinions, name="opinions"),
    path("opinions/opinions.xlsx", opinion_lists.export_opinions, name="export_opinions"),
    path("opinions/remind/", opinion_lists.remind_opinions, name="remind_opinions"),
    path("assignments/<int:pk>/opinions/", opinion_asking.ask_opinion, name="ask_opinion"),
    path("assignments/<int:pk>/opinions/all/", opinion_asking.ask_all_opinions, name="ask_all_opinions"),
    path("assignments/<int:pk>/no_opinion/", assisting.say_no_opinion, name="say_no_opinion"),
    path("assignments/<int:pk>/lead_letter/", assisting.add_lead_letter, name="add_lead_letter"),
    path("replies/<int:pk>/fates/", assisting.fates, name="fates"),
    path("opinions/<int:pk>/", opinions.opinion, name="opinion"),
    path("opinions/<int:pk>/receive/", opinions.receive_opinion, name="receive_opinion"),
    path("opinions/<int:pk>/use/", opinions.use_opinion, name="use_opinion"),
    path("opinions/<int:pk>/remind/", opinion_waiting.remind_opinion, name="remind_opinion"),
    path("opinions/<int:pk>/send_back/", opinion_waiting.send_back_opinion, name="send_back_opinion"),
    path("opinions/<int:pk>/override/", opinion_waiting.override_opinion, name="override_opinion"),
]
