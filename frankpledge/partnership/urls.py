"""Addresses of the register."""

from django.urls import path

from frankpledge.partnership import views
from frankpledge.partnership.contacts import views as contacts

app_name = "partnership"
urlpatterns = [
    path("", views.index, name="index"),
    path("authorities/<slug:slug>/", views.authorities, name="authorities"),
    path("bodies/<slug:slug>/contacts/", contacts.contacts, name="contacts"),
    path("bodies/<slug:slug>/contacts/<int:pk>/end/", contacts.end, name="end-contact"),
]
