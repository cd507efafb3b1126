"""Addresses of releases: /evidence/releases/…"""

from django.urls import path

from frankpledge.evidence.releases.views import loads, releases

app_name = "releases"
urlpatterns = [
    path("", releases.index, name="index"),
    path("load/", loads.upload, name="upload"),
    path("load/<int:pk>/", loads.load, name="load"),
    path("load/<int:pk>/again/", loads.again, name="again"),
    path("<slug:key>/", releases.release, name="release"),
    path("<slug:key>/rejected.csv", releases.rejected, name="rejected"),
]
