"""Addresses of what is public: boards, calendars, open data; and each person's own calendar."""

from django.urls import path, re_path

from frankpledge.publication.oparl.lists import SOURCES
from frankpledge.publication.views import api, calendars, oparl, pages

app_name = "publication"
KIND = "|".join(SOURCES)
urlpatterns = [
    path("boards/<slug:body>/", pages.board, name="board"),
    path("calendar/", pages.index, name="index"),
    path("calendar/mine/", pages.renew, name="renew-calendar"),
    path("calendar/mine/stop/", pages.stop, name="stop-calendar"),
    re_path(
        r"^calendar/mine/(?P<token>[-\w:]{1,200})\.ics$", calendars.of_person, name="own-calendar"
    ),
    path("calendar/<slug:body>.ics", calendars.of_board, name="board-calendar"),
    path("api/", api.index, name="api"),
    path("api/openapi.json", api.description, name="api-description"),
    path("oparl/", oparl.start, name="oparl"),
    path("oparl/body/", oparl.bodies, name="oparl-bodies"),
    re_path(rf"^oparl/body/(?P<area>\d+)/(?P<kind>{KIND})/$", oparl.listed, name="oparl-list"),
    path("oparl/organization/<int:key>/meeting/", oparl.meetings_of, name="oparl-meetings"),
    re_path(rf"^oparl/(?P<kind>{KIND})/(?P<key>[-\w]{{1,40}})/$", oparl.one, name="oparl-object"),
]
