"""The way of a draft, from WordPress and back, written against the ports.

::

    fetch → read → rewrite → review ⇄ repair → render → propose | hold

Every step's result is recorded before the next begins, so that a crash resumes at the last one and no model is asked
twice for the same thing. Nothing is imported here: a poll needs ``guarding`` and ``gates``, and nothing of the texts.
"""
