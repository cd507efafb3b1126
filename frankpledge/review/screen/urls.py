"""Addresses of screen."""

from django.urls import URLPattern

app_name = "screen"
urlpatterns: list[URLPattern] = []
