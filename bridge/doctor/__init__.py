"""What ``seo-bridge check`` proves: each need is tried, and each line says what that showed and what to do.

``registry.py`` lists the needs; a need is a function that looks, and never changes what it looks at.
"""

from bridge.doctor.lines import CheckLine, Group, Level, Look, Need, examine
from bridge.doctor.machine import Machine
from bridge.doctor.patient import SitePatient
from bridge.doctor.registry import ENGINE_NEEDS, MACHINE_NEEDS, site_needs
from bridge.doctor.rights import COMPANION_API

__all__ = [
    "COMPANION_API",
    "ENGINE_NEEDS",
    "MACHINE_NEEDS",
    "CheckLine",
    "Group",
    "Level",
    "Look",
    "Machine",
    "Need",
    "SitePatient",
    "examine",
    "site_needs",
]
