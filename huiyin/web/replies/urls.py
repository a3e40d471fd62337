"""Addresses of replies, clearing and opinions."""

from django.urls import path, register_converter

from huiyin.web.replies import (
    chain_urls,
    citing,
    clearing,
    drafting,
    elsewhere_urls,
    letter_files,
    opinion_urls,
    print_runs,
    sending,
    sending_urls,
    views,
    writing_urls,
)


class SendingVerb:
    """Only the verbs of sending.ACTS."""

    regex = "|".join(sending.ACTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SendingVerb, "sending_verb")

urlpatterns = [
    *writing_urls.urlpatterns,
    *sending_urls.urlpatterns,
    *elsewhere_urls.urlpatterns,
    path("replies/", views.replies, name="replies"),
    path("replies/<int:pk>/", views.reply, name="reply"),
    path("replies/<int:pk>/letter/", views.letter, name="letter"),
    path("replies/<int:pk>/letter.docx", letter_files.letter_file, name="letter_file"),
    path("replies/<int:pk>/letter.pdf", letter_files.letter_pdf_file, name="letter_pdf_file"),
    path("letter_copies/<int:pk>/letter.docx", letter_files.letter_copy_file, name="letter_copy_file"),
    path("letter_copies/<int:pk>/letter.pdf", letter_files.letter_copy_pdf_file, name="letter_copy_pdf_file"),
    path("print_runs/", print_runs.choose_print_run, name="print_runs"),
    path("print_runs/ask/", print_runs.ask_print_run, name="ask_print_run"),
    path("print_runs/<int:pk>/", print_runs.print_run, name="print_run"),
    path("print_runs/<int:pk>/letters.zip", print_runs.print_run_zip, name="print_run_zip"),
    path("print_runs/<int:pk>/letters.pdf", print_runs.print_run_pdf, name="print_run_pdf"),
    path("assignments/<int:pk>/draft/", drafting.start_draft, name="start_draft"),
    path("assignments/<int:pk>/follow_up/", drafting.start_follow_up, name="start_follow_up"),
    path("replies/<int:pk>/answers/<int:number>/", drafting.save_answer, name="save_answer"),
    path("replies/<int:pk>/answers/<int:number>/promises/", drafting.add_promise, name="add_promise"),
    path("replies/<int:pk>/promises/<int:promise>/remove/", drafting.remove_promise, name="remove_promise"),
    path("replies/<int:pk>/answers/<int:number>/cite/", citing.cite, name="cite_fact"),
    path("replies/<int:pk>/head/", drafting.save_head, name="save_head"),
    path("replies/<int:pk>/consult/", drafting.consult, name="consult"),
    path("replies/<int:pk>/consultation/", drafting.record_consultation, name="record_consultation"),
    path("replies/<int:pk>/submit/", drafting.submit, name="submit_reply"),
    path("replies/<int:pk>/<sending_verb:verb>/", sending.act, name="sending"),
    *chain_urls.urlpatterns,
    path("clearing/", clearing.clearing, name="clearing"),
    path("clearing/<int:pk>/", clearing.clear, name="clear"),
    path("clearing/<int:pk>/review/", clearing.review, name="review"),
    path("clearing/<int:pk>/find_secret/", clearing.find_secret, name="find_secret"),
    path("clearing/<int:pk>/send_back/", clearing.send_back, name="send_back"),
    path("clearing/<int:pk>/sign/", clearing.sign, name="sign"),
    *opinion_urls.urlpatterns,
]
