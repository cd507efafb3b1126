"""The description of what programs may read: for programs as OpenAPI, for people as a page."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from frankpledge.publication.views.pages import HOME

DESCRIPTION = Path(__file__).parent.parent / "openapi.yaml"


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    """The description, as it stands in openapi.yaml."""
    found: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    return found


@require_safe
@conditional_page
def description(request: HttpRequest) -> JsonResponse:
    """OpenAPI 3.1, for programs."""
    here = request.build_absolute_uri("/").rstrip("/")
    response = JsonResponse(described() | {"servers": [{"url": here}]})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The same, for people."""
    found = described()
    context = {
        "breadcrumbs": [HOME, ("Calendars and open data", reverse("publication:index"))],
        "about": found["info"]["description"],
        "description_url": request.build_absolute_uri(reverse("publication:api-description")),
        "operations": [
            {
                "path": path,
                "summary": operation["get"]["summary"],
                "parameters": [
                    _parameter(found, one) for one in operation["get"].get("parameters", ())
                ],
            }
            for path, operation in found["paths"].items()
        ],
    }
    return render(request, "publication/api.html", context)


def _parameter(found: dict[str, Any], given: dict[str, Any]) -> dict[str, str]:
    """A parameter's name, and what it is."""
    name = given.get("$ref", "").rpartition("/")[2]
    whole: dict[str, Any] = found["components"]["parameters"][name] if name else given
    return {"name": whole["name"], "what": whole.get("description") or _MOMENTS[whole["name"]]}


_MOMENTS = {
    "created_since": "Only what was made at this moment or later",
    "created_until": "Only what was made at this moment or before",
    "modified_since": "Only what was changed at this moment or later",
    "modified_until": "Only what was changed at this moment or before",
}
