"""The database of jobs, their steps, and what each model call cost."""
