"""Addresses of quarterly updates."""

from django.urls import path

from frankpledge.review.views import hub, rounds, update, writing

app_name = "review"
UPDATE = "<slug:body>/<slug:slug>/<slug:group>/"
urlpatterns = [
    path("", hub.index, name="index"),
    path("<slug:body>/<slug:slug>/", rounds.round_, name="round"),
    path(UPDATE, update.update, name="update"),
    path(f"{UPDATE}write/", writing.write, name="write"),
    path(f"{UPDATE}give/<slug:board>/", update.give, name="give"),
]
