"""Addresses of priorities and agreements."""

from django.urls import path

from frankpledge.planning import views, views_by_decision, views_cycle, views_priority

app_name = "planning"
PRIORITY = "priorities/<slug:board>/<slug:year>/<slug:slug>/"
urlpatterns = [
    path("", views.index, name="index"),
    path("agreements/<slug:slug>/", views.agreement, name="agreement"),
    path("agreements/<slug:slug>/sign/<int:order>/", views.sign_slot, name="sign"),
    path("agreements/<slug:slug>/amend/", views_by_decision.amend, name="amend"),
    path("agreements/<slug:slug>/review/", views_by_decision.review, name="review"),
    path("boards/<slug:body>/", views_by_decision.by_decision, name="by-decision"),
    path("boards/<slug:body>/adopt/", views_by_decision.adopt, name="adopt"),
    path(PRIORITY, views_priority.priority, name="priority"),
    path(f"{PRIORITY}basis/", views_cycle.name_evidence, name="name-basis"),
    path(f"{PRIORITY}basis/<int:pk>/drop/", views_cycle.drop_evidence, name="drop-basis"),
    path(f"{PRIORITY}decision/", views_cycle.decision, name="priority-decision"),
    path(f"{PRIORITY}review/", views_cycle.review_date, name="priority-review"),
    path(f"{PRIORITY}move/", views_cycle.move, name="move"),
]
