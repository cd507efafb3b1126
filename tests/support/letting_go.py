"""Closing a response inside a test."""

from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase


def let_go(response: HttpResponseBase) -> None:
    """Close a response's file, and not the database under the test.

    Closing a response tells Django that the request is over, and it then closes a connection that
    stands inside a transaction, as every test's does. Django's own test client holds that back too.
    """
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
