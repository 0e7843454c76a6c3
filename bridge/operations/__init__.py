"""What an administrator needs of a bridge that runs by itself: metrics, health checks, notices.

``operating`` is the way in, for every command that works on drafts.
"""

from bridge.operations.operating import Operations, operating

__all__ = ["Operations", "operating"]
