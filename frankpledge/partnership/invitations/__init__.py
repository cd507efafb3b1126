"""Inviting somebody to a post, by a link that works once (decision 0038)."""
