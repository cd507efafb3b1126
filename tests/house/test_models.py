"""Nothing happens behind a record's back: no signals, no generic foreign keys, no writing admin."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from tests.support.source import imports_in, name_of, python_files

SIGNALS = ("django.db.models.signals", "django.dispatch", "django.core.signals")
GENERIC = ("django.contrib.contenttypes.fields", "django.contrib.contenttypes.models.ContentType")


class Administrator(AnonymousUser):
    """Somebody who is granted every ordinary permission: only an admin class can refuse."""

    def has_perm(self, *args, **kwargs):
        return True


def imports_of(*names):
    """Where the package imports any of these, as `file:line name`."""
    return [
        f"{name_of(path)}:{line} {imported}"
        for path in python_files("frankpledge")
        for imported, line in imports_in(path)
        if imported.startswith(names)
    ]


def test_no_signals():
    assert not imports_of(*SIGNALS), "Call it from the operation instead."


def test_no_generic_foreign_keys():
    assert not imports_of(*GENERIC), "Point at the record itself."


def test_models_keep_no_hidden_fields():
    private = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("frankpledge.")
        for field in model._meta.private_fields
    ]
    assert not private


def test_the_admin_only_reads():
    if not apps.is_installed("django.contrib.admin"):
        pytest.skip("The admin is not installed.")
    from django.contrib import admin

    request = RequestFactory().get("/")
    request.user = Administrator()
    writable = [
        f"{model._meta.label}: {what}"
        for model, site in admin.site._registry.items()
        for what in ("add", "change", "delete")
        if getattr(site, f"has_{what}_permission")(request)
    ]
    assert not writable
