"""Every need there is, in the order in which they are tried. docs/check.md explains each by its code."""

from __future__ import annotations

from collections.abc import Callable

from bridge.doctor import credentials, doors, machine, network, queue, rights
from bridge.doctor.engine import engine
from bridge.doctor.lines import Need
from bridge.doctor.machine import Machine
from bridge.doctor.patient import Access, Delivery, SitePatient
from bridge.domain.ports import Engine

_DNS = Need(code="dns", name="nom", look=network.dns)
_TLS = Need(code="tls", name="certificat", look=network.tls, after=("dns",))
_SECRET = Need(code="secret", name="mot de passe configuré", look=credentials.secret)
_REDIRECTS = Need(code="redirects", name="adresse", look=network.redirects, after=("tls", "secret"))
_REST = Need(code="rest", name="API REST", look=doors.rest, after=("redirects",))
_CONNECTION = Need(
    code="credentials", name="connexion", look=credentials.credentials, after=("rest", "application_passwords")
)
_XMLRPC = Need(code="xmlrpc", name="XML-RPC", look=doors.xmlrpc, after=("redirects",))
_PASSWORDS = Need(
    code="application_passwords",
    name="mots de passe d'application",
    look=credentials.application_passwords,
    after=("rest",),
)

_CONNECTION_BY_XMLRPC = Need(code="credentials", name="connexion", look=credentials.credentials, after=("xmlrpc",))
_COMPANION = Need(code="companion", name="extension seo-bridge", look=rights.companion, after=("rest",))


def _role(*after: str) -> Need[SitePatient]:
    return Need(code="role", name="rôle", look=rights.role, after=after)


def _queue(after: str) -> tuple[Need[SitePatient], ...]:
    """What the bridge works on, which ``after`` lets it see."""
    return (
        Need(code="tag", name="étiquette", look=queue.tag, after=(after,)),
        Need(code="drafts", name="brouillons", look=queue.drafts, after=("tag",)),
        Need(code="revisions", name="révisions", look=queue.revisions, after=(after,)),
        Need(code="seo_plugin", name="extension SEO", look=queue.seo_plugin, after=(after,)),
        Need(code="clock", name="horloge", look=queue.clock, after=(after,)),
    )


_BY_REST: tuple[Need[SitePatient], ...] = (_SECRET, _DNS, _TLS, _REDIRECTS, _REST, _XMLRPC, _PASSWORDS, _CONNECTION)
_BY_XMLRPC: tuple[Need[SitePatient], ...] = (_SECRET, _DNS, _TLS, _REDIRECTS, _XMLRPC, _REST, _CONNECTION_BY_XMLRPC)
#: What the companion alone can tell.
_INSIDE: tuple[Need[SitePatient], ...] = (
    Need(code="protocol", name="version de l'extension", look=rights.protocol, after=("role",)),
    Need(code="rights", name="droits", look=rights.rights, after=("role",)),
    Need(code="kses", name="filtre HTML", look=queue.kses, after=("protocol",)),
    *_queue("protocol"),
)
_ALONE: tuple[Need[SitePatient], ...] = (
    Need(code="role", name="rôle", look=rights.editor, after=("credentials",)),
    *_queue("role"),
)


def site_needs(access: Access, delivery: Delivery = "companion") -> tuple[Need[SitePatient], ...]:
    """The needs of a site that is reached in this way."""
    way = _BY_XMLRPC if access == "xmlrpc" else _BY_REST
    if delivery != "companion":
        return (*way, *_ALONE)
    if access == "xmlrpc":
        return (*way, _role("credentials"), *_INSIDE)
    return (*way, _COMPANION, _role("credentials", "companion"), *_INSIDE)


ENGINE_NEEDS: tuple[Need[Callable[[], Engine]], ...] = (Need(code="engine", name="modèle", look=engine),)

MACHINE_NEEDS: tuple[Need[Machine], ...] = (
    Need(code="ledger", name="registre", look=machine.ledger),
    Need(code="disk", name="place sur le disque", look=machine.disk),
    Need(code="node", name="Node", look=machine.node),
    Need(code="yoast", name="analyse de Yoast", look=machine.yoast, after=("node",)),
    Need(code="grammar", name="grammaire", look=machine.grammar),
)
