"""Addresses of contacts and of what passes between units; each bears the name of its verb."""

from django.urls import path

from huiyin.web.handling import between, contacts, dealings, letters, materials, redispatching

urlpatterns = [
    path("assignments/returned/", dealings.returned, name="returned"),
    path("assignments/<int:pk>/decline/redirect/", redispatching.redirect, name="redirect"),
    path("assignments/<int:pk>/redispatch/", redispatching.redispatch, name="redispatch"),
    path("assignments/<int:pk>/further_unit/", redispatching.ask_for_unit, name="ask_for_unit"),
    path("unit-requests/<int:pk>/refuse/", redispatching.refuse_unit, name="refuse_unit"),
    path("assignments/<int:pk>/material/", materials.ask_material, name="ask_material"),
    path("material-requests/<int:pk>/remind/", materials.remind_of_material, name="remind_of_material"),
    path("material-requests/<int:pk>/receive/", materials.receive_material, name="receive_material"),
    path("material-requests/<int:pk>/go_without/", materials.go_without_material, name="go_without_material"),
    path("material-requests/<int:pk>/letter.docx", letters.material_letter, name="material_letter"),
    path("declines/<int:pk>/letter.docx", letters.decline_letter, name="decline_letter"),
    path("assignments/<int:pk>/coordination/", between.open_coordination, name="open_coordination"),
    path("coordinations/<int:pk>/settle/", between.settle_coordination, name="settle_coordination"),
    path("assignments/<int:pk>/agree/", between.agree, name="agree"),
    path("assignments/<int:pk>/contribute/", between.contribute, name="contribute"),
    path("assignments/<int:pk>/contacts/", contacts.add_contact, name="add_contact"),
    path("contacts/<int:pk>/coming/", contacts.record_coming, name="record_coming"),
    path("contacts/<int:pk>/side_opinions/", contacts.raise_side_opinion, name="raise_side_opinion"),
    path("side-opinions/<int:pk>/answer/", contacts.answer_side_opinion, name="answer_side_opinion"),
    path("contacts/<int:pk>/confirm/", contacts.confirm_contact, name="confirm_contact"),
    path("assignments/<int:pk>/share/", dealings.describe_share, name="describe_share"),
]
