"""Hostile drafts, and what holds for every one of them."""
