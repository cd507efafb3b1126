"""Addresses of the pages that cross the cycle."""

from django.urls import path

from frankpledge.web import kept, views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("partnership/bodies/<slug:slug>/", views.body, name="body"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("about/", views.about, name="about"),
    path("kept/", kept.kept, name="kept"),
]
