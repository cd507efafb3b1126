"""Addresses of priorities and agreements."""

from django.urls import path

from frankpledge.planning import views

app_name = "planning"
urlpatterns = [
    path("", views.index, name="index"),
    path("agreements/<slug:slug>/", views.agreement, name="agreement"),
    path("agreements/<slug:slug>/sign/<int:order>/", views.sign_slot, name="sign"),
]
