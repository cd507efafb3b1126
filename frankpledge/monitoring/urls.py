"""Addresses that machines ask. The middleware answers them before anything else is done."""

from django.urls import path

from frankpledge.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("health/", views.health, name="health"),
    path("ready/", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
