"""Addresses of the acts on a case: nouns, and the verb below its noun; each bears the name of its verb."""

from django.urls import path

from huiyin.web.handling import asks, contacts, describing, ending, intervals, marking, people, receiving, sharing

urlpatterns = [
    path("assignments/<int:pk>/", people.assignment, name="assignment"),
    path("assignments/<int:pk>/sign_for/", receiving.sign_for, name="sign_for"),
    path("assignments/<int:pk>/note/", receiving.note, name="note"),
    path("assignments/<int:pk>/decline/", receiving.decline, name="decline"),
    path("assignments/<int:pk>/decline/grant/", receiving.grant_decline, name="grant_decline"),
    path("assignments/<int:pk>/decline/refuse/", receiving.refuse_decline, name="refuse_decline"),
    path("assignments/<int:pk>/role/", receiving.change_role, name="change_role"),
    path("assignments/<int:pk>/contacts/", contacts.add_contact, name="add_contact"),
    path("contacts/<int:pk>/confirm/", contacts.confirm_contact, name="confirm_contact"),
    path("assignments/<int:pk>/extend/", intervals.request_extension, name="request_extension"),
    path("extensions/<int:pk>/decide/", intervals.decide_extension, name="decide_extension"),
    path("extensions/<int:pk>/tell/", intervals.tell_of_extension, name="tell_of_extension"),
    path("extensions/<int:pk>/revoke/", intervals.revoke_extension, name="revoke_extension"),
    path("assignments/<int:pk>/pause/", intervals.pause, name="pause"),
    path("assignments/<int:pk>/resume/", intervals.resume, name="resume"),
    path("duties/<int:pk>/waive/", intervals.waive_duty, name="waive_duty"),
    path("assignments/<int:pk>/officer/", people.name_officer, name="name_officer"),
    path("assignments/<int:pk>/offices/", sharing.allot, name="allot"),
    path("assignments/<int:pk>/close/", ending.close, name="close"),
    path("assignments/<int:pk>/reopen/", ending.reopen, name="reopen"),
    path("assignments/<int:pk>/withdraw/", ending.withdraw, name="withdraw"),
    path("items/<int:pk>/units/", people.dispatch_item, name="dispatch_item"),
    path("items/<int:pk>/asks/", asks.edit_asks, name="edit_asks"),
    path("items/<int:pk>/entry/", describing.change_item, name="change_item"),
    path("items/<int:pk>/consent/", describing.set_consent, name="set_consent"),
    path("items/<int:pk>/signers/", describing.set_signers, name="set_signers"),
    path("signatures/<int:pk>/confirm/", describing.confirm_signature, name="confirm_signature"),
    path("items/<int:pk>/topics/", describing.tag, name="tag"),
    path("items/<int:pk>/topics/<int:topic>/untag/", describing.untag, name="untag"),
    path("items/<int:pk>/marks/", marking.mark, name="mark"),
    path("marks/<int:pk>/report/", marking.report_mark, name="report_mark"),
    path("marks/<int:pk>/unmark/", marking.unmark, name="unmark"),
    path("items/<int:pk>/withdraw/", ending.withdraw_item, name="withdraw_item"),
    path("items/<int:pk>/move_away/", ending.move_away, name="move_away"),
    path("items/<int:pk>/archive/", ending.archive, name="archive"),
]
