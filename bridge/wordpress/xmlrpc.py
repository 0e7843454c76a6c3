"""A WordPress over XML-RPC, for sites whose REST API is closed: the companion's calls, and core's own methods."""

from __future__ import annotations

import html
import json
import re
import threading
import xmlrpc.client
from collections.abc import Callable, Mapping
from typing import Any

from wordpress_xmlrpc import AuthenticatedMethod, Client, XmlrpcMethod
from wordpress_xmlrpc.exceptions import InvalidCredentialsError, UnsupportedXmlrpcMethodError, XmlrpcDisabledError

from bridge.domain.ports import OPEN_GATE, Gate
from bridge.errors import BridgeError, SiteRefused, SiteUnavailable
from bridge.wordpress import pages, xmlreading
from bridge.wordpress.answers import TEMPORARY_STATUSES, Answer, Call, page_instead, settled, unasked, unavailable
from bridge.wordpress.http import Connection, Reply, redirected

PATH = pages.XMLRPC.path

#: The faults with a meaning of their own (wp-includes/class-wp-xmlrpc-server.php, wp-includes/IXR).
NOT_ALLOWED = 401
WRONG_CREDENTIALS = 403
SWITCHED_OFF = 405
NO_SUCH_METHOD = -32601
NOT_UNDERSTOOD = -32700

#: What WordPress would not receive as it is: XML forbids control characters and makes a line feed of a carriage return,
#: IXR_Message trims every string.
_DELICATE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|^\s|\s\Z")


class FaultRefused(SiteRefused):
    """The site answered with a fault. ``code`` is its number (core uses HTTP's: 401 not allowed, 404 no such post)."""

    def __init__(self, what: str, *, code: int, where: str = "", todo: str = "") -> None:
        super().__init__(what, where=where, todo=todo)
        self.code = code


class _CompanionCall(AuthenticatedMethod):  # type: ignore[misc]
    """One of the companion's methods: arguments and answer are JSON in a string."""

    method_args = ("arguments",)

    def __init__(self, call: Call, arguments: Mapping[str, Any]) -> None:
        # escaped to ASCII, which XML carries whatever the text
        super().__init__(json.dumps(arguments))
        self.method_name = f"needsSeo.{call}"


class _Unasked(Client):  # type: ignore[misc]
    """The library's client, without asking what methods there are: one that is missing is the site's fault -32601."""

    class _Any:
        def __contains__(self, name: object) -> bool:
            return True

    def __init__(self, url: str, user: str, password: str, *, transport: xmlrpc.client.Transport) -> None:
        self.url, self.username, self.password, self.blog_id = url, user, password, 0
        self.server = xmlrpc.client.ServerProxy(url, allow_none=True, transport=transport)
        self.supported_methods = self._Any()


class _Exact(XmlrpcMethod):  # type: ignore[misc]
    """A method whose texts arrive byte for byte, and whose results are made on Python 3.10 and later as before."""

    def __init__(self, method: Any) -> None:
        super().__init__()
        self.method_name = method.method_name
        self._method = method

    def get_args(self, client: Any) -> list[Any]:
        return [_exact(value) for value in self._method.get_args(client)]

    def process_result(self, raw_result: Any) -> Any:
        made = self._method.results_class
        if made and isinstance(raw_result, list):  # the library looks for collections.Iterable, gone since Python 3.10
            return [made(result) for result in raw_result]
        return self._method.process_result(raw_result)


def _exact(value: Any) -> Any:
    """Texts that XML-RPC would change as base64, which WordPress takes for a string all the same."""
    if isinstance(value, str):
        return xmlrpc.client.Binary(value.encode()) if _DELICATE.search(value) else value
    if isinstance(value, Mapping):
        return {key: _exact(item) for key, item in value.items() if item is not None}  # as WordPress reads a null there
    if isinstance(value, list | tuple):
        return [_exact(item) for item in value]
    if value is None:
        raise TypeError("XML-RPC has no null: WordPress would take the next argument for this one")
    return value


class _Transport(xmlrpc.client.Transport):
    """The standard library's transport, over the connection that all of the bridge's requests go through."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._bridge = connection

    def request(self, host: Any, handler: str, request_body: Any, verbose: bool = False) -> Any:  # noqa: ARG002
        """Send, and the values of the answer. Fault, and the errors of the site port."""
        reply = self._bridge.send("POST", PATH, data=request_body, headers={"Content-Type": "text/xml"})
        if reply.unchanged:
            raise unasked(reply, pages.XMLRPC)
        if reply.redirects:
            raise redirected(reply)
        if not xmlreading.is_answer(reply.content):
            raise _no_answer(reply)
        try:
            return xmlreading.values(reply.content)
        except xmlreading.Unreadable as error:
            failure: Exception = _unreadable(reply, error)
        except xmlrpc.client.Fault as fault:
            failure = self._passing(reply, fault)
        raise failure

    def _passing(self, reply: Reply, fault: xmlrpc.client.Fault) -> Exception:
        """The fault, or the trouble that passes which it tells of: WordPress's wp_die makes it a fault 500 (or 503)."""
        for status in (fault.faultCode, reply.status):
            if isinstance(status, int) and status in TEMPORARY_STATUSES:
                said = self._bridge.discreet(str(fault.faultString))
                return unavailable(status, said, where=reply.url, wait=reply.wait)
        return fault


class XmlrpcClient:
    """One site's XML-RPC, signed in by application password. ``timeout`` in seconds, for a whole answer."""

    door = pages.XMLRPC

    def __init__(
        self,
        base_url: str,
        *,
        user: str,
        password: str,
        timeout: float = 30.0,
        attempts: int = 4,
        allow_http: bool = False,
        gate: Gate = OPEN_GATE,
        at_once: int = 10,
    ) -> None:
        self._connection = Connection(
            base_url, password=password, timeout=timeout, attempts=attempts, allow_http=allow_http, gate=gate,
            at_once=at_once,
        )  # fmt: skip
        self._url = self._connection.base_url + PATH
        self._user = user
        self._password = password
        self._companion = _Unasked(self._url, user, password, transport=_Transport(self._connection))
        self._opened: Any = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the pooled connections."""
        self._connection.close()

    def ask(self, call: Call, arguments: Mapping[str, Any], *, known: str = "") -> Answer:  # noqa: ARG002 (REST's)
        """See the protocol."""
        method = _CompanionCall(call, arguments)
        return self._connection.patiently(lambda: self._answered(method))

    def call(self, method: Any, *, repeatable: bool = True) -> Any:
        """The result of one of core's methods (``wordpress_xmlrpc.methods``, or another XmlrpcMethod).

        Tried again while the trouble is temporary, unless it is not ``repeatable``: what may not arrive twice. Texts
        arrive and return byte for byte. SiteUnavailable, SiteRefused; FaultRefused with the fault's code.
        """
        once: Callable[[], Any] = lambda: self._once(_Exact(method))  # noqa: E731
        return self._connection.patiently(once) if repeatable else once()

    def methods(self) -> tuple[str, ...]:
        """The methods that the site knows. Asked once, and again after one was missing."""
        return tuple(self._connection.patiently(self._open).supported_methods)

    def _answered(self, method: Any) -> Answer:
        # without the library's list of the site's methods, which would be a second request of every process
        try:
            said = self._guarded(method.method_name, lambda: self._companion.call(method))
        except FaultRefused as refusal:
            if refusal.code == NO_SUCH_METHOD:
                self._opened = None
                self._open()  # where all of XML-RPC is closed, that says more
            raise
        try:
            answer = json.loads(said)
            found = Answer(status=int(answer["status"]), body=answer["body"], headers=dict(answer["headers"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            raise SiteRefused(
                "La réponse n'a pas la forme de celle de l'extension seo-bridge",
                where=f"{self._url}, {method.method_name}",
                todo="mettez l'extension du site à la même version que le pont (seo-bridge companion zip)",
            ) from None
        return settled(found, where=f"{self._url}, {method.method_name}", wait=None)

    def _once(self, method: Any) -> Any:
        library = self._open()
        return self._guarded(method.method_name, lambda: library.call(method))

    def _open(self) -> Any:
        return self._guarded("mt.supportedMethods", self._library)

    def _library(self) -> Any:
        """The library's client: it asks for the site's methods when it is made."""
        with self._lock:
            if self._opened is None:
                made = Client(self._url, self._user, self._password, transport=_Transport(self._connection))
                known = made.supported_methods
                if not isinstance(known, list) or not all(isinstance(name, str) for name in known):
                    raise SiteRefused(
                        "La liste des méthodes XML-RPC du site n'en est pas une",
                        where=self._url,
                        todo="vérifiez que « url » est l'adresse du site WordPress",
                    )
                self._opened = made
            return self._opened

    def _guarded(self, name: str, call: Callable[[], Any]) -> Any:
        """The result of a call; the library's errors in the bridge's words, and without what the library keeps."""
        try:
            return call()
        except UnsupportedXmlrpcMethodError:
            self._opened = None  # the plugin may be there the next time
            failure: BridgeError = self._refusal(name, NO_SUCH_METHOD, "")
        except InvalidCredentialsError as error:
            failure = self._refusal(name, WRONG_CREDENTIALS, str(error))
        except XmlrpcDisabledError as error:
            failure = self._refusal(name, SWITCHED_OFF, str(error))
        except xmlrpc.client.Fault as fault:
            failure = self._refusal(name, fault.faultCode, str(fault.faultString))
        raise failure

    def _refusal(self, name: str, code: Any, said: str) -> SiteRefused:
        number = code if isinstance(code, int) else 0
        what, todo = _explained(name, number, html.unescape(self._connection.discreet(said)))
        return FaultRefused(what, code=number, where=f"{self._url}, {name}, {number}", todo=todo)


def _explained(name: str, code: int, said: str) -> tuple[str, str]:
    """What a fault means, and what to do."""
    core = not name.startswith("needsSeo.")
    if code == WRONG_CREDENTIALS:
        return (
            f"Le site refuse l'utilisateur ou son mot de passe d'application ({said})",
            "créez un mot de passe d'application dans le profil de l'utilisateur, et mettez-le dans le secret",
        )
    if code == SWITCHED_OFF or (code == NO_SUCH_METHOD and name == "mt.supportedMethods"):
        return (
            "XML-RPC est désactivé sur ce site",
            f"réactivez-le dans l'extension de sécurité (filtre « xmlrpc_enabled »), {pages.XMLRPC.round_it}",
        )
    if code == NO_SUCH_METHOD and core:
        return (
            f"Le site ne connaît pas la méthode XML-RPC « {name} »",
            "une extension de sécurité l'a retirée : autorisez-la",
        )
    if code == NO_SUCH_METHOD:
        return (
            "L'extension seo-bridge ne répond pas sur ce site",
            "installez-la et activez-la, à la version du pont (le fichier vient de « seo-bridge companion zip »)",
        )
    if code == NOT_UNDERSTOOD:
        return (
            "Le site n'a pas pu lire la demande XML-RPC",
            "vérifiez que l'extension XML de PHP est installée, et qu'aucun pare-feu ne coupe les longues demandes "
            "(post_max_size)",
        )
    return f"Le site a refusé la demande : {said or 'sans explication'}", (
        "donnez ce droit au compte, ou prenez un compte qui l'a"
        if code == NOT_ALLOWED
        else "si ce n'est pas ce que WordPress dit d'habitude, cherchez quelle extension de sécurité le dit"
        if core
        else "mettez l'extension du site à la même version que le pont (seo-bridge companion zip)"
    )


def _no_answer(reply: Reply) -> BridgeError:
    """The error of a reply that is something else, by what it is and by its status."""
    page = pages.of(reply.content)
    if reply.status in (401, 403, 404, 405, 406, 410, 501) and page in (pages.ANY, pages.EMPTY):
        closed = "est introuvable" if reply.status in (404, 410) else "est fermé par le serveur"
        return SiteRefused(
            f"/xmlrpc.php {closed} (HTTP {reply.status})",
            where=reply.url,
            todo="vérifiez « url », demandez à l'hébergeur d'ouvrir /xmlrpc.php à l'adresse de ce serveur, "
            f"{pages.XMLRPC.round_it}",
        )
    if page is pages.EMPTY:
        # measured: what wp_die says before the XML-RPC server is there (maintenance, no database) is nothing, HTTP 200
        return SiteUnavailable(
            f"Le site a répondu par une réponse vide (HTTP {reply.status}) au lieu de XML",
            where=reply.url,
            todo="attendez la fin de sa maintenance ; si cela dure, regardez le journal d'erreurs de PHP",
            retry_after=reply.wait,
        )
    return page_instead(reply, pages.XMLRPC, "XML")


def _unreadable(reply: Reply, error: xmlreading.Unreadable) -> BridgeError:
    if isinstance(error, xmlreading.Dangerous):
        return SiteRefused(
            f"Le site a répondu par du XML qui déclare un DTD ou des entités (HTTP {reply.status})",
            where=reply.url,
            todo="vérifiez que « url » est bien celle du site : WordPress n'envoie rien de tel",
        )
    return SiteUnavailable(
        f"Le site a répondu par du XML tronqué ou abîmé (HTTP {reply.status})",
        where=f"{reply.url}, {error}",
        todo=pages.BROKEN.advice(pages.XMLRPC),
        retry_after=reply.wait,
    )
