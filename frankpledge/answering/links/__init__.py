"""Signed links: how somebody without an account answers one thing for one body (decision 0017)."""
