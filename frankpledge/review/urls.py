"""Addresses of quarterly updates."""

from django.urls import path

from frankpledge.review import views

app_name = "review"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:body>/<slug:slug>/", views.round_, name="round"),
    path("<slug:body>/<slug:slug>/<slug:group>/", views.update, name="update"),
    path("<slug:body>/<slug:slug>/<slug:group>/write/", views.write, name="write"),
]
