"""Addresses of the one screen."""

from django.urls import path

from frankpledge.review.screen import views

app_name = "screen"
urlpatterns = [
    path("<slug:body>/", views.screen, name="board"),
    path("<slug:body>/screen.csv", views.screen_csv, name="csv"),
]
