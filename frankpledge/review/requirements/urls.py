"""Addresses of requirements."""

from django.urls import path

from frankpledge.review.requirements import views

app_name = "requirements"
urlpatterns = [
    path("<slug:board>/", views.matrix, name="matrix"),
    path("<slug:board>/requirements.csv", views.matrix_csv, name="matrix-csv"),
    path("<slug:board>/<slug:group>/", views.group, name="group"),
    path("<slug:board>/<slug:group>/<slug:requirement>/evidence/", views.add, name="add"),
    path("<slug:board>/<slug:group>/<slug:requirement>/accept/", views.accept, name="accept"),
    path("<slug:board>/<slug:group>/<slug:requirement>/end/", views.end, name="end"),
]
