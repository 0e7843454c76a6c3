"""Grammalecte, where it is installed: agreement and conjugation errors of a French text."""
