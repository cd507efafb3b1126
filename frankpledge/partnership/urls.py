"""Addresses of the register."""

from django.urls import path

from frankpledge.partnership import views

app_name = "partnership"
urlpatterns = [
    path("", views.index, name="index"),
    path("authorities/<slug:slug>/", views.authorities, name="authorities"),
    path("bodies/<slug:slug>/appoint/", views.appoint, name="appoint"),
    path("bodies/<slug:slug>/amend/", views.amend, name="amend"),
]
