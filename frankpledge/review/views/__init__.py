"""Pages of quarterly updates."""
