"""Addresses of priorities and agreements."""

from django.urls import path

from frankpledge.planning import views, views_by_decision

app_name = "planning"
urlpatterns = [
    path("", views.index, name="index"),
    path("agreements/<slug:slug>/", views.agreement, name="agreement"),
    path("agreements/<slug:slug>/sign/<int:order>/", views.sign_slot, name="sign"),
    path("agreements/<slug:slug>/amend/", views_by_decision.amend, name="amend"),
    path("agreements/<slug:slug>/review/", views_by_decision.review, name="review"),
    path("boards/<slug:body>/", views_by_decision.by_decision, name="by-decision"),
    path("boards/<slug:body>/adopt/", views_by_decision.adopt, name="adopt"),
]
