"""A configuration is read whole, or refused with everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge.config import Config, find, load
from bridge.domain.budget import Budget
from bridge.errors import ConfigError

ROOT = Path(__file__).parents[2]
Write = Callable[[str], Path]

SITE = """\
sites:
  - name: gazette
    url: https://gazette.example/
    user: bot
    password: {env: GAZETTE}
"""


def refusal(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert caught.value.todo
    return str(caught.value)


def test_the_least_that_works_has_every_default(write: Write) -> None:
    config = load(write(SITE))
    site = config.site("gazette")
    assert config.workers == 2
    assert list(config.engines) == ["extractive"]
    assert (site.tag, site.statuses, site.post_types, site.min_words) == (
        "needs-seo",
        ("draft", "pending"),
        ("post",),
        700,
    )
    assert (site.engine, site.timeout, site.access, site.allow_http) == ("extractive", 30, "rest", False)
    assert site.concurrency == 3
    assert site.schedule.seconds == 300
    assert site.url == "https://gazette.example"


MODELS = """\
engines:
  loin: {kind: openai_compatible, base_url: "https://modele.example/v1", model: a, concurrency: 16}
  loin-aussi: {kind: openai_compatible, base_url: "https://modele.example/v1", model: b, concurrency: 6}
  ailleurs: {kind: openai_compatible, base_url: "https://autre.example/v1", model: c}
  ici: {kind: openai_compatible, base_url: "http://127.0.0.1:11434/v1", model: d}
defaults: {user: bot, password: {env: X}}
"""


@pytest.mark.parametrize(
    ("sites", "workers"),
    [
        (["extractive"], 2),
        (["loin"], 14),  # twice 6, and 2: the smallest number said of one address
        (["loin", "loin-aussi"], 14),
        (["ailleurs", "extractive"], 18),
        (["ici"], 6),
        (["loin", "ailleurs", "ici"], 34),
    ],
)
def test_there_are_workers_enough_for_every_endpoint(write: Write, sites: list[str], workers: int) -> None:
    lines = [
        f"  - {{name: site{number}, url: https://site{number}.example, engine: {engine}}}"
        for number, engine in enumerate(sites)
    ]
    assert load(write(MODELS + "sites:\n" + "\n".join(lines) + "\n")).workers == workers
    assert load(write(MODELS + "workers: 5\nsites:\n" + "\n".join(lines) + "\n")).workers == 5


def test_the_shipped_example_is_the_one_at_the_top_and_is_valid() -> None:
    shipped = ROOT / "bridge" / "config.example.yaml"
    assert shipped.read_bytes() == (ROOT / "config.example.yaml").read_bytes()
    assert load(shipped).sites[0].name == "gazette"


def test_what_the_example_comments_out_is_valid_too(write: Write) -> None:
    """A person who takes a comment mark away must not meet an error."""
    text = (ROOT / "config.example.yaml").read_text(encoding="utf-8")
    # Alternatives stand below the line that they would replace.
    text = re.sub(r"(?m)^ +# (schedule: .*|url: postgresql:.*|password: {(?:file|keyring): .*})$", "", text)
    text = re.sub(r"(?m)^( *)# ( *(?:- )?[a-z_-]+:(?: .*)?)$", r"\1\2", text)
    config = load(write(text))
    assert [site.name for site in config.sites] == ["gazette", "revue"]
    assert config.site("revue").engine == "mistral"
    assert config.price_table()["mistral-small-latest"].completion == 0.30
    assert config.budget_of(config.site("gazette")) == Budget(run=2, day=10, site_day=5)
    assert config.site("gazette").brief.glossary == {"newsletter": "lettre d'information"}


def test_defaults_reach_each_site_that_does_not_say_otherwise(write: Write) -> None:
    config = load(
        write("""\
        defaults: {user: bot, password: {env: SHARED}, min_words: 900, brief: {tone: vif}, tag: a-reecrire}
        sites:
          - {name: un, url: https://un.example}
          - {name: deux, url: https://deux.example, min_words: 500, brief: {instructions: court}}
        """)
    )
    un, deux = config.sites
    assert (un.user, un.min_words, un.brief.tone) == ("bot", 900, "vif")
    assert (deux.min_words, deux.brief.tone, deux.brief.instructions) == (500, "", "court")


def test_a_verdict_takes_the_queue_tag_away_unless_told_otherwise(write: Write) -> None:
    config = load(write(SITE + "    tag: a-reecrire\n    on_held: {add: [vu], remove: []}\n"))
    site = config.sites[0]
    assert (site.on_proposed.add, site.on_proposed.remove) == (("seo-propose",), ("a-reecrire",))
    assert (site.on_held.change.add, site.on_held.change.remove) == (("vu",), ())


def test_a_ledger_path_is_relative_to_the_file(write: Write, tmp_path: Path) -> None:
    assert load(write("ledger: {url: sqlite:///data/l.db}")).ledger.url == f"sqlite:///{tmp_path}/data/l.db"
    assert load(write("ledger: {url: sqlite:////var/l.db}")).ledger.url == "sqlite:////var/l.db"
    assert load(write("workers: 1")).ledger.dsn() == f"sqlite:///{tmp_path}/seo-bridge.db"


def test_sections_with_every_line_commented_out_are_as_if_absent(write: Write) -> None:
    config = load(write("ledger:\nworkers:\ndefaults:\nengines:\nsites:\n"))
    assert config.sites == ()


def test_settings_are_frozen(write: Write) -> None:
    config = load(write(SITE))
    with pytest.raises(ValueError, match="frozen"):
        config.workers = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("ledgr: {url: x}", 1, "clé inconnue : « ledgr » ; vouliez-vous dire « ledger » ?"),
        ("workers: 2\ndefualts: {}", 2, "vouliez-vous dire « defaults »"),
        (SITE + "    pasword: {env: X}", 6, "n° 1 : clé inconnue : « pasword » ; vouliez-vous dire « password »"),
        (SITE + "    zzz: 1", 6, "clés possibles : access, allow_http"),
        (SITE + "    brief:\n      toen: vif", 7, "brief : clé inconnue : « toen » ; vouliez-vous dire « tone »"),
        (SITE + "    schedule: {evry: 5m}", 6, "« evry » ; vouliez-vous dire « every »"),
        ("engines:\n  m:\n    kind: openai_compatible\n    modle: x", 4, "« modle » ; vouliez-vous dire « model »"),
        ("engines:\n  m:\n    kind: openai_compatible", 2, "engines › m : clé obligatoire absente : « base_url »"),
        ("engines:\n  m: {model: x}", 2, "clé obligatoire absente : « kind »"),
        ("engines:\n  m: {kind: openai-compatible}", 2, "« kind » inconnu ; vouliez-vous dire « openai_compatible »"),
        ("engines: [a]", 1, "attendu : un ensemble de lignes « clé: valeur »"),
        ("defaults:\n  min_wrods: 3", 2, "defaults : clé inconnue : « min_wrods » ; vouliez-vous dire « min_words »"),
        ("defaults:\n  url: https://x.example", 2, "propre à chaque site"),
        ("defaults: 3", 1, "attendu : des lignes « clé: valeur »"),
        ("sites:\n  - name: un\n    url: https://un.example\n    user: x", 2, "clé obligatoire absente : « password »"),
        (SITE + "    engine: extractif", 6, "n'est pas sous « engines » ; vouliez-vous dire « extractive »"),
        (SITE + SITE.replace("sites:\n", ""), 6, "le nom « gazette » est déjà celui du site de la ligne 2"),
        ("workers: 2\nworkers: 3", 2, "la clé « workers » est déjà donnée à la ligne 1"),
        (SITE + "    tag: needs-seo\n    tag: x", 7, "la clé « tag » est déjà donnée à la ligne 6"),
        ('workers: "2"', 1, "workers : attendu : un nombre entier, sans guillemets"),
        ("workers: 2.5", 1, "attendu : un nombre entier"),
        ("workers: 0", 1, "attendu : au moins 1"),
        ("workers: 257", 1, "attendu : au plus 256"),
        (SITE + "    timeout: vite", 6, "attendu : un nombre, sans guillemets"),
        (SITE + "    timeout: .inf", 6, "attendu : au plus 600"),
        (SITE + "    access: xml-rpc", 6, "attendu : rest ou xmlrpc"),
        (SITE + "    allow_http: 1", 6, "attendu : true ou false"),
        (SITE + "    min_words:", 6, "attendu : un nombre entier, sans guillemets (la valeur est vide)"),
        (SITE + "    post_types: post", 6, "attendu : une liste"),
        (SITE + "    post_types: []", 6, "attendu : une liste d'au moins un élément"),
        (SITE + "    statuses: [draft, publish]", 6, "statuses › n° 2 : attendu : draft ou pending"),
        (SITE + "    brief: vif", 6, "attendu : un ensemble de lignes « clé: valeur »"),
        (SITE + "    tag: À réécrire", 6, "l'identifiant (slug)"),
        (SITE + "    tag: needs--seo", 6, "un à la fois, et"),
        (SITE + "    tag: -seo", 6, "à aucun bout"),
        (SITE + "    on_held: {add: [x], remove: [x]}", 6, "à la fois dans « add » et dans « remove »"),
        (SITE.replace("bot", "no"), 4, "user : attendu : du texte ; mettez la valeur entre guillemets"),
        (SITE.replace("bot", "2026-02-27"), 4, "attendu : du texte"),
        (SITE.replace("bot", '""'), 4, "attendu : du texte ; la valeur est vide"),
        (SITE.replace("gazette\n", "La Gazette\n", 1), 2, "attendu : un nom court"),
        (SITE.replace("https:", "http:"), 2, "le mot de passe passerait en clair"),
        (SITE.replace("gazette.example/", "gazette.example/wp-admin/"), 3, "sans « /wp-admin »"),
        (SITE.replace("https://gazette.example/", "gazette.example"), 3, "attendu : une adresse complète"),
        (SITE + "  - revue", 6, "sites › n° 2 : attendu : un ensemble de lignes « clé: valeur »"),
        ("sites: {name: x}", 1, "sites : attendu : une liste"),
        ("sites: &a [*a]", 1, "se contient elle-même"),
        ("? [a]\n: 1", 1, "une clé est un simple mot"),
        ("workers: !!int deux", 1, "cette valeur ne se lit pas"),
        ("workers: !truc 2", 1, "cette valeur ne se lit pas"),
        ("path: x", 1, "clé inconnue : « path »"),
        ("ledger: {url: 'sqlite:///:memory:'}", 1, "oublierait tout"),
        ("ledger: {url: mysql://x/y}", 1, "attendu : « sqlite:///seo-bridge.db »"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_is_expected(write: Write, text: str, line: int, says: str) -> None:
    path = write("")
    path.write_text(text, encoding="utf-8")
    told = refusal(path)
    assert f"config.yaml, ligne {line} : " in told
    assert says in told
    assert str(path) in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sites:\n\t- x", "une tabulation sert de retrait"),
        ("a: b: c", "un « : » de trop"),
        ("a: *secretvalue", "mettez la valeur entre guillemets"),
        ("a: @secretvalue", "caractère réservé"),
        ('a: "secretvalue', "la syntaxe YAML s'arrête ici"),
        ("a: {secretvalue", "la syntaxe YAML s'arrête ici"),
        ("a: 1\n---\nb: secretvalue", "la syntaxe YAML s'arrête ici"),
        ("a: \x01", "ce n'est pas un fichier de texte YAML lisible"),
        ("", "le fichier est vide"),
        ("- a", "attendu : des lignes « clé: valeur »"),
        ("secretvalue", "attendu : des lignes « clé: valeur »"),
    ],
)
def test_broken_yaml_is_told_without_quoting_the_file(write: Write, text: str, says: str) -> None:
    told = refusal(write(text))
    assert says in told
    assert "secretvalue" not in told


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file(write: Write) -> None:
    told = refusal(
        write("workers: deux\nlegder: {}\n" + SITE.replace("user", "usr") + "    timeout: 0\n    timeout: 1\n")
    )
    lines = [line for line in told.splitlines() if "config.yaml, ligne" in line]
    numbers = [int(line.split("ligne ")[1].split(" ")[0]) for line in lines]
    assert numbers == sorted(numbers)
    assert "La configuration contient 6 erreurs" in told


def test_a_wrong_default_is_told_once_at_its_own_line(write: Write) -> None:
    sites = SITE + SITE.replace("sites:\n", "").replace("gazette", "revue")
    told = refusal(write("defaults:\n  timeout: vite\n  engine: extractif\n" + sites))
    assert told.count("defaults › timeout") == 1
    assert told.count("defaults › engine") == 1
    assert "2 erreurs" in told


def test_no_message_holds_a_value_that_could_be_a_secret(write: Write) -> None:
    told = refusal(
        write("""\
        ledger: {url: "postgresql://u:s3cret-one@h/db"}
        engines:
          m: {kind: openai_compatible, base_url: "https://u:s3cret-two@api.example/v1", model: x, api_key: s3cret-three}
          n: {kind: openai_compatible, base_url: https://api.example, model: x, api_key: {env: "s3cret four"}}
        sites:
          - {name: un, url: "https://u:s3cret-five@un.example", user: x, password: s3cret-six}
          - {name: deux, url: https://deux.example, user: x, password: {s3cret-seven}}
          - {name: trois, url: https://trois.example, user: x, password: {value: s3cret-eight}}
          - {name: quatre, url: https://quatre.example, user: x, password: 123456789}
          - {name: cinq, url: https://cinq.example, user: x, password: [s3cret-nine]}
        """)
    )
    assert "s3cret" not in told
    assert "123456789" not in told
    assert told.count("un secret ne s'écrit pas dans ce fichier") >= 5


def test_the_error_keeps_no_trace_of_the_values(write: Write) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(SITE.replace("{env: GAZETTE}", "s3cret")))
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


def test_a_plain_http_site_is_refused_but_for_loopback_or_on_demand(write: Write) -> None:
    plain = SITE.replace("https:", "http:")
    assert load(write(plain + "    allow_http: true")).sites[0].url == "http://gazette.example"
    for host in ("localhost:8080", "127.0.0.1:8080", "[::1]:8080", "wp.localhost"):
        assert load(write(plain.replace("gazette.example", host))).sites


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "n'existe pas" in refusal(tmp_path / "none.yaml")
    assert "c'est un dossier" in refusal(tmp_path)
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("# é".encode("latin-1"))
    assert "UTF-8" in refusal(latin)


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes(b"\xef\xbb\xbfworkers: 3\n")
    assert load(path).workers == 3


def test_the_file_is_looked_for_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, here = tmp_path / "home", tmp_path / "here"
    here.mkdir()
    personal = home / ".config" / "seo-bridge" / "config.yaml"
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("SEO_BRIDGE_CONFIG", raising=False)
    with pytest.raises(ConfigError, match="seo-bridge init"):
        find()
    personal.parent.mkdir(parents=True)
    personal.touch()
    assert find() == personal
    (here / "config.yaml").touch()
    assert find() == Path("config.yaml")
    monkeypatch.setenv("SEO_BRIDGE_CONFIG", "/elsewhere.yaml")
    assert find() == Path("/elsewhere.yaml")
    assert find(Path("given.yaml")) == Path("given.yaml")


def test_an_unknown_site_is_told_with_the_nearest(write: Write) -> None:
    config: Config = load(write(SITE))
    with pytest.raises(ConfigError, match="vouliez-vous dire « gazette »"):
        config.site("gazete")


def test_one_queue_under_two_names_is_refused(write: Write) -> None:
    twin = SITE.replace("sites:\n", "").replace("gazette\n", "jumelle\n", 1)
    told = refusal(write(SITE + twin))
    assert "gazette" in told
    assert "jumelle" in told
    assert "deux fois" in told


def test_one_site_with_two_queues_is_fine(write: Write) -> None:
    twin = SITE.replace("sites:\n", "").replace("gazette\n", "jumelle\n", 1)
    assert len(load(write(SITE + twin + "    tag: autre-file\n")).sites) == 2


@pytest.mark.parametrize(("extra", "accepted"), [("", False), (", allow_http: true", True)])
def test_a_model_over_plain_http_only_where_asked_for(write: Write, extra: str, accepted: bool) -> None:
    engine = f"engines:\n  m: {{kind: openai_compatible, base_url: 'http://gpu.example/v1', model: m{extra}}}\n"
    path = write(engine + SITE)
    if accepted:
        load(path)
    else:
        assert "en clair" in refusal(path)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("delivery: autosave\n    access: xmlrpc", "XML-RPC n'a pas de sauvegarde automatique"),
        ("seo_fields: fill-empty", "ne vaut que sans l'extension"),
        ("delivery: courriel", "delivery"),
    ],
)
def test_a_delivery_that_can_not_be_is_refused_with_the_reason(write: Write, lines: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(f"{SITE}    {lines}\n"))
    assert said in caught.value.what


def test_deliveries_without_the_companion_and_where_their_reports_go(write: Write, tmp_path: Path) -> None:
    lines = "    delivery: revision-swap\n    access: xmlrpc\n    seo_fields: fill-empty\n"
    config = load(write(f"reports: ../comptes-rendus\n{SITE}{lines}"))
    assert config.sites[0].delivery == "revision-swap"
    assert Path(config.reports).resolve() == (tmp_path.parent / "comptes-rendus")
    assert load(write(SITE)).reports == f"{tmp_path}/reports"
