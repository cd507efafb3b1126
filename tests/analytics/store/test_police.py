"""Real files of data.police.uk in the store, against totals that were counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from frankpledge.analytics.store import Store, load

pytestmark = pytest.mark.once("pure: no database")
