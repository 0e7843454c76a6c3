"""Where a key and a draft may go, and how much may come back: tried on a server on loopback."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bridge.engines.openai_compatible import OpenAICompatible
from bridge.engines.openai_compatible.transport import LARGEST_ANSWER
from bridge.errors import BridgeError, EngineRefused, EngineUnavailable
from tests.support.model_server import completion
from tests.wordpress.web_server import Reply, WebServer, web_server

KEY = "cle-modele-7f3a9b2c5d1e"
GOOD = Reply(body=json.dumps(completion("oui")))
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@contextmanager
def engine(url: str, *, timeout: float = 30.0) -> Iterator[OpenAICompatible]:
    made = OpenAICompatible(base_url=f"{url}/v1", model="essai", api_key=KEY, timeout=timeout, retries=1)
    with closing(made):
        yield made


def trouble(server: WebServer, *, timeout: float = 30.0) -> BridgeError:
    with engine(server.url, timeout=timeout) as model, pytest.raises(BridgeError) as caught:
        model.ping()
    assert KEY not in f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"
    return caught.value


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_neither_key_nor_draft_anywhere(status: int) -> None:
    with web_server(GOOD) as other, web_server(Reply(status, "", {"Location": f"{other.url}/v1/{KEY}"})) as server:
        error = trouble(server)
        assert other.seen == []
        assert len(server.seen) == 1, "told at once, and not tried again"
    assert isinstance(error, EngineRefused)
    assert other.url in error.what
    assert "base_url" in error.todo


def test_a_redirect_on_the_same_host_is_told_as_well() -> None:
    with web_server(Reply(308, "", {"Location": "/ailleurs"}), GOOD) as server:
        assert "/ailleurs" in trouble(server).what


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_an_answer_without_an_end_is_cut_off(packed: bool) -> None:
    body = b'{"choices": "' + b"a" * (LARGEST_ANSWER + 1) + b'"}'
    reply = Reply(body=gzip.compress(body), headers={"Content-Encoding": "gzip"}) if packed else Reply(body=body)
    with web_server(reply) as server:
        error = trouble(server)
        assert len(server.seen) == 1, "a paid answer is not asked for again"
    assert isinstance(error, EngineRefused)
    assert "Mo" in error.what
    assert "max_tokens" in error.todo


def test_an_answer_that_drips_has_one_time_limit() -> None:
    with web_server(Reply(body="{", headers={"Content-Length": "99999999"}, drips=True)) as server:
        error = trouble(server, timeout=0.3)
    assert isinstance(error, EngineUnavailable)
    assert "à temps" in error.what


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"], ids=["headers", "continue"]
)
def test_headers_that_drip_are_within_the_same_time_limit(start: bytes) -> None:
    more = b"HTTP/1.1 100 Continue\r\n\r\n" if b"Continue" in start else b"X-Filler: 1\r\n"
    with web_server(Reply(head=(start, more))) as server:
        error = trouble(server, timeout=0.3)
        assert len(server.seen) == 1, "an answer that has begun is not asked for again"
    assert isinstance(error, EngineUnavailable)
    assert "à temps" in error.what


def test_a_packed_answer_is_read() -> None:
    body = gzip.compress(json.dumps(completion("oui")).encode())
    with web_server(Reply(body=body, headers={"Content-Encoding": "gzip"})) as server, engine(server.url) as model:
        assert model.ping()[0] == "modele-de-test"


@pytest.mark.parametrize("variable", PROXIES[:3])
def test_a_proxy_is_not_asked_for_what_is_on_this_machine(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    with web_server(Reply(502)) as proxy, web_server(GOOD) as server:
        monkeypatch.setenv(variable, proxy.url)
        with engine(server.url) as model:
            assert model.ping()[0] == "modele-de-test"
        assert proxy.seen == []


def test_an_encrypted_address_goes_through_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a tunnel: the proxy sees the host's name, and neither key nor draft."""
    with web_server(Reply(502)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        with engine("https://modele.example") as model, pytest.raises(EngineUnavailable):
            model.ping()
        assert {method for method, *_ in proxy.seen} == {"CONNECT"}
        assert KEY not in str(proxy.seen)


def test_credentials_of_netrc_are_not_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login autre password motdepasse\n", encoding="ascii")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    with web_server(GOOD) as server:
        with engine(server.url) as model:
            model.ping()
        assert [authorization for _, _, authorization, _ in server.seen] == [f"Bearer {KEY}"]


def test_a_server_that_repeats_the_key_is_told_without_it() -> None:
    said = {"error": {"message": f"Bearer {KEY} refused", "code": f"bad_{KEY}", "type": KEY}}
    with web_server(Reply(401, json.dumps(said))) as server:
        assert "•••" in trouble(server).what
    echo = completion("oui") | {"model": f"essai {KEY}"}
    with web_server(Reply(body=json.dumps(echo))) as server, engine(server.url) as model:
        assert model.ping()[0] == "essai •••"


def test_a_key_that_is_a_word_is_left_in_what_a_model_writes() -> None:
    """Local servers want any key, and people give them the server's name; in an error it is taken out all the same."""
    echo = completion("oui") | {"model": "lm-studio-7b"}
    with web_server(Reply(body=json.dumps(echo)), Reply(400, '{"error": {"code": "lm-studio"}}')) as server:
        model = OpenAICompatible(base_url=f"{server.url}/v1", model="essai", api_key="lm-studio", retries=0)
        with closing(model):
            assert model.ping()[0] == "lm-studio-7b"
            with pytest.raises(EngineRefused) as caught:
                model.ping()
    assert "lm-studio" not in caught.value.what
