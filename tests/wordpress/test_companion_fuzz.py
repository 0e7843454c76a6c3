"""Anything may be sent to the companion: no error of PHP's, nothing written where it refuses, no HTML given back.

The routes and their arguments are the live index's own. The generator is seeded, so that a failure comes again.
"""

from __future__ import annotations

import base64
import json
import random
import re
import xmlrpc.client
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support.intruder import changed, snapshot
from tests.support.wordpress import ROOT, WordPress, run

pytestmark = pytest.mark.wordpress

SEED = 20_261
BRIDGE, EDITOR, OTHER = "seo-bridge", "editrice", "auteur2"
BASE = "/needs-seo/v1"
MARK = "<img src=x onerror=alert(4711)>"
TEXT = "<!-- wp:paragraph -->\n<p>Un texte.</p>\n<!-- /wp:paragraph -->"

STRINGS: tuple[str, ...] = (
    "", " ", "0", "12", "-1", "1e309", "null", "é" * 300, "x" * 70_000, "\x00", "a\nb", "\u202e\u200b\ufeff", "😀" * 50,
    "' OR '1'='1", "1; DROP TABLE wp_posts; --", "\" UNION SELECT user_pass FROM wp_users -- ", "%' AND SLEEP(5) -- ",
    "\\' OR 1=1 #", "%s %d %1$s %n", MARK, "\"><script>alert(1)</script>", "</script><svg onload=alert(1)>",
    "javascript:alert(1)", "[gallery ids=\"1\"]", "<!-- wp:html --><b onclick=x>", "{{7*7}}", "../../../wp-config.php",
    'O:8:"stdClass":0:{}', 'a:1:{i:0;i:1;}', "<?php phpinfo();", "needs_seo_", "\ud83d",
    "a" * 64, "A" * 64, "__proto__",
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 1.5, 2**31, 2**63, 10**30, 1e308, [], {}, [[]], [{}], [None], {"": ""}, {"0": 1},
    {"add": {"x": 1}}, [["needs-seo"]], {"add": [MARK], "remove": ["needs-seo"]}, ["x"] * 3_000,
    {"a": {"b": {"c": []}}},
    [{"severity": "blocker", "code": MARK, "message": MARK}], {"facts": [{"kind": "number", "text": MARK}]},
)  # fmt: skip
#: What stands for bytes that are no JSON, or no UTF-8.
BROKEN = (
    b"",
    b"{",
    b"[]",
    b'"x"',
    b"null",
    b"12",
    b'{"job":"\xff\xfe"}',
    b'{"a":' * 600,
    b"\xef\xbb\xbf{}",
    b"a=b&c=d",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One request: ``body`` its bytes, None for none."""

    user: str
    method: str
    route: str
    query: dict[str, Any]
    body: bytes | None

    def packed(self) -> dict[str, Any]:
        body = None if self.body is None else base64.b64encode(self.body).decode()
        return {"user": self.user, "method": self.method, "route": self.route, "query": self.query, "body": body}

    def __str__(self) -> str:
        return f"{self.user or 'nobody'} {self.method} {self.route} {self.query or ''} {(self.body or b'')[:160]!r}"


def encoded(value: Any) -> bytes:
    return json.dumps(value).encode()  # a lone surrogate stays the escape that it is


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """``routes``: (method, pattern, arguments). ``draft`` waits for a proposal, ``proposal`` for a decision."""

    routes: tuple[tuple[str, str, dict[str, Any]], ...]
    draft: int
    proposal: int
    good: dict[str, Any]


def good_proposal(wordpress: WordPress, draft: int, job: str) -> dict[str, Any]:
    base = wordpress.api(BRIDGE, "GET", f"{BASE}/drafts/{draft}").json()["base"]
    return {
        "job": job, "base": base, "title": "Titre proposé", "content": TEXT, "excerpt": "", "slug": "titre",
        "seo": {"title": "Titre SEO", "description": "Description.", "keyphrase": "titre"},
        "engine": "essai", "stats": {"words_after": 700}, "tags": {"add": ["seo-propose"], "remove": ["needs-seo"]},
        "findings": [{"severity": "info", "code": "essai", "place": "titre", "message": "Rien.", "evidence": None}],
        "evidence": {
            "facts": [{"kind": "number", "text": "12", "sentence": "Douze.", "source_text": "12"}],
            "dropped": [{"text": "Partager", "reason": "débris"}],
            "translations": [{"article": "oui", "source": "yes", "speaker": "Ada"}],
            "sections": [{"heading": "Un", "spans": [[0, 10]]}],
        },
    }  # fmt: skip


@pytest.fixture(scope="module")
def world(wordpress: WordPress) -> World:
    index = wordpress.api("admin", "GET", BASE).json()["routes"]
    routes = tuple(
        (method, route, endpoint["args"] or {})
        for route, about in index.items() if route != BASE
        for endpoint in about["endpoints"] for method in endpoint["methods"]
    )  # fmt: skip
    assert len(routes) >= 16, routes
    draft, proposed = wordpress.draft("À réécrire", TEXT), wordpress.draft("Déjà proposé", TEXT)
    made = wordpress.api(
        BRIDGE, "POST", f"{BASE}/drafts/{proposed}/proposals", good_proposal(wordpress, proposed, "b" * 64)
    )
    assert made.status_code == 201, made.text[:300]
    good = good_proposal(wordpress, draft, "c" * 64)
    return World(routes=routes, draft=draft, proposal=int(made.json()["id"]), good=good)


@pytest.fixture(scope="module")
def waiting(wordpress: WordPress, world: World) -> World:
    """The same with a proposal that nothing here decides: what is refused about it is not refused as decided."""
    draft = wordpress.draft("En attente", TEXT)
    good = good_proposal(wordpress, draft, "f" * 64)
    made = wordpress.api(BRIDGE, "POST", f"{BASE}/drafts/{draft}/proposals", good)
    assert made.status_code == 201, made.text[:300]
    return replace(world, draft=draft, proposal=int(made.json()["id"]), good={**good, "job": "9" * 64})


def path_of(world: World, route: str) -> str:
    return re.sub(r"\(\?P<id>[^)]*\)", str(world.proposal if "/proposals/(" in route else world.draft), route)


def valid(world: World, route: str) -> dict[str, Any]:
    """Arguments that the route takes, so that one wrong one is the only thing wrong."""
    if route.endswith("/proposals"):
        return dict(world.good)
    if route.endswith("/held"):
        return {name: world.good[name] for name in ("base", "job", "engine", "findings", "stats", "tags", "evidence")}
    if route.endswith("/glossary-offers"):
        return {"offers": [{"term": "haven", "rendering": "havre", "seen": 2}]}
    if route.endswith("/tags"):
        return {"slug": "needs-seo"}
    return {"queued": True} if route.endswith("/request") else {"reason": "Non."} if route.endswith("/reject") else {}


def cases_of(world: World, user: str, each: int) -> Iterator[Case]:
    """For every argument of every route: ``each`` hostile values; then keys missing, unknown and bodies broken."""
    chance = random.Random(f"{SEED} {user}")
    for method, route, arguments in world.routes:
        path, whole = path_of(world, route), valid(world, route)
        plain = Case(user=user, method=method, route=path, query={}, body=None if method == "GET" else encoded(whole))

        def sent(given: dict[str, Any], plain: Case = plain) -> Case:
            if plain.method != "GET":
                return replace(plain, body=encoded(given))
            # an address has no lone surrogates
            return replace(plain, query=json.loads(encoded(given).replace(b'\\ud83d"', b'"')))

        for name in arguments:
            if name == "id":
                continue
            for value in _hostile(chance, each):
                yield sent({**whole, name: value})
        for name in whole:
            yield sent({key: value for key, value in whole.items() if key != name})
        for deep in _deep(whole, chance, max(2, each // 6)):
            yield sent(deep)
        yield sent({**whole, "inconnu": MARK, "id": 1, "author": 1, "status": ["publish"], "post_status": "publish"})
        for number in ("0", "99999999", "9" * 25, "00000001"):
            yield replace(plain, route=re.sub(r"/\d+", f"/{number}", path, count=1))
        if method != "GET":
            yield from (replace(plain, body=body) for body in BROKEN)


def _deep(value: Any, chance: random.Random, each: int) -> Iterator[Any]:
    """The value with a hostile one in the place of something further in."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        for wrong in _deep(one, chance, each) if isinstance(one, dict | list) else _hostile(chance, each):
            copy = value.copy()
            copy[name] = wrong
            yield copy


def _hostile(chance: random.Random, each: int) -> list[Any]:
    return [*chance.sample(STRINGS, each), *chance.sample(OTHERS, each // 2)]


def answered(wordpress: WordPress, folder: Path, cases: list[Case]) -> list[tuple[Case, dict[str, Any]]]:
    given, taken = folder / "cases.json", folder / "answers.json"
    given.write_text(json.dumps([case.packed() for case in cases]), encoding="ascii")
    script = str(ROOT / "tests" / "wordpress" / "fuzz.php")
    run("scripts/sandbox", "php", "--name", wordpress.name, script, str(given), str(taken))
    answers = json.loads(taken.read_text(encoding="utf-8"))
    assert len(answers) == len(cases)
    return list(zip(cases, answers, strict=True))


@pytest.mark.parametrize(("user", "each"), [(BRIDGE, 20), (EDITOR, 10), (OTHER, 4), ("", 4)])
def test_no_argument_breaks_a_route_and_a_refusal_writes_nothing(
    wordpress: WordPress, world: World, tmp_path: Path, user: str, each: int
) -> None:
    cases = list(cases_of(world, user, each))
    assert len(cases) > 200
    wrong = []
    taken = 0
    for case, answer in answered(wordpress, tmp_path, cases):
        taken += answer["status"] < 400
        # core itself stumbles over a body that is JSON and no object
        broke = answer["status"] >= 500 or [one for one in answer["trouble"] if "class-wp-rest-request.php" not in one]
        wrote = answer["changed"] and (answer["status"] >= 400 or case.method == "GET")
        if broke or wrote:
            wrong.append(f"{case} → {answer}")
    assert not wrong, "\n".join(wrong)
    assert bool(taken) is (user in (BRIDGE, EDITOR)), "who may do nothing is refused, and who may something is not"


def test_the_bridge_decides_nothing_and_an_author_stages_nothing(
    wordpress: WordPress, waiting: World, tmp_path: Path
) -> None:
    """Well-formed requests with the wrong role, for every route that writes."""
    people = ("approve", "reject", "undo", "brief", "request", "panel")
    cases = [
        Case(user=user, method=method, route=path_of(waiting, route), query={}, body=encoded(valid(waiting, route)))
        for method, route, _ in waiting.routes
        for user in ("", OTHER, *([BRIDGE] if route.endswith(people) else [EDITOR] if method == "POST" else []))
    ]
    wrong = [
        f"{case} → {answer}"
        for case, answer in answered(wordpress, tmp_path, cases)
        if answer["status"] not in (401, 403) or answer["changed"]
    ]
    assert wrong == []


# ── over HTTP: nonces, cookies, forms, pages ───────────────────────────────────────────────────────────────────────

_SIGN_IN = """
$id = get_user_by('login', $args[0])->ID; $end = time() + 3600;
$token = WP_Session_Tokens::get_instance($id)->create($end);
$_COOKIE[LOGGED_IN_COOKIE] = wp_generate_auth_cookie($id, $end, 'logged_in', $token); wp_set_current_user($id);
$nonces = []; foreach (array_slice($args, 1) as $name) $nonces[$name] = wp_create_nonce($name);
echo json_encode([[AUTH_COOKIE => wp_generate_auth_cookie($id, $end, 'auth', $token),
    LOGGED_IN_COOKIE => $_COOKIE[LOGGED_IN_COOKIE]], $nonces]);
"""


def browser_of(wordpress: WordPress, login: str, *nonces: str) -> tuple[requests.Session, dict[str, str]]:
    cookies, made = json.loads(wordpress.php(_SIGN_IN, login, *nonces))
    browser = requests.Session()
    browser.cookies.update(cookies)
    return browser, dict(made)


@pytest.mark.parametrize("nonce", [None, "", "0000000000", "<script>"])
def test_a_cookie_without_its_nonce_is_nobody(wordpress: WordPress, waiting: World, nonce: str | None) -> None:
    """What another site's page could make an editor's browser send."""
    browser, _ = browser_of(wordpress, EDITOR)
    headers = {} if nonce is None else {"X-WP-Nonce": nonce}
    before = snapshot(wordpress)
    with browser:
        for method, route, _ in waiting.routes:
            answer = browser.request(method, f"{wordpress.url}/wp-json{path_of(waiting, route)}", headers=headers,
                                     json=valid(waiting, route) if method == "POST" else None, timeout=60)  # fmt: skip
            assert answer.status_code in (401, 403), f"{method} {route}: {answer.status_code}"
            assert answer.headers["Content-Type"].startswith("application/json")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert changed(before, snapshot(wordpress)) == []


def forms(world: World) -> list[dict[str, Any]]:
    """Every admin-post action of the companion, as its forms send it."""
    reject = {"reason": "Non.", "retry": "1"}
    return [
        {"action": "needs_seo_request", "post": world.draft},
        {"action": "needs_seo_withdraw", "post": world.draft},
        {"action": "needs_seo_reject", "item[]": f"proposal-{world.proposal}", **reject},
        *({"action": "needs_seo_decide", "proposal": world.proposal, "decision": what, **reject}
          for what in ("approve", "reject")),
        *({"action": "needs_seo_review", "what": what, **reject,
           "id": world.draft if what == "again" else world.proposal}
          for what in ("approve", "part", "undo", "renew", "again", "retry", "reject", "unknown")),
        {"action": "needs_seo_glossary", "entry": "a", "what": "accept"},
    ]  # fmt: skip


def nonce_of(form: dict[str, Any]) -> str:
    action = form["action"]
    match action:
        case "needs_seo_request" | "needs_seo_withdraw":
            return f"{action}_{form['post']}"
        case "needs_seo_decide":
            return f"{action}_{form['decision']}_{form['proposal']}"
        case "needs_seo_review":
            return f"{action}_{form['what']}_{form['id']}"
        case "needs_seo_glossary":
            return f"{action}_{form['entry']}"
    return str(action)


def test_the_list_of_forms_is_whole() -> None:
    """A new action that is not tried here would be one that nobody tried."""
    sources = (ROOT / "bridge" / "companion" / "includes").glob("*.php")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert len(re.findall(r"'admin_post_' \. self::", text)) == 6
    assert "wp_ajax_" not in text
    assert "admin_post_nopriv" not in text


def posted(
    wordpress: WordPress, browser: requests.Session, form: dict[str, Any], nonce: str | None
) -> requests.Response:
    data = {**form, **({} if nonce is None else {"_wpnonce": nonce})}
    action = form["action"]
    get = action in ("needs_seo_request", "needs_seo_withdraw")
    return browser.request(
        "GET" if get else "POST", f"{wordpress.url}/wp-admin/admin-post.php", params=data if get else None,
        data=None if get else data, allow_redirects=False, timeout=60,
    )  # fmt: skip


def test_a_form_without_its_own_nonce_does_nothing(wordpress: WordPress, waiting: World) -> None:
    """No nonce, a wrong one, one of another person, one for another form."""
    names = [nonce_of(form) for form in forms(waiting)]
    editor, own = browser_of(wordpress, EDITOR, *names, "needs_seo_other_1")
    _, others = browser_of(wordpress, "admin", *names)
    before = snapshot(wordpress)
    with editor:
        for form in forms(waiting):
            for nonce in (None, "0000000000", others[nonce_of(form)], own["needs_seo_other_1"]):
                answer = posted(wordpress, editor, form, nonce)
                assert answer.status_code == 403, f"{form} {nonce}: {answer.status_code}"
    assert changed(before, snapshot(wordpress)) == []


def test_a_form_about_somebody_else_s_draft_does_nothing(wordpress: WordPress, waiting: World) -> None:
    """With a nonce that is right: an author, who may edit the own drafts only."""
    names = [nonce_of(form) for form in forms(waiting)]
    author, own = browser_of(wordpress, OTHER, *names)
    before = snapshot(wordpress)
    with author:
        for form in forms(waiting):
            answer = posted(wordpress, author, form, own[nonce_of(form)])
            assert answer.status_code in (302, 400, 403), f"{form}: {answer.status_code}"
    assert changed(before, snapshot(wordpress)) == []


def test_a_form_with_wrong_types_does_nothing(wordpress: WordPress, waiting: World) -> None:
    """Lists where texts belong, with a nonce that is right."""
    review = {"action": "needs_seo_review", "id": waiting.proposal, "what": "reject"}
    decide = {"action": "needs_seo_decide", "proposal": waiting.proposal, "decision": "reject"}
    bulk = {"action": "needs_seo_reject"}
    part = {"action": "needs_seo_review", "id": waiting.proposal, "what": "part"}
    tried = [
        (review, {"reason[]": MARK}), (decide, {"reason[]": MARK}), (review, {"reason[a][b]": "1"}),
        (bulk, {"item[]": MARK, "reason[]": "x"}), (bulk, {"item": "x", "reason": "Non."}),
        (bulk, {"item[a][]": "proposal-1", "reason": "Non."}), (part, {"parts": MARK}),
        (part, {"parts[sections]": MARK}), (part, {"parts[other][]": MARK}),
    ]  # fmt: skip
    editor, own = browser_of(wordpress, EDITOR, *(nonce_of(form) for form, _ in tried))
    before = snapshot(wordpress)
    with editor:
        for form, more in tried:
            answer = posted(wordpress, editor, {**form, **more}, own[nonce_of(form)])
            assert answer.status_code == 302, f"{form} {more}: {answer.status_code} {answer.text[:200]}"
    # a reason that is no text is no reason: nothing was rejected for it
    assert changed(before, snapshot(wordpress)) == []


PARAMETERS = ("s", "view", "author", "score", "age", "orderby", "order", "paged", "proposal", "held", "item", "item[]",
              "action", "action2", "needs_seo", "_wp_http_referer", "per_page")  # fmt: skip


def test_no_address_makes_a_page_say_html_or_break(wordpress: WordPress, world: World) -> None:
    editor, _ = browser_of(wordpress, EDITOR)
    hostile = (f"\"'>{MARK}", "1' OR SLEEP(3) -- ", "9" * 30)
    with editor:
        for page in ("admin.php?page=needs-seo-proposals", "admin.php?page=needs-seo-glossary", "edit.php?x=1"):
            for name in PARAMETERS:
                for value in hostile:
                    for shape in (name, f"{name}[]", f"{name}[a][b]") if value is hostile[0] else (name,):
                        answer = editor.get(f"{wordpress.url}/wp-admin/{page}", params={shape: value}, timeout=60)
                        assert answer.status_code < 500, f"{page} {shape}={value}"
                        assert MARK not in answer.text, f"{page} {shape}={value}"


def test_what_a_stolen_password_stages_is_shown_as_text(wordpress: WordPress) -> None:
    """HTML in every free field of a proposal, on every page that shows it."""
    draft = wordpress.draft("Un brouillon", TEXT)
    evil = f"\"'>{MARK}</script>{MARK}"
    finding = {"severity": "warning", "code": evil, "place": evil, "message": evil, "evidence": evil, "quote": evil,
               "source_quote": evil}  # fmt: skip
    body = good_proposal(wordpress, draft, "d" * 64) | {
        "engine": evil[:200], "findings": [finding],
        "stats": {"currency": evil, "cost": 1, evil: evil, "words_after": evil},
        "seo": {"title": evil, "description": evil, "keyphrase": evil}, "slug": "sur",
        "tags": {"add": [evil[:100]], "remove": []},
        "evidence": {
            "facts": [{"kind": "number", "text": evil, "sentence": evil, "source_text": evil, "source_sentence": evil}],
            "dropped": [{"text": evil, "reason": evil}],
            "translations": [{"article": evil, "source": evil, "speaker": evil}],
            "sections": [{"heading": evil, "spans": [[0, 10]]}],
        },
    }  # fmt: skip
    made = wordpress.api(BRIDGE, "POST", f"{BASE}/drafts/{draft}/proposals", body)
    assert made.status_code in (201, 422), made.text[:300]
    if made.status_code == 422:  # a tag's name or a field that WordPress would strip: the rest must do
        body |= {
            "tags": {"add": ["seo-propose"], "remove": []},
            "seo": {"title": "T", "description": "D", "keyphrase": "k"},
        }
        made = wordpress.api(BRIDGE, "POST", f"{BASE}/drafts/{draft}/proposals", body)
    assert made.status_code == 201, made.text[:300]
    held = wordpress.draft("Retenu", TEXT)
    verdict = {name: body[name] for name in ("engine", "findings", "stats", "evidence")}
    verdict |= {"job": "e" * 64, "base": good_proposal(wordpress, held, "e" * 64)["base"]}
    assert wordpress.api(BRIDGE, "POST", f"{BASE}/drafts/{held}/held", verdict).status_code == 200
    offer = {"offers": [{"term": evil[:200], "rendering": evil[:200], "seen": 3}]}
    assert wordpress.api(BRIDGE, "POST", f"{BASE}/glossary-offers", offer).status_code == 200
    number = made.json()["id"]
    pages = (f"admin.php?page=needs-seo-proposals&proposal={number}", f"admin.php?page=needs-seo-proposals&held={held}",
             "admin.php?page=needs-seo-proposals", "admin.php?page=needs-seo-glossary", "edit.php",
             f"revision.php?revision={number}", f"post.php?post={draft}&action=edit",
             f"post.php?post={held}&action=edit")  # fmt: skip
    editor, _ = browser_of(wordpress, EDITOR)
    with editor:
        for page in pages:
            answer = editor.get(f"{wordpress.url}/wp-admin/{page}", timeout=60)
            assert answer.status_code == 200, page
            assert MARK not in answer.text, page
            if "&proposal=" in page:
                assert "&lt;img src=x onerror" in answer.text  # shown it is, as text


def test_each_xmlrpc_method_refuses_what_its_route_refuses(wordpress: WordPress, waiting: World) -> None:
    methods = [name for name in _xmlrpc(wordpress, "system.listMethods") if name.startswith("needsSeo.")]
    assert len(methods) >= 12
    hostile = ("", "{", "null", '"x"', "12", "[" * 2_000, "é" * 5_000)
    about_one = ("[]", '{"id": "1 OR 1=1"}', '{"id": -1}', '{"id": [1]}', '{"id": 99999999999999999999}',
                 '{"id": 0, "reason": "Non."}')  # fmt: skip
    before = snapshot(wordpress)
    for method in methods:
        for login in ((BRIDGE, "faux"), ("personne", "x"), ("", "")):
            assert _xmlrpc(wordpress, method, 1, *login, json.dumps({"id": waiting.draft})) == 403
        known = (BRIDGE, wordpress.application_password(BRIDGE))
        needs_no_id = method.removeprefix("needsSeo.") in ("status", "drafts", "glossary", "offer")
        for given in hostile if needs_no_id else (*hostile, *about_one):
            assert _refused(_xmlrpc(wordpress, method, 1, *known, given)), f"{method} {given[:60]}"
        other = (OTHER, wordpress.application_password(OTHER))
        body = json.dumps({**waiting.good, "id": waiting.proposal, "offers": [], "reason": "Non."})
        assert _refused(_xmlrpc(wordpress, method, 1, *other, body)), method
        assert isinstance(_xmlrpc(wordpress, method), int)
        assert isinstance(_xmlrpc(wordpress, method, 1, [BRIDGE], {"a": 1}, [[]]), int)
    assert changed(before, snapshot(wordpress)) == []


def _xmlrpc(wordpress: WordPress, method: str, *given: Any) -> Any:
    """The answer, or the number of the fault."""
    with xmlrpc.client.ServerProxy(f"{wordpress.url}/xmlrpc.php") as server:
        try:
            return getattr(server, method)(*given)
        except xmlrpc.client.Fault as fault:
            return fault.faultCode


def _refused(answer: Any) -> bool:
    return 400 <= (answer if isinstance(answer, int) else json.loads(answer)["status"]) < 500


def test_php_had_nothing_to_complain_of(wordpress: WordPress) -> None:
    log = wordpress.php("echo @file_get_contents(WP_CONTENT_DIR . '/debug.log');")
    assert "seo-bridge/" not in log, log[-2000:]
