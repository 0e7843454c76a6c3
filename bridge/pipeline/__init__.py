"""The way of a draft, from WordPress and back, written against the ports.

::

    fetch → read → rewrite → review ⇄ repair → render → propose | hold

Every step's result is recorded before the next begins, so that a crash resumes at the last one and no model is asked
twice for the same thing.
"""

from bridge.pipeline.composing import Composition, compose, judge, rewrite, understand
from bridge.pipeline.guarding import Circuits
from bridge.pipeline.learning import Lesson, learn
from bridge.pipeline.process import Pipeline, Wishes
from bridge.pipeline.pruning import Sorted, sort_out

__all__ = [
    "Circuits",
    "Composition",
    "Lesson",
    "Pipeline",
    "Sorted",
    "Wishes",
    "compose",
    "judge",
    "learn",
    "rewrite",
    "sort_out",
    "understand",
]
