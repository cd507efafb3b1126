"""Addresses for outside a page: in mail, in a calendar, in a file."""

from django.conf import settings


def absolute(path: str) -> str:
    """A path of this service, such as /meetings/, as an address that leads there from anywhere."""
    return f"{settings.SITE_URL}{path}"
