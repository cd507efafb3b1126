"""Where the evidence is kept: one store for the whole service, apart from its database.

Releases are files, named in `analytics.store`; the database mirrors them for links and history.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from frankpledge.analytics.engine import DuckEngine, SparkEngine, engine_named
from frankpledge.analytics.store import Store


def store() -> Store:
    """The service's store of releases."""
    return _store(Path(settings.EVIDENCE_ROOT))


@lru_cache(maxsize=8)
def _store(root: Path) -> Store:
    # Kept, because it remembers the manifests it has read; those never change.
    return Store(root)


def engine(name: str | None = None) -> DuckEngine | SparkEngine:
    """The engine of that name, or the service's own: DuckDB, or the cluster that is set.

    Raises EngineFailed for a name that is none, or a cluster that does not answer.
    """
    return _engine(settings.EVIDENCE_ENGINE if name is None else name)


@lru_cache(maxsize=2)
def _engine(name: str) -> DuckEngine | SparkEngine:
    return engine_named(name)
