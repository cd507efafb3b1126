"""Addresses of the meeting itself and what comes of it: attendance, minutes, decisions."""

from django.urls import path, re_path

from frankpledge.meetings.views import (
    attendance,
    attendance_report,
    corrections,
    decisions,
    minutes,
    notes,
    register,
    taking,
)

MEETING = "<slug:body>/<slug:slug>/"
ROLL = f"{MEETING}attendance/"
MINUTES = f"{MEETING}minutes/"
NOTE = f"{MINUTES}notes/<uuid:key>/"
BY_DECISION = "<slug:body>/decisions/"

# They come before a meeting's own address, which any second word would otherwise match.
of_a_board = [
    path("<slug:body>/attendance/", attendance_report.report, name="attendance-report"),
    path("<slug:body>/attendance/table.csv", attendance_report.report_csv, name="attendance-csv"),
    path(BY_DECISION, decisions.index, name="decisions"),
    path(f"{BY_DECISION}record/", decisions.record, name="record-decision"),
    path(f"{BY_DECISION}appoint/", register.appoint, name="appoint"),
    path(f"{BY_DECISION}amend-terms/", register.amend_terms, name="amend-terms"),
    path(f"{BY_DECISION}end-membership/", register.end, name="end-membership"),
]
of_a_meeting = [
    path(ROLL, attendance.roll_call, name="attendance"),
    path(f"{ROLL}apologies/<slug:seat>/", attendance.apologies, name="apologies"),
    path(f"{ROLL}apologies/<slug:seat>/back/", attendance.come_after_all, name="come-after-all"),
    path(f"{ROLL}substitutes/<slug:seat>/", attendance.substitute, name="settle-substitute"),
    path(f"{ROLL}others/", attendance.others, name="in-attendance"),
    path(f"{ROLL}others/<int:number>/remove/", attendance.remove, name="not-in-attendance"),
    path(MINUTES, minutes.minutes, name="minutes"),
    path(f"{MINUTES}start/", minutes.start, name="start-minutes"),
    path(f"{MINUTES}take/", taking.take, name="take-minutes"),
    path(f"{MINUTES}notes/", taking.notes, name="notes"),
    path(NOTE, notes.change, name="change-note"),
    path(f"{NOTE}remove/", notes.remove, name="remove-note"),
    path(f"{NOTE}correct/", corrections.correct, name="correct-note"),
    path(f"{MINUTES}put-back/", notes.put_back, name="put-back-note"),
    path(f"{MINUTES}approve/<slug:earlier>/", taking.approve, name="approve-minutes"),
    path(f"{MINUTES}send-out/", minutes.send_out, name="send-minutes-out"),
    path(f"{MINUTES}take-back/", minutes.back_to_draft, name="take-minutes-back"),
    path(f"{MINUTES}publish/", minutes.publish, name="publish-minutes"),
    path(f"{MINUTES}comments/", minutes.say, name="comment-on-minutes"),
    path(f"{MINUTES}comments/<int:number>/", minutes.answer, name="answer-comment"),
    re_path(
        r"^(?P<body>[-\w]+)/(?P<slug>[-\w]+)/minutes\.(?P<kind>pdf|docx)$",
        minutes.document,
        name="minutes-document",
    ),
    path(f"{MEETING}decisions/<int:number>/", decisions.decision, name="decision"),
]
