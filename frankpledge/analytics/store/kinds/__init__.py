"""Every kind of file that the store can read. A new kind is one module here and its line below."""

from __future__ import annotations

from frankpledge.analytics.store.kinds import police
from frankpledge.analytics.store.nouns import Kind

ALL_KINDS: tuple[Kind, ...] = police.KINDS
