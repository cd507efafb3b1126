"""Where the evidence is kept: one store for the whole service, apart from its database.

Releases are files, named in `analytics.store`; the database mirrors them for links and history.
"""

from django.conf import settings

from frankpledge.analytics.store import Store


def store() -> Store:
    """The service's store of releases."""
    return Store(settings.EVIDENCE_ROOT)
