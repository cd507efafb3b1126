"""Addresses of the evidence: its door, the explorer, and what each measure is."""

from django.urls import path

from frankpledge.evidence.explorer.views import door, explore, measuring

app_name = "explorer"
urlpatterns = [
    path("", door.index, name="index"),
    path("explore/", explore.explore, name="explore"),
    path("explore/figures.csv", explore.figures, name="csv"),
    path("measures/", measuring.index, name="measures"),
    path("measures/<slug:name>/", measuring.measure, name="measure"),
]
