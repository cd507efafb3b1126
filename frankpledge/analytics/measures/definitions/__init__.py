"""The measures themselves, one a module."""

from __future__ import annotations

from .recorded_crime import RECORDED_CRIME

ALL = (RECORDED_CRIME,)
