"""The site port for a WordPress without the companion: what core alone can do.

``site.PlainSite`` is the adapter. It speaks to core through ``core.Core`` (``rest_core`` and ``xmlrpc_core``), stages a
proposal by one of the deliveries (``autosave``, ``swap``), and tells people the rest in a file (``report``).
"""

from bridge.wordpress.plain.site import PlainSite, Plan

__all__ = ["PlainSite", "Plan"]
