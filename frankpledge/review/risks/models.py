"""Registers of risks: scores, owners, controls, escalation, persistence."""
