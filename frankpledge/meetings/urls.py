"""Addresses of meetings, agendas, papers and packs."""

from django.urls import path, re_path

from frankpledge.meetings import urls_after
from frankpledge.meetings.views import (
    agenda,
    calendar,
    circulation,
    commissions,
    marking,
    moving,
    papers,
    pictures,
    plan,
    proposals,
    questions,
)

app_name = "meetings"
MEETING = "<slug:body>/<slug:slug>/"
ITEM = f"{MEETING}items/<slug:item>/"
PAPER = f"{MEETING}papers/<slug:paper>/"
PLAN = "<slug:body>/plan/"
CELL = f"{PLAN}<slug:slug>/<int:number>/"
PROPOSAL = f"{PLAN}proposals/<int:number>/"
urlpatterns = [
    path("", calendar.index, name="index"),
    path("<slug:body>/", calendar.board, name="board"),
    *urls_after.of_a_board,
    path("<slug:body>/new-meeting/", moving.plan_extra, name="plan-meeting"),
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}propose/", proposals.propose, name="propose"),
    path(PROPOSAL, proposals.proposal, name="proposal"),
    path(f"{PROPOSAL}accept/", proposals.accept, name="accept-proposal"),
    path(f"{PROPOSAL}decline/", proposals.decline, name="decline-proposal"),
    path(CELL, plan.entry, name="plan-entry"),
    path(f"{CELL}move/", plan.move, name="move-entry"),
    path(f"{CELL}take-out/", plan.out, name="take-out"),
    path(MEETING, agenda.meeting, name="meeting"),
    path(f"{MEETING}status/", commissions.status, name="status"),
    path(f"{MEETING}deadlines/", commissions.count_again, name="count-again"),
    path(f"{MEETING}call/", moving.call, name="call"),
    path(f"{MEETING}move/", moving.move, name="move"),
    path(f"{MEETING}cancel/", moving.cancel, name="cancel"),
    path(f"{MEETING}draft/", agenda.draft, name="draft"),
    path(f"{MEETING}circulate/", circulation.send_out, name="circulate"),
    path(f"{MEETING}publish/", circulation.make_public, name="publish"),
    path(f"{MEETING}publish-due/", circulation.make_due_public, name="publish-due"),
    path(f"{MEETING}circulations/<int:number>/", circulation.circulation, name="circulation"),
    re_path(
        r"^(?P<body>[-\w]+)/(?P<slug>[-\w]+)/circulations/(?P<number>[0-9]{1,9})/pack/addendum\.(?P<kind>pdf|docx|html)$",
        circulation.addendum,
        name="addendum",
    ),
    path(f"{MEETING}questions/", questions.questions, name="questions"),
    path(f"{MEETING}questions/pack/sheet.pdf", questions.sheet, name="question-sheet"),
    path(f"{MEETING}questions/<int:number>/", questions.question, name="question"),
    path(f"{MEETING}add/", agenda.add, name="add-item"),
    path(ITEM, agenda.item, name="item"),
    path(f"{ITEM}ask/", questions.ask, name="ask"),
    path(f"{ITEM}change/", agenda.change, name="change-item"),
    path(f"{ITEM}commission/", commissions.commission, name="commission"),
    path(PAPER, papers.paper, name="paper"),
    path(f"{PAPER}more-time/", commissions.more_time, name="more-time"),
    path(f"{PAPER}write/", papers.write, name="write-paper"),
    path(f"{PAPER}upload/", papers.upload, name="upload-paper"),
    path(f"{PAPER}pictures/", pictures.describe, name="pictures"),
    path(f"{PAPER}state/", papers.change_state, name="change-paper-state"),
    path(f"{PAPER}withhold/", papers.withhold, name="withhold-paper"),
    path(f"{PAPER}release/", papers.release, name="release-paper"),
    path(f"{PAPER}marking/", marking.mark, name="mark-paper"),
    path(f"{PAPER}withheld/", marking.parts, name="withhold-parts"),
    path(f"{PAPER}withheld/<int:number>/", marking.again, name="choose-part-again"),
    path(f"{PAPER}withheld/<int:number>/release/", marking.release, name="release-part"),
    path(f"{PAPER}revise/", circulation.revise, name="revise-paper"),
    path(f"{PAPER}sent/<int:number>/", circulation.sent_paper, name="sent-paper"),
    path(f"{PAPER}sent/<int:number>/original/", circulation.sent_original, name="sent-original"),
    path(f"{PAPER}original/", papers.original, name="original"),
    re_path(
        r"^(?P<body>[-\w]+)/(?P<slug>[-\w]+)/pack/(?P<edition>members|public)\.(?P<kind>pdf|docx|html)$",
        papers.pack,
        name="pack",
    ),
    *urls_after.of_a_meeting,
]
