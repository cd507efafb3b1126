"""Addresses of requirements."""

from django.urls import URLPattern

app_name = "requirements"
urlpatterns: list[URLPattern] = []
