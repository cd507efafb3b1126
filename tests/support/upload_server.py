"""Our field and upload handlers behind gunicorn: `upload_server.py HOST:PORT FOLDER`.

FOLDER is where Django would write what it receives. One page, one field, no database.
"""

import sys
import tempfile
from typing import Any

from django import forms
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from gunicorn.app.base import BaseApplication

from frankpledge.shared.uploads.fields import SizedFileField


class FileForm(forms.Form):
    """A file."""

    file = SizedFileField(instead="send it in parts", accept=".txt")


@csrf_exempt
def page(request: HttpRequest) -> HttpResponse:
    """Say what of a form was kept."""
    form = FileForm(request.POST, request.FILES)
    return HttpResponse("kept" if form.is_valid() else str(form.errors))


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn as `frankpledge serve` runs it, with this page alone."""

    def load_config(self) -> None:
        """Where to listen."""
        for key, value in (("bind", sys.argv[1]), ("threads", 4), ("loglevel", "error")):
            self.cfg.set(key, value)

    def load(self) -> Any:
        """The application."""
        tempfile.tempdir = sys.argv[2]
        application = get_wsgi_application()
        settings.MIDDLEWARE = []
        import frankpledge.config.urls as addresses

        addresses.urlpatterns[:] = [path("", include([path("up/", page)]))]
        return application


Server().run()
