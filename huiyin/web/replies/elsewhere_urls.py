"""Addresses of what is cleared, numbered and sealed elsewhere: routing sheet, package, register, sealed letter."""

from django.urls import path

from huiyin.web.replies import outside, package, registry, sealed

urlpatterns = [
    path("replies/<int:pk>/routing_sheet.pdf", package.sheet_pdf, name="routing_sheet_pdf"),
    path("replies/<int:pk>/routing_sheet.docx", package.sheet_docx, name="routing_sheet_docx"),
    path("replies/<int:pk>/package/", package.package, name="take_package"),
    path("replies/<int:pk>/clearance/", outside.record_clearance, name="record_clearance"),
    path("replies/<int:pk>/clearance/send_back/", outside.record_send_back, name="record_send_back"),
    path("replies/<int:pk>/sealed_letter/", sealed.sealed_letter, name="sealed_letter"),
    path("replies/<int:pk>/take_next/", registry.take_next, name="take_next"),
    path("doc_numbers/", registry.doc_numbers, name="doc_numbers"),
    path("doc_numbers.xlsx", registry.doc_numbers_sheet, name="doc_numbers_sheet"),
    path("doc_numbers/series/", registry.declare_series, name="declare_series"),
    path("number_series/<int:pk>/explain_gap/", registry.explain_gap, name="explain_gap"),
]
