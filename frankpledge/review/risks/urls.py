"""Addresses of registers of risks."""

from django.http import Http404, HttpRequest
from django.urls import path

app_name = "risks"


def _soon(request: HttpRequest, **where: object) -> None:
    raise Http404("This page is still being built.")


urlpatterns = [
    path("causes/<int:pk>/", _soon, name="cause"),
    path("<slug:body>/", _soon, name="register"),
    path("<slug:body>/import/<int:pk>/", _soon, name="import-file"),
    path("<slug:body>/<int:number>/", _soon, name="risk"),
]
