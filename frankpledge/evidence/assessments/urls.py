"""Addresses of strategic assessments: the year, a body's, one of them and what is done to it."""

from django.urls import path

from frankpledge.evidence.assessments.views import (
    approving,
    assessment,
    lists,
    people,
    reviewing,
    writing,
)

app_name = "assessments"
BODY = "<slug:body>/"
ONE = f"{BODY}<int:number>/"
SECTION = f"{ONE}sections/<slug:section>/"
urlpatterns = [
    path("", lists.index, name="index"),
    path(BODY, lists.body, name="body"),
    path(f"{BODY}begin/", writing.begin, name="begin"),
    path(ONE, assessment.assessment, name="assessment"),
    path(f"{ONE}assessment.pdf", assessment.document, {"kind": "pdf"}, name="pdf"),
    path(f"{ONE}assessment.docx", assessment.document, {"kind": "docx"}, name="docx"),
    path(f"{ONE}change/", writing.details, name="change"),
    path(f"{ONE}inputs/", writing.inputs, name="inputs"),
    path(SECTION, writing.section, name="section"),
    path(f"{SECTION}add/", writing.add, name="add-finding"),
    path(f"{SECTION}findings/<int:finding>/drop/", writing.drop, name="drop-finding"),
    path(f"{SECTION}findings/<int:finding>/move/", writing.move, name="move-finding"),
    path(f"{SECTION}questions/add/", people.add, name="add-question"),
    path(f"{SECTION}questions/<int:pk>/drop/", people.drop, name="drop-question"),
    path(f"{SECTION}comment/", reviewing.comment, name="comment"),
    path(f"{ONE}comments/<int:pk>/", reviewing.settle, name="settle"),
    path(f"{ONE}send/", reviewing.send, name="send"),
    path(f"{ONE}take-back/", reviewing.back, name="take-back"),
    path(f"{ONE}approve/", approving.approve, name="approve"),
    path(f"{ONE}publish/", approving.publish, name="publish"),
]
