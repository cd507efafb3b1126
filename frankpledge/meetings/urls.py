"""Addresses of meetings, agendas, papers and packs."""

from django.urls import path, re_path

from frankpledge.meetings.views import agenda, calendar, papers

app_name = "meetings"
MEETING = "<slug:body>/<slug:slug>/"
ITEM = f"{MEETING}items/<slug:item>/"
PAPER = f"{MEETING}papers/<slug:paper>/"
urlpatterns = [
    path("", calendar.index, name="index"),
    path("<slug:body>/", calendar.board, name="board"),
    path("<slug:body>/plan/", calendar.plan, name="plan"),
    path(MEETING, agenda.meeting, name="meeting"),
    path(f"{MEETING}draft/", agenda.draft, name="draft"),
    path(f"{MEETING}circulate/", agenda.send_out, name="circulate"),
    path(f"{MEETING}publish/", agenda.make_public, name="publish"),
    path(f"{MEETING}add/", agenda.add, name="add-item"),
    path(ITEM, agenda.item, name="item"),
    path(f"{ITEM}change/", agenda.change, name="change-item"),
    path(f"{ITEM}commission/", agenda.commission, name="commission"),
    path(PAPER, papers.paper, name="paper"),
    path(f"{PAPER}write/", papers.write, name="write-paper"),
    path(f"{PAPER}upload/", papers.upload, name="upload-paper"),
    path(f"{PAPER}state/", papers.change_state, name="change-paper-state"),
    path(f"{PAPER}withhold/", papers.withhold, name="withhold-paper"),
    path(f"{PAPER}release/", papers.release, name="release-paper"),
    path(f"{PAPER}original/", papers.original, name="original"),
    re_path(
        r"^(?P<body>[-\w]+)/(?P<slug>[-\w]+)/pack/(?P<edition>members|public)\.(?P<kind>pdf|docx|html)$",
        papers.pack,
        name="pack",
    ),
]
