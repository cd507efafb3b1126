"""A Django view that makes so many plain queries, and nothing else: what Django itself costs."""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
django.setup()
from frankpledge.partnership.models import BodyName  # noqa: E402

PAGE = "<!doctype html><title>Bare</title><ul>{}</ul>"


def view(request: HttpRequest, count: int) -> HttpResponse:
    """One record by its key, so many times."""
    found = [BodyName.objects.filter(pk=1 + number).first() for number in range(count)]
    return HttpResponse(PAGE.format("".join(f"<li>{one.name}" for one in found if one)))


urlpatterns = [path("bare/<int:count>/", view)]
settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = []
application = get_wsgi_application()
