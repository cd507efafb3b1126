"""Indicators: definitions, figures, targets, breaks in series, control charts."""
