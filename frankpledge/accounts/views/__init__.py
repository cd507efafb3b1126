"""The pages of signing in, and of what one may change about it."""
