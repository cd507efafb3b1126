"""Addresses of requests."""

from django.urls import path

from frankpledge.review.requests.views import dealing, lists, request

app_name = "requests"
LIST = "<slug:body>/"
REQUEST = f"{LIST}<int:number>/"
urlpatterns = [
    path("", lists.index, name="index"),
    path(LIST, lists.board_list, name="list"),
    path(f"{LIST}requests.csv", lists.board_csv, name="list-csv"),
    path(REQUEST, request.request_page, name="request"),
    path(f"{REQUEST}answer/", dealing.give_answer, name="answer"),
    path(f"{REQUEST}marking/", dealing.mark_it, name="mark"),
    path(f"{REQUEST}owner/", dealing.choose_owner, name="owner"),
    path(f"{REQUEST}close/", dealing.close_it, name="close"),
    path(f"{REQUEST}action/", dealing.make_action, name="action"),
]
