"""Adapters of the site port."""
