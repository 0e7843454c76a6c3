"""Every kind of error, by name."""

from scripts.evaluation import wrong_facts, wrong_texts  # each registers its kinds
from scripts.evaluation.kinds import KINDS, Kind

__all__ = ["KINDS", "Kind", "wrong_facts", "wrong_texts"]
