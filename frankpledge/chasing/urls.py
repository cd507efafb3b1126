"""Addresses of the pages of reminders and mail."""

from django.urls import path

from frankpledge.chasing import views

app_name = "chasing"
urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("today/", views.today, name="today"),
    path("today/send/", views.send_today, name="send-today"),
    path("outbox/again/", views.again, name="send-again"),
    path("outbox/withdraw/", views.keep_back, name="withdraw"),
]
