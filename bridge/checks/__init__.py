"""Checks: each looks at an article beside its source and says what it finds."""
