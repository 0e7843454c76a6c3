"""What ``scripts/bench`` measures, and how: see ``__main__``."""
