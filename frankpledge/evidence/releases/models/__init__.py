"""Releases, the loads that made them, and how partners' files are read."""

from frankpledge.evidence.releases.models.loads import Load, LoadFile
from frankpledge.evidence.releases.models.mappings import Mapping
from frankpledge.evidence.releases.models.releases import Release

__all__ = ["Load", "LoadFile", "Mapping", "Release"]
