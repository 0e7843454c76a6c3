"""Yoast's own analysis (the npm package ``yoastseo``), run in a Node process: what the editor sees in its sidebar.

``Yoast`` is the port ``Analyser``; ``findings`` puts what it says into findings; ``install`` fetches the package.
"""

from bridge.yoast.analyser import Yoast
from bridge.yoast.findings import MENDABLE, findings, hint, marked_places, summary
from bridge.yoast.installation import Installation, find_installation, install
from bridge.yoast.node import Node, find_node

__all__ = [
    "MENDABLE",
    "Installation",
    "Node",
    "Yoast",
    "find_installation",
    "find_node",
    "findings",
    "hint",
    "install",
    "marked_places",
    "summary",
]
