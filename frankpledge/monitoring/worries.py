"""What is unwise about how this service is set up. Each is a sentence, and none stops a start."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

HERE = frozenset({"127.0.0.1", "localhost", "[::1]", "::1", "testserver"})


def beyond_this_machine(bind: str) -> bool:
    """Whether others than this machine may reach it: by its names, or by where it binds."""
    host = bind.rpartition(":")[0]
    bound = bool(host) and host not in HERE and not bind.startswith("unix:")
    return bound or not set(settings.ALLOWED_HOSTS) <= HERE


def worries(bind: str, demonstration: bool) -> Iterator[str]:
    """Everything that should not stay so; `demonstration` where its accounts are there."""
    if settings.DEBUG:
        yield "DEBUG is on: a page that fails shows its code, its data and its settings to anybody."
    if not beyond_this_machine(bind):
        return
    if not settings.SECURE:
        yield (
            "It is served beyond this machine without HTTPS: passwords and sessions can be read on "
            "the way. Put a proxy with HTTPS in front, and set FRANKPLEDGE_SECURE=1."
        )
    if demonstration:
        yield (
            "The demonstration’s accounts are here, and anybody may sign in as them. A real "
            "service starts with an empty database."
        )
    if settings.DEMONSTRATION_TODAY:
        yield "TODAY is set: every deadline and reminder is worked out for that day."
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS is *: links can be made to lead to another’s host. Name the hosts."
    if settings.SIGN_IN.passwords and not settings.SIGN_IN.second_step_required:
        yield (
            "A password alone opens an account. Set FRANKPLEDGE_SECOND_STEP=required, or set up "
            "single sign-on and FRANKPLEDGE_PASSWORDS=off."
        )
    yield from _address()
    if not (settings.RUN_BY and settings.CONTACT):
        yield (
            "The accessibility statement names neither who runs this service nor whom to write "
            "to. Set FRANKPLEDGE_RUN_BY and FRANKPLEDGE_CONTACT."
        )
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield "The database is SQLite, for trying it out. Set DATABASE_URL to PostgreSQL."


def _address() -> Iterator[str]:
    parts = urlsplit(settings.SITE_URL)
    if settings.SECURE and parts.scheme != "https":
        yield "FRANKPLEDGE_URL does not begin with https://, and links in mail are made from it."
    if parts.hostname not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        yield f"ALLOWED_HOSTS does not name {parts.hostname}, where FRANKPLEDGE_URL leads."
